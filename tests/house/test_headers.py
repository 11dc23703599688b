"""What browsers are told of each kind of answer. tests/fuzz looks at the headers of every public address."""

from datetime import timedelta

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import reverse

from articles.models import Image
from articles.storing import Front
from tests.fuzz.requests import Request
from tests.fuzz.test_fuzz import ON_EVERY_ANSWER, ask
from tests.makers import NOON, make_article, make_clinic, make_edition, make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(tmp_path, monkeypatch, settings):
    settings.DEBUG = True  # static files are found where they are written
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _self: None)
    make_clinic(slug="north", websites="https://north.example")
    picture = {"kind": "image", "heading": "See", "image": make_image(), "alt": "A knee"}
    make_edition(
        article=make_article(slug="biopsy", code="K52V6XC"), sections=[picture], release_at=NOON - timedelta(days=1)
    )
    with time_machine.travel(NOON, tick=False):
        yield Front(WSGIHandler(), tmp_path)


def test_every_kind_of_answer_keeps_browsers_in_bounds(door):
    """Stored or not, a file, a picture, a refusal or the desk; and each says who may frame it and who may use it."""
    picture = f"/media/images/{Image.objects.get().sha256}.webp"
    own, for_all = "same-origin", "cross-origin"
    kinds = [
        # path, status, resource policy, who may frame it, referrer policy
        ("/articles/biopsy/", 200, own, "'none'", "no-referrer"),
        ("/articles/biopsy/", 200, own, "'none'", "no-referrer"),  # as it was stored
        ("/Articles/Biopsy", 301, own, "'none'", "no-referrer"),
        ("/nowhere/", 404, own, "'none'", "no-referrer"),
        ("/articles/biopsy/leaflet.pdf", 200, own, "'none'", "no-referrer"),
        ("/static/css/portal.css", 200, own, "'none'", "no-referrer"),
        ("/static/css/nowhere.css", 404, own, "'none'", "no-referrer"),
        ("/robots.txt", 200, own, "'none'", "no-referrer"),
        (picture, 200, for_all, "'none'", "no-referrer"),
        ("/go/K52V6XC/qr.svg", 200, for_all, "'none'", "no-referrer"),
        ("/api/v1/articles/", 200, for_all, "'none'", "no-referrer"),
        ("/api/v1/articles/?limit=x", 400, for_all, "'none'", "no-referrer"),
        ("/feeds/updates.atom", 200, for_all, "'none'", "no-referrer"),
        ("/embed/north/K52V6XC/", 200, for_all, "https://north.example", "no-referrer"),
        ("/admin/login/", 200, own, "'none'", "same-origin"),
        ("/admin/", 302, own, "'none'", "same-origin"),
    ]

    told = []
    for path, *_facts in kinds:
        status, headers = ask(door, Request("", "GET", path))
        assert headers.keys() >= ON_EVERY_ANSWER, path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "camera=()" in headers["Permissions-Policy"]
        framed = headers["Content-Security-Policy"].partition("frame-ancestors ")[2].partition(";")[0]
        assert (headers.get("X-Frame-Options") == "DENY") == (framed == "'none'")
        told.append((path, status, headers["Cross-Origin-Resource-Policy"], framed, headers["Referrer-Policy"]))

    assert told == kinds


def test_a_wrong_name_and_the_health_of_the_portal_say_what_they_are(door):
    _status, wrong = ask(door, Request("", "GET", "/", {"Host": "example.org"}))
    _status, health = ask(door, Request("", "GET", "/health/live"))

    assert wrong.keys() >= ON_EVERY_ANSWER
    assert health["X-Content-Type-Options"] == "nosniff"


def test_browsers_keep_to_https_where_the_portal_does(client, settings):
    settings.SECURE_HSTS_SECONDS = 3600

    assert client.get(reverse("plain:robots"), secure=True)["Strict-Transport-Security"] == "max-age=3600"
