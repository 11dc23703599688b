"""What lies on which pile, for whom, at which moment."""

from datetime import date, timedelta

import pytest

from articles.models import Review
from articles.releasing import approve, send_back, send_for_approval
from articles.watching import PILES, piles_for
from tests.makers import NOON, make_article, make_edition, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def pile(name, *, user=None, at=NOON):
    found = next(one for one in PILES if one.name == name)
    return set(found.editions(user or make_user(), at))


def approved(edition, **facts):
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal(), **facts)


def send(draft, **facts):
    send_for_approval(draft, **{"by": make_user(), "at": NOON, **facts})


def make_approver():
    return make_user(is_superuser=True)


def test_a_draft_lies_with_its_writer_until_it_is_sent_and_then_with_those_who_approve():
    writer, other = make_user(), make_user()
    draft = make_edition(words_changed_by=writer)

    assert pile("mine", user=writer) == pile("unsent", user=other) == {draft}
    assert pile("mine", user=other) == pile("unsent", user=writer) == pile("approve", user=other) == set()

    send(draft, by=writer)
    assert pile("approve", user=other) == pile("sent", user=writer) == {draft}
    assert pile("approve", user=writer) == pile("sent", user=other) == set()
    assert pile("mine", user=writer) == pile("unsent", user=other) == set()


def test_what_is_sent_to_one_person_lies_with_that_person_until_another_is_asked():
    writer, first, second = make_user(), make_approver(), make_approver()
    draft = make_edition(words_changed_by=writer)

    send(draft, to=first)
    assert pile("approve", user=first) == {draft}
    assert pile("approve", user=second) == set()

    send(draft, to=second, at=NOON + DAY)
    assert pile("approve", user=first) == set()
    assert pile("approve", user=second) == {draft}


def test_words_that_have_no_writer_here_lie_with_everybody_and_come_back_to_who_sent_them():
    """Imported drafts, and those begun before anybody could send one."""
    sender, draft = make_user(), make_edition(words_changed_by=None)

    assert pile("unsent") == {draft}
    send(draft, by=sender)
    assert pile("approve") == {draft}
    send_back(draft, by=make_user(), at=NOON + DAY, seen=draft.current_seal(), comments="Say when to call.")
    assert pile("returned", user=sender) == {draft}
    assert pile("approve") == pile("unsent") == pile("returned") == set()


def test_every_draft_lies_on_a_pile_of_its_writer_whatever_was_said_of_it():
    writer = make_user()
    written, sent, returned, accepted = (make_edition(words_changed_by=writer) for _each in range(4))
    for draft in (sent, returned, accepted):
        send(draft)
    send_back(returned, by=make_user(), at=NOON + DAY, seen=returned.current_seal(), comments="Why?")
    approve(accepted, by=make_user(), at=NOON + DAY, seen=accepted.current_seal())

    found = [pile(name, user=writer) for name in ("mine", "sent", "returned", "approved")]

    assert found == [{written}, {sent}, {returned}, {accepted}]
    assert pile("approved", user=make_user(is_superuser=True)) == set()  # who may release has them under “release”


def test_an_approved_draft_waits_for_its_release_until_somebody_changes_or_returns_it():
    writer = make_user()
    draft = make_edition(words_changed_by=writer)
    approved(draft)

    assert pile("release") == {draft}
    assert pile("approve") == pile("mine", user=writer) == set()

    draft.review_due = date(2027, 1, 1)
    draft.save()
    assert pile("release") == set()
    assert pile("mine", user=writer) == {draft}

    approved(draft)
    send_back(draft, by=make_user(), at=NOON + DAY, seen=draft.current_seal(), comments="The dose is wrong.")
    assert pile("release") == set()
    assert pile("returned", user=writer) == {draft}


def test_a_returned_draft_lies_with_its_writer_until_it_is_sent_again():
    writer = make_user()
    draft = make_edition(words_changed_by=writer, words_changed_at=NOON - DAY)
    send_back(draft, by=make_user(), at=NOON, seen=draft.current_seal(), comments="Say when to call.")

    assert pile("returned", user=writer) == {draft}
    assert pile("mine", user=writer) == pile("approve") == pile("unsent") == set()

    send(draft, at=NOON + DAY)
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
