"""A sign-in ends by itself, and takes nothing along that was typed."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from articles.entering.places import browser_of
from articles.models import WorkingCopy
from tests.editing.test_editions import change, form_of
from tests.entering.desk import RIGHT, is_signed_in, make_person, sign_in
from tests.makers import NOON, make_edition

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0"
SCRIPT = {"Sec-Fetch-Dest": "empty"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def test_an_hour_in_which_nobody_does_anything_ends_it(client, clock):
    make_person(role="Editor")
    sign_in(client)
    for _ in range(3):
        clock.shift(59 * MINUTE)
        assert is_signed_in(client)

    clock.shift(61 * MINUTE)

    assert not is_signed_in(client)
    assert not Session.objects.exists()


def test_twelve_hours_end_it_whatever_somebody_does(client, clock):
    make_person(role="Editor")
    sign_in(client)
    for _ in range(15):
        clock.shift(48 * MINUTE)
        assert is_signed_in(client)

    clock.shift(MINUTE)

    assert not is_signed_in(client)


def test_typing_keeps_it_and_the_beat_of_an_open_form_does_not(client, clock):
    make_person(role="Editor")
    keep = reverse("admin:articles_edition_keep", args=[make_edition().pk])
    sign_in(client)
    clock.shift(50 * MINUTE)
    client.post(keep, {"changed": "1", "title": "Typed"}, headers=SCRIPT)
    clock.shift(50 * MINUTE)
    assert client.post(keep, {}, headers=SCRIPT).status_code == 200
    assert client.post(keep, {}).status_code == 200  # a browser that does not say what it asks for
    assert WorkingCopy.objects.exists()

    clock.shift(11 * MINUTE)

    assert client.post(keep, {}, headers=SCRIPT).status_code == 302


def test_what_was_typed_meanwhile_can_be_sent_again(client, clock):
    make_person(role="Editor")
    edition = make_edition()
    sign_in(client)
    clock.shift(61 * MINUTE)

    refused = client.post(change(edition), form_of(edition, title="Typed for an hour"))

    assert "You were signed out before this reached us." in refused.content.decode()
    assert "Typed for an hour" in refused.content.decode()


def test_the_cookie_goes_with_the_browser(client):
    make_person()

    cookie = sign_in(client).cookies["sessionid"]

    assert cookie["expires"] == cookie["max-age"] == ""


def test_my_sign_in_tells_where_i_am_signed_in_and_signs_out_there(client):
    make_person(role="Editor")
    elsewhere, third = Client(), Client()
    sign_in(client, **{"User-Agent": FIREFOX})
    sign_in(elsewhere, place="198.51.100.9")
    sign_in(third)
    page = client.get(reverse("admin:my_sign_in")).content.decode()

    client.post(reverse("admin:sign_out_place"), {"place": UserSession.objects.get(ip="198.51.100.9").pk})
    after = [is_signed_in(one) for one in (client, elsewhere, third)]
    client.post(reverse("admin:sign_out_place"), {"place": "all"})

    assert "Firefox on Windows" in page
    assert "198.51.100.9" in page
    assert page.count(">Sign out there<") == 2
    assert after == [True, False, True]
    assert [is_signed_in(one) for one in (client, third)] == [True, False]


@pytest.mark.parametrize("place", ["", "x", "-1", "9" * 30, "of somebody else"])
def test_a_place_of_somebody_else_is_out_of_reach(client, place):
    make_person()
    make_person("grace")
    grace = Client()
    sign_in(grace, name="grace")
    sign_in(client)
    asked = UserSession.objects.get(user__username="grace").pk if place == "of somebody else" else place

    assert client.post(reverse("admin:sign_out_place"), {"place": asked}).status_code == 302
    assert is_signed_in(grace)


def test_a_new_password_signs_out_everywhere_else(client):
    make_person()
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    new = {"old_password": RIGHT, "new_password1": "a longer horse battery", "new_password2": "a longer horse battery"}

    assert client.post(reverse("admin:password_change"), new, REMOTE_ADDR="192.0.2.7").status_code == 302

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert UserSession.objects.count() == 1


def test_the_old_password_is_not_guessed_at_a_desk_that_was_left_open(client):
    make_person()
    sign_in(client)
    new = {"new_password1": "a longer horse battery", "new_password2": "a longer horse battery"}

    def change(old):
        sent = {"old_password": old, **new}
        return client.post(reverse("admin:password_change"), sent, REMOTE_ADDR="192.0.2.7").content.decode()

    said = [change(f"guess {n}") for n in range(5)] + [change(RIGHT)]

    assert "Your old password was entered incorrectly" in said[0]
    assert "That failed too often." in said[5]
    assert is_signed_in(client)
    assert sign_in(Client()).status_code == 429


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/137.0.0.0 Safari/537.36 Edg/137.0", "Edge on Linux"),
        ("curl/8", "A browser"),
    ],
)
def test_a_browser_is_called_by_its_name(user_agent, said):
    assert browser_of(user_agent) == said
