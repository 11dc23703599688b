import logging
from io import StringIO

import pytest
from django.http import HttpResponse
from django.urls import path


def fail(request):
    raise ValueError("what went wrong")


def not_found(request, exception):
    return HttpResponse("There is no such page.", status=404)


handler404 = not_found
urlpatterns = [path("fails/", fail), path("works/", lambda request: HttpResponse("Good."))]


@pytest.fixture
def log():
    """What reaches standard error."""
    (handler,) = [one for one in logging.getLogger().handlers if one.get_name() == "stderr"]
    written = StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture(autouse=True)
def pages_of_this_file(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("articles.")]


def test_a_traceback_reaches_the_log_without_what_the_reader_asked_or_where_from(client, log):
    client.raise_request_exception = False

    client.get("/fails/?q=lump+in+breast", REMOTE_ADDR="192.0.2.44", headers={"Cookie": "sessionid=abc"})

    said = log.getvalue()
    assert "what went wrong" in said
    assert "Traceback" in said
    for private in ("lump", "192.0.2.44", "abc"):
        assert private not in said


def test_pages_that_are_read_or_not_found_leave_no_line(client, log):
    client.get("/works/?q=lump")
    client.get("/lump/?q=lump")

    assert log.getvalue() == ""


def test_every_page_carries_the_strict_policies(client):
    page = client.get("/works/", secure=True)

    policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert "unsafe" not in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not page.cookies


def test_passwords_are_kept_as_argon2(settings):
    from portal import settings as as_written

    assert as_written.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
