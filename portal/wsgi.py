import os
from importlib import import_module

from portal.beginning import beginning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def begin():
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from portal.environment import in_one_sentence

    with in_one_sentence():
        django.setup()

        from portal.checks import refuse_missing_static_files

        refuse_missing_static_files()
        from articles.storing import Front, digest_of_maker, look_on
        from portal.door import guarded
        from portal.giving import Given
        from portal.listening import notice_soon_who_is_gone
        from portal.receiving import Received

        django_alone = Given(Received(get_wsgi_application()))
        front = Front(django_alone, settings.VAR / "pages", maker=digest_of_maker())
        import_module(settings.ROOT_URLCONF)  # now, not with the first reader: what is broken must not start
        notice_soon_who_is_gone()
        look_on(front)
        return guarded(front)


with beginning():
    application = begin()
