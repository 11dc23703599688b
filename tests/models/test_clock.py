"""Days are the site's; moments are stored in UTC. On two nights a year a day has 23 or 25 hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Edition, day_of, end_of, start_of
from tests.makers import make_article, make_edition

LONDON, NEW_YORK, CAIRO, HAVANA, AUCKLAND = (
    "Europe/London",
    "America/New_York",
    "Africa/Cairo",
    "America/Havana",
    "Pacific/Auckland",
)
# (zone, day the clocks change, hours it has)
NIGHTS = [
    (LONDON, date(2026, 3, 29), 23),
    (LONDON, date(2026, 10, 25), 25),
    (NEW_YORK, date(2026, 3, 8), 23),
    (NEW_YORK, date(2026, 11, 1), 25),
    (CAIRO, date(2026, 4, 24), 23),  # the gap is at midnight itself: this day begins at 01:00
    (HAVANA, date(2026, 11, 1), 25),  # midnight strikes twice
    (AUCKLAND, date(2026, 9, 27), 23),
]


@pytest.fixture
def site_in(settings):
    def move(zone):
        settings.TIME_ZONE = zone

    return move


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "day", "hours"), NIGHTS)
def test_a_day_on_which_the_clocks_change_is_as_long_as_it_really_is(site_in, zone, day, hours):
    site_in(zone)

    length = end_of(day) - start_of(day)

    assert length == timedelta(hours=hours) - timedelta(microseconds=1)


@pytest.mark.parametrize(("zone", "day", "hours"), NIGHTS)
def test_every_moment_of_a_day_belongs_to_it_and_to_no_other(site_in, zone, day, hours):
    site_in(zone)
    tick = timedelta(microseconds=1)

    assert day_of(start_of(day)) == day
    assert day_of(start_of(day) - tick) == day - timedelta(days=1)
    assert all(day_of(start_of(day) + timedelta(minutes=30 * step)) == day for step in range(2 * hours))
    assert day_of(end_of(day)) == day
    assert day_of(end_of(day) + tick) == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        (LONDON, date(2024, 12, 25), utc(2024, 12, 25)),
        (LONDON, date(2026, 7, 1), utc(2026, 6, 30, 23)),
        (LONDON, date(2026, 3, 29), utc(2026, 3, 29)),
        (NEW_YORK, date(2024, 12, 25), utc(2024, 12, 25, 5)),
        (NEW_YORK, date(2026, 11, 1), utc(2026, 11, 1, 4)),
        (AUCKLAND, date(2026, 1, 1), utc(2025, 12, 31, 11)),
    ],
)
def test_a_day_begins_at_midnight_where_the_site_is(site_in, zone, day, start):
    site_in(zone)

    assert start_of(day) == start


def test_a_visitor_in_another_zone_does_not_move_the_days_of_the_site(site_in):
    site_in(LONDON)

    with timezone.override(AUCKLAND):
        assert start_of(date(2026, 1, 1)) == utc(2026, 1, 1)
        assert day_of(utc(2026, 1, 1, 23, 30)) == date(2026, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "release_at"),
    [
        (LONDON, utc(2026, 3, 29, 1)),  # 01:00 does not exist there: clocks jump from 00:59 to 02:00
        (LONDON, utc(2026, 10, 25, 0, 30)),  # 01:30, the first time
        (LONDON, utc(2026, 10, 25, 1, 30)),  # 01:30, the second time
        (NEW_YORK, utc(2026, 3, 8, 7)),
        (NEW_YORK, utc(2026, 11, 1, 5, 30)),
        (NEW_YORK, utc(2026, 11, 1, 6, 30)),
    ],
)
def test_a_release_on_the_night_the_clocks_change_takes_effect_to_the_second(site_in, zone, release_at):
    """Promise 1."""
    site_in(zone)
    asthma = make_article()
    before = make_edition(article=asthma, release_at=release_at - timedelta(days=2))
    after = make_edition(article=asthma, release_at=release_at)

    stored = Edition.objects.get(pk=after.pk)

    assert stored.release_at == release_at
    assert list(Edition.objects.live_at(release_at - timedelta(seconds=1))) == [before]
    assert list(Edition.objects.live_at(release_at)) == [after]


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "day", "hours"), NIGHTS)
def test_the_edition_of_a_day_is_the_one_that_was_live_when_the_day_ended(site_in, zone, day, hours):
    """Promise 5: any date can be asked for."""
    site_in(zone)
    asthma = make_article()
    first = make_edition(article=asthma, release_at=start_of(day))
    second = make_edition(article=asthma, release_at=end_of(day) + timedelta(microseconds=1))

    assert list(Edition.objects.live_at(end_of(day))) == [first]
    assert list(Edition.objects.live_at(end_of(day + timedelta(days=1)))) == [second]
