"""Releasing, recalling and giving rights ask again who sits there, unless that was shown a moment ago."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import Edition
from tests.entering.desk import RIGHT, code_at, give_app, make_person, sign_in
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(minutes=16)
RECALL = {"kind": "recalled", "reason": "The dose is wrong.", "replacement": ""}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def live():
    return make_edition(release_at=NOON - timedelta(days=1))


@pytest.fixture
def later(client, clock):
    """A quarter of an hour after signing in."""
    person = make_person(is_superuser=True)
    sign_in(client)
    clock.move_to(LATER)
    return person


def recall(client, edition, **more):
    return client.post(reverse("admin:articles_edition_withdraw", args=[edition.pk]), {**RECALL, **more})


def form_on(response):
    form = BeautifulSoup(response.content, "html.parser").select_one(".entering__form")
    return {field["name"]: field.get("value", "") for field in form.select("input[name]")}


def is_away(edition):
    return Edition.objects.get(pk=edition.pk).withdrawals.exists()


def test_a_recall_asks_for_the_password_and_what_was_typed_goes_along(client, later, live):
    asked = recall(client, live)
    before = is_away(live)
    sent = form_on(asked) | {"_confirm_password": RIGHT}
    done = client.post(reverse("admin:articles_edition_withdraw", args=[live.pk]), sent)

    assert asked.status_code == 403
    assert "Is it still you?" in asked.content.decode()
    assert not before
    assert done.status_code == 302
    assert is_away(live)
    assert live.withdrawals.get().reason == "The dose is wrong."


@pytest.mark.parametrize("shown", [{}, {"_confirm": "yes"}, {"_confirm": "yes", "_confirm_password": "wrong"}])
def test_a_crafted_form_does_nothing_without_the_proof(client, later, live, shown):
    assert recall(client, live, **shown).status_code == 403

    assert not is_away(live)


def test_a_wrong_password_keeps_what_was_typed_and_five_close_the_account_here(client, later, live):
    for _ in range(5):
        answer = recall(client, live, _confirm="yes", _confirm_password="wrong")
    right = recall(client, live, _confirm="yes", _confirm_password=RIGHT)

    assert form_on(right)["reason"] == "The dose is wrong."
    assert "That failed too often." in answer.content.decode()
    assert right.status_code == 403
    assert not is_away(live)


def test_a_code_of_the_app_will_do_and_holds_for_a_quarter_of_an_hour(client, clock, later, live):
    give_app(later)

    assert recall(client, live, _confirm="yes", _confirm_code=code_at(LATER)).status_code == 302

    clock.shift(timedelta(minutes=14))
    lifted = client.post(reverse("admin:articles_edition_lift", args=[live.pk]), {"reason": "It is right after all."})
    assert lifted.status_code == 302
    assert not live.withdrawals.filter(lifted_at=None).exists()


def test_a_release_and_the_lifting_of_a_recall_ask_too(client, later):
    draft = make_edition(words_changed_by=make_user())

    answer = client.post(reverse("admin:articles_edition_release", args=[draft.pk]), {"at_0": "", "at_1": ""})

    assert "Is it still you?" in answer.content.decode()
    assert Edition.objects.get(pk=draft.pk).is_draft


@pytest.mark.parametrize(
    ("name", "is_of_person"),
    [("auth_user_add", False), ("auth_user_change", True), ("auth_user_password_change", True)],
)
def test_an_account_is_not_even_opened_without(client, later, name, is_of_person):
    person = make_user()
    address = reverse(f"admin:{name}", args=[person.pk] if is_of_person else [])
    owner = {"username": "x", "is_superuser": "on", "password1": "another horse battery"}

    asked, crafted = client.get(address), client.post(address, owner)
    opened = client.post(address, form_on(asked) | {"_confirm_password": RIGHT})

    assert asked.status_code == crafted.status_code == 403
    assert opened.status_code == 302
    assert opened.headers["Location"] == address
    assert client.get(address).status_code == 200
    assert not User.objects.filter(username="x").exists()
    assert "another horse battery" not in crafted.content.decode()


def test_a_role_and_the_actions_on_accounts_ask_too(client, later):
    group, person = Group.objects.create(name="Night shift"), give_app(make_user())
    name = {"name": "Everybody"}
    take_away = {"action": "take_away_factor", "_selected_action": [person.pk]}

    answers = [
        client.post(reverse("admin:auth_group_change", args=[group.pk]), name),
        client.post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"}),
        client.post(reverse("admin:auth_user_changelist"), take_away),
        client.post(reverse("admin:remove_factor"), {"factor": "1"}),
    ]

    assert [one.status_code for one in answers] == [403] * 4
    assert Group.objects.filter(name="Night shift").exists()
    assert person.authenticator_set.exists()


def test_a_list_is_only_looked_at_and_asks_nothing(client, later):
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 200
