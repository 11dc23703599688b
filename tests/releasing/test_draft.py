from datetime import date, timedelta

import pytest

from articles.models import Edition
from articles.releasing import Refused, approve, draft_next_edition, note_writer, send_back
from tests.makers import NOON, make_article, make_edition, make_image, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    original = make_edition(release_at=NOON)
    return make_edition(
        title="Asthma",
        sections=[
            {"heading": "Rest", "body": "<p>Sleep.</p>", "anchor": "kept"},
            {"kind": "image", "image": make_image(), "alt": "A nurse"},
        ],
        sources=[{"title": "A study", "accessed_on": date(2026, 1, 1)}],
        people=[("author", "Example nurse")],
        translated_from=original,
        change_note="Everything is new.",
        release_at=NOON - timedelta(days=30),
    )


def test_a_correction_begins_with_the_very_words_of_the_newest_edition(first):
    draft = draft_next_edition(first.article, by=make_user(), at=NOON)

    assert draft.number == 2
    assert draft.is_draft
    assert draft.current_fingerprint() == first.fingerprint
    assert draft.review_due == first.review_due
    assert draft.translated_from == first.translated_from
    assert [section.anchor for section in draft.sections.all()] == ["kept", ""]
    assert draft.sources.get().accessed_on == date(2026, 1, 1)


def test_what_changed_is_said_anew(first):
    draft = draft_next_edition(first.article, by=make_user(), at=NOON)

    assert (draft.change_note, draft.is_safety_change) == ("", False)


def test_the_released_edition_stays_as_it_is(first):
    before = list(first.sections.values()), list(first.sources.values()), list(first.credits.values())

    draft_next_edition(first.article, by=make_user(), at=NOON)

    assert before == (list(first.sections.values()), list(first.sources.values()), list(first.credits.values()))


def test_whoever_begins_a_draft_is_the_last_who_changed_its_words(first):
    editor = make_user()

    draft = draft_next_edition(first.article, by=editor, at=NOON)

    assert (draft.words_changed_by, draft.words_changed_at) == (editor, NOON)


def test_a_contributor_keeps_the_name_that_stood_on_the_words(first):
    contributor = first.credits.get().contributor
    contributor.name = "Another name"
    contributor.save()

    draft = draft_next_edition(first.article, by=make_user(), at=NOON)

    assert draft.credits.get().name == "Example nurse"


def test_an_article_has_one_draft_at_a_time(first):
    draft_next_edition(first.article, by=make_user(), at=NOON)

    with pytest.raises(Refused, match="Finish that one first"):
        draft_next_edition(first.article, by=make_user(), at=NOON)
    assert Edition.objects.filter(article=first.article).count() == 2


def test_a_new_article_begins_with_an_empty_draft():
    draft = draft_next_edition(make_article(), by=make_user(), at=NOON)

    assert (draft.number, draft.title, list(draft.sections.all())) == (1, "", [])


def test_a_correction_keeps_the_last_review_of_the_words_it_begins_with(first):
    """“Reviewed, no change needed” may have moved the dates since the release."""
    first.reviews.create(
        reviewed_on=NOON.date(), review_due=date(2029, 3, 2), recorded_by=make_user(), recorded_at=NOON
    )

    draft = draft_next_edition(first.article, by=make_user(), at=NOON)

    assert (draft.reviewed_on, draft.review_due) == (NOON.date(), date(2029, 3, 2))


def test_whoever_changes_a_word_is_the_last_who_wrote_and_whoever_sets_a_date_is_not():
    """Promise 3: nobody hands his own words to another by touching something else."""
    writer, other = make_user(), make_user()
    draft = make_edition(words_changed_by=writer)
    before = draft.current_fingerprint()

    draft.review_due = date(2029, 1, 1)
    draft.save()
    note_writer(draft, before=before, by=other, at=NOON)
    assert Edition.objects.get().words_changed_by == writer

    draft.title = "Other words"
    draft.save()
    note_writer(draft, before=before, by=other, at=NOON)
    assert (Edition.objects.get().words_changed_by, Edition.objects.get().words_changed_at) == (other, NOON)


def test_a_draft_that_was_approved_or_returned_can_be_thrown_away():
    draft = make_edition()
    seal = draft.current_seal()
    approve(draft, by=make_user(), at=NOON, seen=seal)
    send_back(draft, by=make_user(), at=NOON, seen=seal, comments="Say when to call.")

    draft.delete()

    assert not Edition.objects.exists()


def test_lines_end_one_way_wherever_they_were_typed():
    typed, stored = make_edition(summary="One.\r\nTwo.\rThree."), make_edition(summary="One.\nTwo.\nThree.")

    assert Edition.objects.get(pk=typed.pk).summary == stored.summary
