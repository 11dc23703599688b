"""The settings of this machine must not reach the tests: they make their own, in a folder of their own."""

import atexit
import os
import shutil
import tempfile

SECRET_KEY = "only-for-the-tests-and-known-to-everyone"
OF_THE_PORTAL = [
    *("BEHIND_PROXY", "CACHE_URL", "CONTACT", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG"),
    *("EMAIL_FROM", "EMAIL_URL", "HOST", "HSTS_SECONDS", "HTTPS", "PORT", "PORTAL_URL", "PORTAL_VAR", "PROXIES"),
    *("SECURITY_CONTACT", "SITE_NAME"),
    *("CACHE_TAG_HEADER", "CDN_SECONDS", "PURGE_BODY", "PURGE_HEADER", "PURGE_METHOD", "PURGE_URL", "STALE_SECONDS"),
    *("DATABASE_REPLICA_URL", "LOCKED_MINUTES", "LOG_FORMAT", "METRICS_TOKEN", "SAMPLE"),
    *("CONFIRM_MINUTES", "SESSION_HOURS", "SESSION_IDLE_MINUTES", "SSO_CLIENT_ID", "SSO_CLIENT_SECRET"),
    *("SSO_EMAIL_VERIFIED", "SSO_ISSUER", "SSO_NAME", "SSO_ONLY", "SSO_SECOND_FACTOR"),
    *("TIME_ZONE", "WEBHOOK_NETWORKS", "WORKERS"),
]


def become_the_tests():
    for name in OF_THE_PORTAL:
        os.environ.pop(name, None)
    var = os.environ.get("TEST_VAR")  # the processes of one run share a folder, which the first of them removes
    if not var:
        var = os.environ["TEST_VAR"] = tempfile.mkdtemp(prefix="portal-tests-")
        atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PORTAL_ENV_FILE": os.devnull,
        "PORTAL_VAR": var,
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "RATE_LIMITS": "0",
        "REQUIRE_SECOND_FACTOR": "no",
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", f"sqlite:///{var}/portal.sqlite3"),
    }


def call_the_test_database():
    from django.conf import settings  # now that it reads our environment

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in real life: in memory, two connections would not wait for each other.
        database.setdefault("TEST", {})["NAME"] = settings.VAR / "tests.sqlite3"
        database["OPTIONS"]["init_command"] += " PRAGMA synchronous = OFF;"
