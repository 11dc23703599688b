"""What stands on which day of the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.models import Review
from articles.watching import month_of, review_load
from tests.makers import NOON, make_edition, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 1)


def told(weeks):
    return {day.day: (day.releases, day.reviews) for week in weeks for day in week if not day.is_empty}


def test_a_month_is_told_in_whole_weeks_from_monday():
    weeks = month_of(MARCH, NOON)

    assert [len(week) for week in weeks] == [7] * 6
    assert weeks[0][0].day == date(2026, 2, 23)
    assert [day.day.day for week in weeks for day in week if day.is_in_month] == list(range(1, 32))


def test_a_release_stands_on_its_day_where_the_portal_is(settings):
    settings.TIME_ZONE = "America/New_York"
    late = make_edition(release_at=datetime(2026, 3, 11, 3, tzinfo=UTC))
    make_edition(release_at=datetime(2026, 3, 1, 4, tzinfo=UTC))  # still February there

    assert told(month_of(MARCH, NOON)) == {date(2026, 3, 10): ([late], [])}


def test_a_review_stands_on_the_day_that_the_newest_look_set():
    moved = make_edition(release_at=NOON - timedelta(days=99), review_due=date(2026, 3, 5))
    Review.objects.create(
        edition=moved,
        reviewed_on=date(2026, 2, 1),
        review_due=date(2026, 3, 20),
        recorded_by=make_user(),
        recorded_at=NOON,
    )
    make_withdrawal(make_edition(release_at=NOON - timedelta(days=99), review_due=date(2026, 3, 6)))

    assert told(month_of(MARCH, NOON)) == {date(2026, 3, 20): ([], [moved])}


def test_the_load_of_reviews_is_told_for_a_year_from_this_month_on():
    for day in (date(2026, 2, 28), date(2026, 3, 31), date(2026, 5, 1), date(2026, 5, 31), date(2027, 3, 1)):
        make_edition(release_at=NOON - timedelta(days=99), review_due=day)

    load = dict(review_load(NOON))

    assert len(load) == 12
    assert {month: count for month, count in load.items() if count} == {MARCH: 1, date(2026, 5, 1): 2}
