import gc
import os
from pathlib import Path

import django
import hypothesis.configuration
import pytest

from tests import migrated
from tests.environment import become_the_tests, call_the_test_database

gc.disable()  # thousands of tests are gathered, and all of them stay
become_the_tests()

from django.conf import settings  # noqa: E402  (it reads the environment)
from django.test import TransactionTestCase  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and guards nothing here
# Nothing is collected before the tests, so files keep their own names.
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
call_the_test_database()

django.setup()

hypothesis.configuration.set_hypothesis_home_dir(settings.VAR / "hypothesis")
hypothesis.settings.register_profile("portal", deadline=None, database=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("portal")

pytest_plugins = ["tests.groups", "tests.once"]
IN_A_BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if IN_A_BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
    yield
    items.sort(key=lambda item: not item.get_closest_marker("long"))


def pytest_collection_finish():
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    from tests.as_migrated import as_migrated, rows_that_came_with_migrations

    is_shared = migrated.DONE in os.environ
    if not is_shared:
        request.getfixturevalue("django_db_setup")  # that of pytest-django, which migrates
    with django_db_blocker.unblock():
        end = migrated.begin_with_a_copy() if is_shared else None
        rows = rows_that_came_with_migrations()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: as_migrated(rows))
        yield
    if end:
        with django_db_blocker.unblock():
            end()


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    """What one test uploads, no other finds."""
    settings.MEDIA_ROOT = tmp_path / "media"
