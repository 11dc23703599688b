"""Promise 3: whoever last changed the words does not approve them."""

from datetime import timedelta

import pytest
import time_machine

from articles.models import Approval, Edition, Return
from articles.releasing import Refused, approve, approved_by, needs_approval_afterwards, release, send_back
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def approve_as_shown(edition, **facts):
    return approve(edition, seen=edition.current_seal(), **facts)


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_whoever_last_changed_the_words_does_not_approve_them():
    writer = make_user()
    edition = make_edition(words_changed_by=writer)

    with pytest.raises(Refused, match="You were the last to change these words"):
        approve_as_shown(edition, by=writer, at=NOON)
    assert not Approval.objects.exists()


def test_somebody_else_approves_exactly_the_words_that_stand_there():
    clinician = make_user()
    edition = make_edition(words_changed_by=make_user())

    approve_as_shown(edition, by=clinician, at=NOON, note="Read on the train.")

    approval = approved_by(edition)
    assert (approval.by, approval.at, approval.note) == (clinician, NOON, "Read on the train.")
    assert approval.fingerprint == edition.current_fingerprint()
    assert not approval.was_outside


def test_changed_words_are_no_longer_approved_until_they_are_as_before():
    edition = make_edition()
    approve_as_shown(edition, by=make_user(), at=NOON)
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
        approve_as_shown(edition, by=writer, at=NOON)


def test_the_newest_approval_counts():
    edition, first, second = make_edition(), make_user(), make_user()
    approve_as_shown(edition, by=second, at=NOON + MINUTE)
    approve_as_shown(edition, by=first, at=NOON)

    assert approved_by(edition).by == second


def test_an_approval_belongs_to_one_edition():
    approved, other = make_edition(title="Asthma"), make_edition(title="Asthma")
    approve_as_shown(approved, by=make_user(), at=NOON)

    assert approved_by(other) is None


def test_an_urgent_release_keeps_its_flag_until_somebody_else_approves_it():
    writer = make_user()
    edition = make_edition(words_changed_by=writer, is_safety_change=True)
    edition = release(edition, by=writer, at=NOON, now=NOON, urgent_reason="The dose was wrong.")
    assert needs_approval_afterwards(edition)

    with pytest.raises(Refused):
        approve_as_shown(edition, by=writer, at=NOON + MINUTE)
    assert needs_approval_afterwards(edition)

    approve_as_shown(edition, by=make_user(), at=NOON + MINUTE)
    assert not needs_approval_afterwards(edition)


def test_an_ordinary_release_needs_no_approval_afterwards():
    assert not needs_approval_afterwards(make_edition(release_at=NOON))


OTHER_FACTS = {
    "change": "minor",
    "change_note": "The dose is another one.",
    "is_safety_change": True,
    "reviewed_on": NOON.date(),
    "review_due": NOON.date(),
    "summary": "Other words.",
}


@pytest.mark.parametrize("fact", OTHER_FACTS)
def test_an_approval_covers_everything_that_patients_are_told_and_rely_on(fact):
    edition = make_edition(reviewed_on=None, change_note="A clearer word.")
    seen = edition.current_seal()
    approve_as_shown(edition, by=make_user(), at=NOON)

    Edition.objects.filter(pk=edition.pk).update(**{fact: OTHER_FACTS[fact]})
    changed = Edition.objects.get()

    assert approved_by(changed) is None
    with pytest.raises(Refused, match="Somebody changed this while you were reading"):
        approve(changed, by=make_user(), at=NOON, seen=seen)
    assert Approval.objects.count() == 1


def test_an_approval_covers_the_day_a_source_was_looked_up_and_the_original_of_a_translation():
    edition, original = make_edition(sources=[{"title": "A study"}]), make_edition()
    approve_as_shown(edition, by=make_user(), at=NOON)

    edition.sources.update(accessed_on=NOON.date())
    assert approved_by(edition) is None

    edition.sources.update(accessed_on=None)
    assert approved_by(edition) is not None

    Edition.objects.filter(pk=edition.pk).update(translated_from=original)
    assert approved_by(Edition.objects.get(pk=edition.pk)) is None


def test_an_approval_of_the_words_alone_counts_for_what_was_released_and_not_for_a_draft():
    """Those given before approvals covered dates and notes."""
    writer = make_user()
    draft = make_edition(words_changed_by=writer, is_safety_change=True)
    words = {"fingerprint": draft.current_fingerprint(), "by": make_user()}
    draft.approvals.create(at=NOON - MINUTE, **words)

    assert approved_by(draft) is None
    urgent = release(draft, by=writer, at=NOON, now=NOON, urgent_reason="The dose was wrong.")
    assert needs_approval_afterwards(urgent)

    draft.approvals.create(at=NOON + MINUTE, **words)
    assert not needs_approval_afterwards(urgent)


def test_a_note_changed_in_an_urgent_release_does_not_pass_as_approved():
    writer = make_user()
    edition = make_edition(words_changed_by=writer, is_safety_change=True)
    approve_as_shown(edition, by=make_user(), at=NOON)
    Edition.objects.filter(pk=edition.pk).update(change_note="Stop taking it.")

    urgent = release(edition, by=writer, at=NOON, now=NOON, urgent_reason="The dose was wrong.")

    assert needs_approval_afterwards(urgent)


def test_a_draft_is_returned_with_what_should_be_different():
    clinician, edition = make_user(), make_edition(words_changed_by=make_user())

    send_back(edition, by=clinician, at=NOON, seen=edition.current_seal(), comments=" Say when to call. ")

    told = edition.returns.get()
    assert (told.by, told.at, told.comments, told.seal) == (
        clinician,
        NOON,
        "Say when to call.",
        edition.current_seal(),
    )
    assert approved_by(edition) is None


def test_what_was_released_or_changed_meanwhile_cannot_be_returned_and_nothing_without_a_word():
    released, draft = make_edition(release_at=NOON), make_edition()
    answer = {"by": make_user(), "at": NOON, "comments": "Why?"}

    with pytest.raises(Refused, match="has been released"):
        send_back(released, seen=released.current_seal(), **answer)
    with pytest.raises(Refused, match="Somebody changed this"):
        send_back(draft, seen=released.current_seal(), **answer)
    with pytest.raises(Refused, match="Say what should be different"):
        send_back(draft, seen=draft.current_seal(), **{**answer, "comments": " \n"})
    assert not Return.objects.exists()
