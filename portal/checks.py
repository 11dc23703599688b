from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.core.exceptions import ImproperlyConfigured


def refuse_missing_static_files():
    """Without the list that collectstatic writes, every page would be a fault: better not to start."""
    if getattr(staticfiles_storage, "manifest_strict", False) and staticfiles_storage.read_manifest() is None:
        raise ImproperlyConfigured(
            f"The stylesheets and pictures have not been collected in {staticfiles_storage.location} yet: "
            "run “manage.py collectstatic” before starting the server."
        )


@checks.register(checks.Tags.security, deploy=True)
def somebody_hears_of_holes(app_configs, **_facts):
    if settings.SECURITY_CONTACT:
        return []
    sentence = "Nobody who finds a hole in the portal learns whom to tell: /.well-known/security.txt is not there."
    return [checks.Warning(sentence, hint="Set SECURITY_CONTACT to an e-mail address that is read.", id="portal.W001")]
