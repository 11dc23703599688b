import logging
from io import StringIO

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.urls import path


def fail(request):
    raise ValueError(request.GET["q"]) from TypeError("what went wrong")


def fail_with_words(request, words):
    return int(words)


def not_found(request, exception):
    return HttpResponse("There is no such page.", status=404)


handler404 = not_found


def clash(request):
    row = request.POST.get("body", "nothing")
    raise IntegrityError(f"duplicate key value violates a constraint\nDETAIL:  Failing row contains ({row}).")


urlpatterns = [
    path("fails/", fail),
    path("fails/<slug:words>/", fail_with_words),
    path("clash/", clash),
    path("works/", lambda request: HttpResponse("Good.")),
]


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
    assert "ERROR django.request: 500 at fails/" in said
    for private in ("lump", "192.0.2.44", "abc"):
        assert private not in said


@pytest.mark.parametrize("ask", ["get", "post"])
def test_a_fault_is_told_without_the_address_and_without_the_words_in_its_message(client, log, ask):
    """Promise 8: a message may repeat what was typed, or a row of the database."""
    client.raise_request_exception = False

    getattr(client, ask)("/fails/lump-in-breast/", {"body": "lump"})
    getattr(client, ask)("/clash/", {"body": "lump"})

    said = log.getvalue()
    assert "500 at fails/<slug:words>/" in said
    assert "ValueError: its message may repeat what was typed" in said
    assert "in fail_with_words" in said
    assert "IntegrityError" in said
    assert "lump" not in said


def test_a_wrong_name_of_the_portal_is_told_in_one_line_without_it(client, log):
    client.get("/works/", headers={"Host": "lump.example"})

    assert log.getvalue().endswith("ERROR django.security.DisallowedHost: Refused: DisallowedHost\n")
    assert log.getvalue().count("\n") == 1


def test_a_forged_form_is_told_without_its_address(log, settings):
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
    client = Client(enforce_csrf_checks=True)

    client.post("/fails/lump-in-breast/", {"body": "lump"})

    assert "Refused: csrf" in log.getvalue()
    assert "lump" not in log.getvalue()


def test_what_an_import_could_not_read_is_told_in_full(log):
    """Whoever imports on the server needs it, and no reader typed it."""
    try:
        int("seven")
    except ValueError:
        logging.getLogger("articles.importing.run").exception("A file could not be understood")

    assert "invalid literal for int() with base 10: 'seven'" in log.getvalue()


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
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not page.cookies


def test_passwords_are_kept_as_argon2(settings):
    from portal import settings as as_written

    assert as_written.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
