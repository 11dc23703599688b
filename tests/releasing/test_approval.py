"""Promise 3: whoever last changed the words does not approve them."""

from datetime import timedelta

import pytest
import time_machine

from articles.models import Approval
from articles.releasing import Refused, approve, approved_by, needs_approval_afterwards, release
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_whoever_last_changed_the_words_does_not_approve_them():
    writer = make_user()
    edition = make_edition(words_changed_by=writer)

    with pytest.raises(Refused, match="You were the last to change these words"):
        approve(edition, by=writer, at=NOON)
    assert not Approval.objects.exists()


def test_somebody_else_approves_exactly_the_words_that_stand_there():
    clinician = make_user()
    edition = make_edition(words_changed_by=make_user())

    approve(edition, by=clinician, at=NOON, note="Read on the train.")

    approval = approved_by(edition)
    assert (approval.by, approval.at, approval.note) == (clinician, NOON, "Read on the train.")
    assert approval.fingerprint == edition.current_fingerprint()
    assert not approval.was_outside


def test_changed_words_are_no_longer_approved_until_they_are_as_before():
    edition = make_edition()
    approve(edition, by=make_user(), at=NOON)
    title = edition.title

    edition.title = "Other words"
    edition.save()
    assert approved_by(edition) is None

    edition.title = title
    edition.save()
    assert approved_by(edition) is not None


def test_what_the_writer_holds_in_memory_does_not_count():
    writer = make_user()
    edition = make_edition(words_changed_by=writer)
    edition.words_changed_by = None

    with pytest.raises(Refused):
        approve(edition, by=writer, at=NOON)


def test_the_newest_approval_counts():
    edition, first, second = make_edition(), make_user(), make_user()
    approve(edition, by=second, at=NOON + MINUTE)
    approve(edition, by=first, at=NOON)

    assert approved_by(edition).by == second


def test_an_approval_belongs_to_one_edition():
    approved, other = make_edition(title="Asthma"), make_edition(title="Asthma")
    approve(approved, by=make_user(), at=NOON)

    assert approved_by(other) is None


def test_an_urgent_release_keeps_its_flag_until_somebody_else_approves_it():
    writer = make_user()
    edition = make_edition(words_changed_by=writer)
    edition = release(edition, by=writer, at=NOON, now=NOON, urgent_reason="The dose was wrong.")
    assert needs_approval_afterwards(edition)

    with pytest.raises(Refused):
        approve(edition, by=writer, at=NOON + MINUTE)
    assert needs_approval_afterwards(edition)

    approve(edition, by=make_user(), at=NOON + MINUTE)
    assert not needs_approval_afterwards(edition)


def test_an_ordinary_release_needs_no_approval_afterwards():
    assert not needs_approval_afterwards(make_edition(release_at=NOON))
