"""Passwords are not guessed: after five failures the account is closed to the place they came from."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from articles.entering import locking
from articles.models import Recorded, What
from tests.makers import NOON, make_user

pytestmark = pytest.mark.django_db

RIGHT = "correct horse battery"
HERE, THERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def ada():
    return make_user("ada", password=RIGHT, is_staff=True)


def sign_in(client, password, *, place=HERE, name="ada"):
    return client.post(reverse("admin:login"), {"username": name, "password": password}, REMOTE_ADDR=place)


def fail(client, times=5, **facts):
    return [sign_in(client, f"guess {n}", **facts) for n in range(times)][-1]


def test_five_failures_close_the_account_to_that_place_and_say_for_how_long_and_whom_to_ask(client):
    refused = fail(client)
    with_the_right_one = sign_in(client, RIGHT)

    assert [refused.status_code, with_the_right_one.status_code] == [429, 429]
    assert with_the_right_one["Retry-After"] == "1800"
    said = with_the_right_one.content.decode()
    assert "Try again in 30 minutes." in said
    assert "any administrator of the portal can let you try again at once" in said


def test_what_one_place_does_keeps_nobody_out_elsewhere(client):
    fail(client)

    assert sign_in(client, RIGHT, place=THERE).status_code == 302
    assert sign_in(Client(), "wrong", name="grace").status_code == 200


def test_a_household_counts_as_one_place_and_another_browser_changes_nothing(client):
    for n in range(5):
        client.post(
            reverse("admin:login"),
            {"username": "ada", "password": f"guess {n}"},
            REMOTE_ADDR=f"2001:db8::{n}",
            headers={"User-Agent": f"browser {n}"},
        )

    assert sign_in(client, RIGHT, place="2001:db8::ffff").status_code == 429


def test_it_opens_by_itself_and_tries_meanwhile_do_not_make_it_longer(client, clock):
    fail(client)
    clock.shift(timedelta(minutes=29))
    assert "Try again in 1 minute." in sign_in(client, RIGHT).content.decode()
    clock.shift(timedelta(minutes=1, seconds=1))

    assert sign_in(client, RIGHT).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_guesses_from_ever_new_places_end_too(client, monkeypatch):
    monkeypatch.setattr(locking, "MOST_FROM_ANYWHERE", 6)
    for n in range(3):
        fail(client, 2, place=f"192.0.2.{n}")

    assert sign_in(client, RIGHT, place=THERE).status_code == 429


def test_an_administrator_sees_it_and_opens_it_again(client, ada):
    fail(client)
    administrator, desk = make_user(is_staff=True), Client()
    administrator.groups.add(Group.objects.get(name="Administrator"))
    desk.force_login(administrator)
    people = reverse("admin:auth_user_changelist")

    before = desk.get(people).content.decode()
    chosen = {"action": "let_try_again", "_selected_action": [ada.pk]}
    said = desk.post(people, chosen, follow=True).content.decode()

    assert "Closed after failures" in before
    assert "Ada can sign in again." in said
    assert "Closed after failures" not in said
    assert sign_in(client, RIGHT).status_code == 302


def test_an_administrator_does_not_open_the_account_of_an_owner(client, ada):
    ada.is_superuser = True
    ada.save()
    fail(client)
    administrator, desk = make_user(is_staff=True), Client()
    administrator.groups.add(Group.objects.get(name="Administrator"))
    desk.force_login(administrator)

    desk.post(reverse("admin:auth_user_changelist"), {"action": "let_try_again", "_selected_action": [ada.pk]})

    assert sign_in(client, RIGHT).status_code == 429


def test_a_flood_of_failures_leaves_two_entries_for_each_account_and_window_in_the_record(client, clock, ada):
    def told():
        return [(entry.what, entry.whom) for entry in Recorded.objects.filter(what__in=failures).order_by("number")]

    failures = [What.SIGN_IN_FAILED, What.LOCKED_OUT]
    for n in range(6):
        fail(client, 6, place=f"192.0.2.{n}")
        fail(client, 6, place=f"192.0.2.{n}", name=f"nobody {n}")

    once = [("sign-in-failed", ada), ("locked-out", ada), ("sign-in-failed", None), ("locked-out", None)]
    assert told() == once
    clock.shift(timedelta(minutes=30))
    fail(client, 1)
    assert told() == [*once, ("sign-in-failed", ada)]


def test_no_password_is_kept_with_a_failure(client):
    sign_in(client, "what I use at my bank")

    assert "bank" not in str(AccessAttempt.objects.values().get())


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Tr0ub4dor&3", "at least 12 characters"),
        ("1qaz2wsx3edc4rfv", "too common"),
        ("987654321098765", "entirely numeric"),
        ("ada.lovelace.1815", "similar"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password, said):
    person = make_user("ada.lovelace")

    with pytest.raises(ValidationError) as refusal:
        validate_password(password, person)

    assert said in " ".join(refusal.value.messages)


@pytest.mark.parametrize("password", [RIGHT, "ein altes grünes fahrrad", "zzzzzz yy xxxxxx"])
def test_length_is_what_counts_and_no_kind_of_sign_is_asked_for(password):
    validate_password(password, make_user("grace"))
