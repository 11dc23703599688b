"""Promise 1: only the approved words, at the right time. Promise 3: two pairs of eyes."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Edition, ReleasedWordsNeverChange, Section, State
from articles.releasing import (
    DraftInTheWay,
    NotReady,
    Refused,
    approve,
    obstacles_to_release,
    release,
    release_imported,
    unschedule,
)
from tests.makers import NOON, make_article, make_edition, make_image, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def make_approved(**facts):
    edition = make_edition(**{"change_note": "We say more about rest.", **facts})
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal())
    return edition


def release_now(edition, **options):
    return release(edition, **{"by": make_user(), "at": NOON, "now": NOON, **options})


def test_an_approved_edition_is_read_from_its_moment_on():
    edition = make_approved()

    release_now(edition, at=NOON + DAY)

    assert not Edition.objects.live_at(NOON + DAY - timedelta(seconds=1)).exists()
    assert list(Edition.objects.live_at(NOON + DAY)) == [edition]


def test_a_release_records_who_when_and_exactly_which_words():
    edition, clinician = make_approved(), make_user()

    release_now(edition, by=clinician, at=NOON + DAY)

    stored = Edition.objects.with_words().get()
    assert (stored.released_by, stored.release_at, stored.release_recorded_at) == (clinician, NOON + DAY, NOON)
    assert stored.fingerprint == stored.current_fingerprint()
    assert stored.word_count == stored.current_word_count() > 0


def test_words_that_nobody_approved_are_not_released():
    edition = make_edition()

    with pytest.raises(NotReady, match="Ask somebody who did not write the last change"):
        release_now(edition)
    assert Edition.objects.get().is_draft


def test_an_approval_ends_with_the_next_change_of_the_words():
    edition = make_approved()
    section = edition.sections.get()
    section.body = "<p>You do not rest.</p>"
    section.save()

    with pytest.raises(NotReady, match="approve these words"):
        release_now(edition)


def test_a_moment_that_has_passed_cannot_be_chosen():
    edition = make_approved()

    with pytest.raises(NotReady, match="has not passed"):
        release_now(edition, at=NOON - timedelta(seconds=1))


def test_an_edition_is_released_once():
    edition = make_approved()
    release_now(edition)

    with pytest.raises(Refused, match="released already"):
        release_now(edition, at=NOON + DAY)


def test_the_edition_as_it_is_stored_is_released_not_the_copy_in_memory():
    edition = make_approved()
    edition.title = "Words nobody approved"

    release_now(edition)

    assert Edition.objects.get().title != "Words nobody approved"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": " "}, "Give the page a title."),
        ({"sections": [{"heading": "Rest", "body": "<p> </p>"}]}, "Fill in “Rest” or remove it"),
        ({"sections": [{"body": "<p>x</p>"}, {"body": ""}]}, "Fill in “section 2” or remove it"),
        (
            {"sections": [{"heading": "Lungs", "kind": "image", "body": "<p>Caption</p>", "alt": "x"}]},
            "Choose a picture",
        ),
        ({"reviewed_on": date(2026, 3, 3)}, "Correct the day of the last review: it has not come yet."),
        ({"review_due": None}, "Set the day by which a clinician must look again."),
        ({"review_due": NOON.date(), "reviewed_on": date(2026, 1, 1)}, "Set a review date after the release."),
    ],
)
def test_what_stands_in_the_way_is_said_in_a_sentence_to_act_on(facts, sentence):
    edition = make_approved(**facts)

    with pytest.raises(NotReady) as refusal:
        release_now(edition)
    assert sentence in str(refusal.value)
    assert len(refusal.value.obstacles) == 1
    assert Edition.objects.get().is_draft


def test_an_edition_without_a_section_has_nothing_to_read():
    edition = make_edition()
    edition.sections.all().delete()

    assert "Add a section: there is nothing to read yet." in obstacles_to_release(edition, NOON)


@pytest.mark.parametrize(
    ("words", "is_ready"), [({"alt": "A nurse listens."}, True), ({"is_decorative": True}, True), ({"alt": " "}, False)]
)
def test_a_picture_needs_alt_text_or_to_be_decorative(words, is_ready):
    """Promise 7."""
    edition = make_edition(sections=[{"heading": "Breathing", "kind": "image", "image": make_image(), **words}])

    obstacles = obstacles_to_release(edition, NOON)

    assert (obstacles == []) == is_ready
    assert is_ready or obstacles == ["Write alt text for the picture in “Breathing”, or mark it as decorative."]


def test_a_later_edition_is_not_released_before_an_earlier_one():
    first = make_approved()
    release_now(first, at=NOON + 10 * DAY)
    second = make_approved(article=first.article)

    with pytest.raises(NotReady, match="Choose a later moment: edition 1 is released on"):
        release_now(second, at=NOON + 10 * DAY)

    release_now(second, at=NOON + 11 * DAY)
    assert first.state_at(NOON + 10 * DAY) == State.LIVE


@pytest.mark.parametrize(("change", "is_ready"), [("major", False), ("minor", True)])
def test_a_major_change_says_what_changed(change, is_ready):
    article = make_edition(release_at=NOON - DAY).article
    second = make_edition(article=article, change=change, change_note=" ")

    obstacles = obstacles_to_release(second, NOON)

    assert (obstacles == []) == is_ready
    assert is_ready or obstacles == ["Say in plain words what changed since the edition before."]


def test_an_urgent_correction_does_not_wait_for_a_second_pair_of_eyes():
    edition = make_edition(is_safety_change=True)

    release_now(edition, urgent_reason=" The dose was ten times too high. ")

    stored = Edition.objects.get()
    assert stored.state_at(NOON) == State.LIVE
    assert stored.urgent_reason == "The dose was ten times too high."


def test_an_urgent_reason_does_not_overcome_any_other_obstacle():
    edition = make_edition(title="", is_safety_change=True)

    with pytest.raises(NotReady, match="title"):
        release_now(edition, urgent_reason="The dose was wrong.")


def test_only_a_safety_change_is_urgent():
    """Promise 3."""
    edition = make_edition()

    with pytest.raises(NotReady, match="Mark this edition as a safety change"):
        release_now(edition, urgent_reason="The chief wants it today.")
    assert Edition.objects.get().is_draft


def test_a_blank_reason_is_no_reason():
    edition = make_edition(is_safety_change=True)

    with pytest.raises(NotReady, match="approve"):
        release_now(edition, urgent_reason="  ")


def test_approved_words_carry_no_flag_even_if_a_reason_was_given():
    edition = make_approved()

    release_now(edition, urgent_reason="Quickly, please.")

    assert Edition.objects.get().urgent_reason == ""


def test_a_release_that_has_not_come_yet_can_be_taken_back():
    edition = make_approved()
    release_now(edition, at=NOON + DAY)

    unschedule(edition, by=make_user(), now=NOON)

    stored = Edition.objects.get()
    assert stored.is_draft
    stored.title = "Corrected"
    stored.save()
    Section.objects.create(edition=stored, body="<p>More.</p>")


@pytest.mark.parametrize("at", [NOON - DAY, NOON])
def test_a_release_that_has_come_cannot_be_taken_back(at):
    edition = make_edition(release_at=at)

    with pytest.raises(Refused, match="is not waiting for its release"):
        unschedule(edition, by=make_user(), now=NOON)
    assert Edition.objects.get().release_at == at


def test_a_release_is_not_taken_back_while_the_next_draft_is_there():
    """A page has one draft at a time."""
    scheduled = make_approved()
    release_now(scheduled, at=NOON + DAY)
    draft = make_edition(article=scheduled.article)

    with pytest.raises(DraftInTheWay, match="Edition 2 of this page is a draft already") as refusal:
        unschedule(scheduled, by=make_user(), now=NOON)
    assert refusal.value.draft == draft

    draft.delete()
    unschedule(scheduled, by=make_user(), now=NOON)
    assert Edition.objects.get().is_draft


@pytest.mark.parametrize("at", [NOON + 2 * DAY, NOON + 3 * DAY])
def test_a_draft_whose_release_was_taken_back_is_not_released_after_the_next_edition(at):
    first = make_approved()
    release_now(first, at=NOON + DAY)
    make_edition(article=first.article, release_at=NOON + 2 * DAY)
    unschedule(first, by=make_user(), now=NOON)

    with pytest.raises(NotReady, match="Choose a moment before edition 2"):
        release_now(first, at=at)

    release_now(first, at=NOON + DAY)


def test_moments_in_obstacles_are_told_in_the_time_of_the_site(settings):
    settings.TIME_ZONE = "America/New_York"
    first = make_edition(release_at=NOON + DAY)
    second = make_edition(article=first.article, change_note="More.")

    assert "3 March 2026, 07:00" in obstacles_to_release(second, NOON)[0]


def test_a_draft_waits_for_no_release():
    with pytest.raises(Refused, match="is not waiting"):
        unschedule(make_edition(), by=make_user(), now=NOON)


def test_words_approved_elsewhere_are_released_as_of_their_own_date():
    fit, unfit, user = make_edition(review_due=None), make_edition(title=""), make_user()
    moments = {fit.pk: NOON - 400 * DAY, unfit.pk: NOON - 400 * DAY}

    refusals = release_imported(moments, by=user, now=NOON)

    stored = Edition.objects.with_words().get(pk=fit.pk)
    assert list(Edition.objects.live_at(NOON - 400 * DAY)) == [stored]
    assert (stored.released_by, stored.release_recorded_at) == (user, NOON)
    assert stored.fingerprint == stored.current_fingerprint()
    approval = stored.approvals.get()
    assert (approval.note, approval.was_outside, approval.by) == ("imported, approved outside", True, user)
    assert list(refusals) == [unfit.pk]
    assert Edition.objects.get(pk=unfit.pk).is_draft
    assert not unfit.approvals.exists()


def test_an_import_releases_no_edition_a_second_time():
    released = make_edition(release_at=NOON - DAY)

    with pytest.raises(ReleasedWordsNeverChange):
        release_imported({released.pk: NOON}, by=make_user(), now=NOON)
    assert Edition.objects.get().release_at == NOON - DAY


def test_many_imported_releases_take_as_many_questions_as_few():
    def questions(count):
        moments = {make_edition(article=make_article()).pk: NOON for _ in range(count)}
        user = make_user()
        with CaptureQueriesContext(connection) as captured:
            release_imported(moments, by=user, now=NOON)
        return len(captured)

    assert questions(2) == questions(20)
