"""Promise 1: only the approved words, at the right time. Promise 5: every edition keeps a public address."""

from datetime import date, timedelta

import pytest

from articles.models import Edition, State
from tests.makers import NOON, make_article, make_edition, make_released, make_withdrawal

pytestmark = pytest.mark.django_db

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def live_at(moment):
    return list(Edition.objects.live_at(moment))


def readable_at(moment):
    return set(Edition.objects.readable_at(moment))


def test_patients_keep_reading_edition_1_until_the_second_edition_2_is_released():
    asthma = make_article()
    first = make_edition(article=asthma, release_at=NOON - 30 * DAY)
    second = make_edition(article=asthma, release_at=NOON)

    assert live_at(NOON - SECOND) == [first]
    assert live_at(NOON) == [second]


def test_a_draft_is_never_read():
    make_edition()

    assert live_at(NOON + 9999 * DAY) == []
    assert readable_at(NOON + 9999 * DAY) == set()


def test_before_its_first_release_an_article_has_nothing_to_read():
    make_edition(release_at=NOON)

    assert live_at(NOON - timedelta(microseconds=1)) == []


def test_each_article_has_its_own_newest_edition():
    asthma, biopsy = make_article(), make_article()
    make_edition(article=asthma, release_at=NOON - 3 * DAY)
    newest = make_edition(article=asthma, release_at=NOON - DAY)
    only = make_edition(article=biopsy, release_at=NOON - 2 * DAY)

    assert set(live_at(NOON)) == {newest, only}


@pytest.mark.parametrize("kind", ["withdrawn", "recalled"])
def test_an_article_whose_newest_edition_is_taken_away_never_falls_back_to_an_older_one(kind):
    asthma = make_article()
    make_edition(article=asthma, release_at=NOON - 30 * DAY)
    second = make_edition(article=asthma, release_at=NOON - 10 * DAY)
    make_withdrawal(second, kind=kind, at=NOON)

    assert live_at(NOON - SECOND) == [second]
    assert live_at(NOON) == []


def test_an_older_edition_taken_away_does_not_touch_the_newest():
    asthma = make_article()
    first = make_edition(article=asthma, release_at=NOON - 30 * DAY)
    second = make_edition(article=asthma, release_at=NOON - 10 * DAY)
    make_withdrawal(first, kind="recalled", at=NOON)

    assert live_at(NOON) == [second]
    assert readable_at(NOON) == {second}


def test_a_new_edition_ends_the_absence_of_a_withdrawn_article():
    asthma = make_article()
    first = make_edition(article=asthma, release_at=NOON - 30 * DAY)
    make_withdrawal(first, at=NOON - 2 * DAY)
    second = make_edition(article=asthma, release_at=NOON)

    assert live_at(NOON - SECOND) == []
    assert live_at(NOON) == [second]
    assert first.state_at(NOON) == State.WITHDRAWN


def test_patients_read_an_edition_again_from_the_moment_its_withdrawal_is_lifted():
    edition = make_edition(release_at=NOON - 30 * DAY)
    withdrawal = make_withdrawal(edition, at=NOON - DAY)
    withdrawal.lifted_at, withdrawal.lifted_by = NOON, withdrawal.by
    withdrawal.save()

    assert live_at(NOON - DAY - SECOND) == [edition]
    assert live_at(NOON - SECOND) == []
    assert live_at(NOON) == [edition]


def test_withdrawn_words_stay_readable_at_their_own_address_and_recalled_ones_do_not():
    withdrawn = make_edition(release_at=NOON - 30 * DAY)
    recalled = make_edition(release_at=NOON - 30 * DAY)
    make_withdrawal(withdrawn, kind="withdrawn", at=NOON)
    make_withdrawal(recalled, kind="recalled", at=NOON)

    assert readable_at(NOON - SECOND) == {withdrawn, recalled}
    assert readable_at(NOON) == {withdrawn}


def test_the_newest_edition_is_found_whether_or_not_it_was_taken_away():
    asthma = make_article()
    make_edition(article=asthma, release_at=NOON - 30 * DAY)
    second = make_edition(article=asthma, release_at=NOON - 10 * DAY)
    make_withdrawal(second, at=NOON)
    make_edition(article=asthma, release_at=NOON + DAY)

    assert list(Edition.objects.newest_at(NOON)) == [second]


def test_the_state_of_an_edition_follows_from_the_moment_asked_about():
    asthma = make_article()
    first = make_edition(article=asthma, release_at=NOON)
    make_edition(article=asthma, release_at=NOON + 10 * DAY)
    make_withdrawal(first, at=NOON + 20 * DAY)

    assert first.state_at(NOON - SECOND) == State.SCHEDULED
    assert first.state_at(NOON) == State.LIVE
    assert first.state_at(NOON + 10 * DAY - SECOND) == State.LIVE
    assert first.state_at(NOON + 10 * DAY) == State.SUPERSEDED
    assert first.state_at(NOON + 20 * DAY) == State.WITHDRAWN


def test_an_edition_without_a_release_is_a_draft_at_every_moment():
    assert make_edition().state_at(NOON + 9999 * DAY) == State.DRAFT


def test_recalled_words_are_recalled_even_when_a_newer_edition_is_live():
    asthma = make_article()
    first = make_edition(article=asthma, release_at=NOON - 30 * DAY)
    make_edition(article=asthma, release_at=NOON - 10 * DAY)
    make_withdrawal(first, kind="recalled", at=NOON)

    assert first.state_at(NOON) == State.RECALLED


@pytest.mark.parametrize("days", [-40, -30, -10, -5, 0, 5])
def test_the_state_of_one_edition_and_of_many_is_the_same_answer(days):
    asthma, moment = make_article(), NOON + days * DAY
    first = make_edition(article=asthma, release_at=NOON - 30 * DAY)
    make_withdrawal(first, kind="withdrawn", at=NOON - 5 * DAY)
    make_edition(article=asthma, release_at=NOON - 10 * DAY)
    make_edition(article=asthma)

    many = {edition.pk: edition.state for edition in Edition.objects.with_state_at(moment)}

    assert many == {edition.pk: edition.state_at(moment) for edition in Edition.objects.all()}
    live = {pk for pk, state in many.items() if state == State.LIVE}
    assert live == {edition.pk for edition in Edition.objects.live_at(moment)}


def test_what_patients_read_is_found_in_one_question(django_assert_num_queries):
    for _ in range(3):
        make_edition(release_at=NOON)

    with django_assert_num_queries(1):
        assert len(live_at(NOON)) == 3


def test_the_words_of_many_editions_are_fetched_in_a_fixed_number_of_questions(django_assert_num_queries):
    for _ in range(5):
        make_edition(sources=[{"title": "A study"}], people=[("author", "Example nurse")], release_at=NOON)

    with django_assert_num_queries(4):
        prints = [edition.current_fingerprint() for edition in Edition.objects.with_words()]
    assert len(prints) == 5


def test_editions_are_numbered_from_1_in_the_order_they_are_begun():
    asthma = make_article()

    numbers = [make_edition(article=asthma, release_at=NOON + number * DAY).number for number in range(3)]

    assert numbers == [1, 2, 3]


def test_a_review_is_overdue_from_the_day_after_it_was_due():
    edition = make_edition(review_due=NOON.date(), reviewed_on=date(2025, 1, 1))

    assert not edition.is_overdue_at(NOON)
    assert edition.is_overdue_at(NOON + DAY)


def test_an_edition_without_a_review_date_is_never_overdue():
    assert not make_edition(review_due=None).is_overdue_at(NOON + 9999 * DAY)


def test_the_newest_look_of_a_clinician_decides_the_dates_that_patients_see():
    edition = make_edition(release_at=NOON - 900 * DAY)
    for done, due in ((date(2025, 6, 1), date(2026, 6, 1)), (date(2026, 1, 1), date(2027, 1, 1))):
        edition.reviews.create(
            reviewed_on=done, review_due=due, recorded_by=edition.released_by, recorded_at=NOON, reviewer="Dr Example"
        )

    assert edition.last_reviewed_on == date(2026, 1, 1)
    assert edition.next_review_due == date(2027, 1, 1)


def test_without_a_later_look_the_dates_of_the_edition_itself_hold():
    edition = make_edition(reviewed_on=date(2026, 1, 5), review_due=date(2028, 1, 5))

    assert (edition.last_reviewed_on, edition.next_review_due) == (date(2026, 1, 5), date(2028, 1, 5))


def test_a_page_knows_when_its_summary_would_be_read_twice():
    twice = make_edition(summary="You rest & sleep.", sections=[{"body": "<p>You rest &amp; sleep.</p><p>More.</p>"}])
    once = make_edition(summary="About rest.", sections=[{"body": "<p>You rest.</p>"}])

    assert twice.opens_with_summary
    assert not once.opens_with_summary


def test_a_released_edition_keeps_the_fingerprint_of_its_words():
    edition = make_released(make_edition(), at=NOON)

    stored = Edition.objects.with_words().get(pk=edition.pk)
    assert stored.fingerprint == stored.current_fingerprint()
