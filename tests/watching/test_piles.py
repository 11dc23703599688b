"""What lies on which pile, for whom, at which moment."""

from datetime import date, timedelta

import pytest

from articles.models import Review
from articles.releasing import approve, send_back
from articles.watching import PILES, piles_for
from tests.makers import NOON, make_article, make_edition, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def pile(name, *, user=None, at=NOON):
    found = next(one for one in PILES if one.name == name)
    return set(found.editions(user or make_user(), at))


def approved(edition, **facts):
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal(), **facts)


def test_a_draft_lies_with_its_writer_and_with_those_who_approve():
    writer, other = make_user(), make_user()
    draft = make_edition(words_changed_by=writer)

    assert pile("mine", user=writer) == {draft}
    assert pile("mine", user=other) == set()
    assert pile("approve", user=other) == {draft}
    assert pile("approve", user=writer) == set()


def test_an_approved_draft_waits_for_its_release_until_somebody_changes_it():
    draft = make_edition(words_changed_by=make_user())
    approved(draft)

    assert pile("release") == {draft}
    assert pile("approve") == set()

    draft.review_due = date(2027, 1, 1)
    draft.save()
    assert pile("release") == set()
    assert pile("approve") == {draft}


def test_a_returned_draft_lies_with_its_writer_until_a_word_changes():
    writer = make_user()
    draft = make_edition(words_changed_by=writer, words_changed_at=NOON - DAY)
    send_back(draft, by=make_user(), at=NOON, seen=draft.current_seal(), comments="Say when to call.")

    assert pile("returned", user=writer) == {draft}
    assert pile("mine", user=writer) == pile("approve") == set()

    draft.words_changed_at = NOON + DAY
    draft.save()
    assert pile("returned", user=writer) == set()
    assert pile("approve") == {draft}


def test_what_goes_live_in_the_next_two_weeks_is_told_and_no_later():
    soon = make_edition(release_at=NOON + 14 * DAY)
    make_edition(release_at=NOON + 15 * DAY)
    make_edition(release_at=NOON)

    assert pile("coming") == {soon}


def test_a_review_is_due_in_90_days_or_overdue_by_the_newest_look():
    released = {"release_at": NOON - 9 * DAY, "reviewed_on": date(2025, 1, 1)}
    overdue = make_edition(review_due=date(2026, 3, 1), **released)
    today = make_edition(review_due=date(2026, 3, 2), **released)
    soon = make_edition(review_due=date(2026, 5, 31), **released)
    make_edition(review_due=date(2026, 6, 1), **released)
    looked_at = make_edition(review_due=date(2026, 3, 1), **released)
    Review.objects.create(
        edition=looked_at,
        reviewed_on=date(2026, 2, 1),
        review_due=date(2028, 2, 1),
        recorded_by=make_user(),
        recorded_at=NOON,
    )

    assert pile("overdue") == {overdue}
    assert pile("due") == {today, soon}


def test_nobody_reviews_what_was_taken_away_or_superseded():
    article = make_article()
    make_edition(article=article, release_at=NOON - 9 * DAY, review_due=date(2026, 3, 1))
    make_edition(article=article, release_at=NOON - DAY, review_due=date(2028, 3, 1))
    make_withdrawal(make_edition(release_at=NOON - 9 * DAY, review_due=date(2026, 3, 1)))

    assert pile("overdue") == set()


def test_an_urgent_release_lies_there_until_somebody_else_has_approved_it():
    urgent = make_edition(
        release_at=NOON - DAY, urgent_reason="The dose was wrong.", is_safety_change=True, words_changed_by=make_user()
    )

    assert pile("urgent") == {urgent}
    approved(urgent)
    assert pile("urgent") == set()


def test_a_translation_is_behind_as_soon_as_the_original_moves_on():
    original = make_article()
    first = make_edition(article=original, release_at=NOON - 9 * DAY)
    spanish = make_edition(article=make_article(language="es"), translated_from=first, release_at=NOON - 8 * DAY)
    make_edition(article=original, release_at=NOON + DAY)

    assert pile("behind") == set()
    assert pile("behind", at=NOON + DAY) == {spanish}


def test_everybody_sees_only_the_piles_they_can_do_something_about():
    assert piles_for(make_user(is_staff=True)) == []
    assert piles_for(make_user(is_superuser=True)) == PILES
