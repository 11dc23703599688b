import os
from pathlib import Path

import django
import hypothesis.configuration
import pytest

from tests.environment import become_the_tests

become_the_tests()

from django.conf import settings  # noqa: E402  (it reads the environment)
from django.test import TransactionTestCase  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and guards nothing here
# Nothing is collected before the tests, so files keep their own names.
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in real life: in memory, two connections would not wait for each other.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = settings.VAR / "tests.sqlite3"
    settings.DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous = OFF;"

django.setup()

hypothesis.configuration.set_hypothesis_home_dir(settings.VAR / "hypothesis")
hypothesis.settings.register_profile("portal", deadline=None, database=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("portal")

pytest_plugins = ["tests.once"]
IN_A_BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if IN_A_BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from tests.as_migrated import as_migrated, rows_that_came_with_migrations

    with django_db_blocker.unblock():
        rows = rows_that_came_with_migrations()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: as_migrated(rows))
        yield


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    """What one test uploads, no other finds."""
    settings.MEDIA_ROOT = tmp_path / "media"
