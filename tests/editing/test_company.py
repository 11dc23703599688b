"""Who else has a draft open is told, and who saved it meanwhile, before one types on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.editing.saving.clash import version_of
from articles.models import OpenDraft
from tests.editing.test_editions import change, form_of
from tests.makers import make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client):
    client.force_login(make_user("ana", first_name="Ana", last_name="Example", is_staff=True, is_superuser=True))
    return client


def beat(client, edition, window, **facts):
    """What the form of ``edition`` in ``window`` is told."""
    facts = {"window": window, "version": version_of(edition), **facts}
    return client.post(reverse("admin:articles_edition_keep", args=[edition.pk]), facts).json()["told"]


def test_two_people_on_one_draft_are_both_told_and_whoever_is_alone_is_told_nothing(admin_client, ana, clock):
    edition = make_edition()

    assert beat(admin_client, edition, "a") == []
    clock.shift(timedelta(minutes=1))
    assert beat(ana, edition, "b") == ["admin has this draft open too, since 12:00."]
    assert beat(admin_client, edition, "a") == ["Ana Example has this draft open too, since 12:01."]
    assert beat(ana, make_edition(), "c") == []


def test_somebody_with_two_windows_is_told_of_the_other(admin_client):
    edition = make_edition()
    beat(admin_client, edition, "a")

    assert beat(admin_client, edition, "b") == ["You have this draft open in another window too, since 12:00."]


def test_who_closes_the_window_has_left_at_once_and_who_says_nothing_after_a_while(admin_client, ana, clock):
    edition = make_edition()
    beat(ana, edition, "b")
    beat(ana, edition, "b", left="1")
    assert beat(admin_client, edition, "a") == []

    clock.shift(timedelta(seconds=91))
    assert beat(ana, edition, "b") == []
    assert beat(admin_client, edition, "a") == ["Ana Example has this draft open too, since 12:01."]


def test_what_was_open_a_day_ago_is_forgotten(admin_client, admin_user, ana, clock):
    edition = make_edition()
    beat(ana, edition, "b")
    clock.shift(timedelta(days=1, seconds=1))
    admin_client.force_login(admin_user)  # the sign-in of the day before has ended
    beat(admin_client, edition, "a")

    assert [opened.window for opened in OpenDraft.objects.all()] == ["a"]


def test_who_has_it_open_is_told_that_somebody_saved(admin_client, ana):
    edition = make_edition()
    before = version_of(edition)
    ana.post(change(edition), form_of(edition, title="Theirs"))

    told = beat(admin_client, edition, "a", version=before)
    own = beat(ana, edition, "b", version=before)

    assert told[0].startswith("Ana Example saved this draft at 12:00.")
    assert own[-1].startswith("You saved this draft in another window at 12:00.")
