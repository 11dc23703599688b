from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured


def refuse_missing_static_files():
    """Without the list that collectstatic writes, every page would be a fault: better not to start."""
    if getattr(staticfiles_storage, "manifest_strict", False) and staticfiles_storage.read_manifest() is None:
        raise ImproperlyConfigured(
            f"The stylesheets and pictures have not been collected in {staticfiles_storage.location} yet: "
            "run “manage.py collectstatic” before starting the server."
        )
