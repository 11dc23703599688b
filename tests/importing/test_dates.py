from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.understanding.dates import NoDay, parse_day, parse_moment

CHRISTMAS = date(2024, 12, 25)


@pytest.mark.parametrize(
    "text",
    [
        "Dec-25,2024",
        "dec-25, 2024",
        "Dec 25, 2024",
        "December 25, 2024",
        "December 25th 2024",
        "DECEMBER 25 2024",
        "Dec. 25, 2024",
        "25 December 2024",
        "25 Dec 2024",
        "25-Dec-2024",
        "25th December, 2024",
        "25 de diciembre de 2024",
        "2024-12-25",
        "2024/12/25",
        "2024.12.25",
        "25/12/2024",
        "25.12.2024",
        "25-12-2024",
        "12/25/2024",
        "  25   December  2024 ",
        "٢٥/١٢/٢٠٢٤",
    ],
)
def test_a_day_is_understood_as_people_write_it(text):
    assert parse_day(text) == CHRISTMAS


@pytest.mark.parametrize("text", ["03/04/2024", "3-4-2024", "01.02.2024", "12/11/2024"])
def test_a_date_that_could_be_two_days_is_refused(text):
    with pytest.raises(NoDay, match="could be two different days"):
        parse_day(text)


def test_the_same_figure_twice_is_one_day():
    assert parse_day("04/04/2024") == date(2024, 4, 4)


@pytest.mark.parametrize(
    "text", ["Feb-30,2024", "Dec-32,2024", "29/02/2023", "2024-13-01", "2024-00-10", "31 April 2024", "13/13/2024"]
)
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(NoDay, match="is not a day that exists"):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["yesterday", "Dec 2024", "25/12/24", "2024", "Foo-25,2024", "", "25 December", "12-25", "2024-12-25x"]
)
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(NoDay, match="Write it as 2024-12-25"):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01", "Dec-25,1024", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
)
def test_a_day_at_the_end_of_the_calendar_is_refused(text):
    with pytest.raises(NoDay, match="too far away"):
        parse_moment(text)


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/London", datetime(2024, 12, 25, tzinfo=UTC)),
        ("America/New_York", datetime(2024, 12, 25, 5, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2024, 12, 24, 11, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("text", ["Dec-25,2024", "2024-12-25"])
def test_a_day_means_its_first_moment_where_the_site_is(settings, text, zone, start):
    settings.TIME_ZONE = zone

    assert parse_moment(text) == start


def test_a_moment_with_its_zone_is_exact():
    assert parse_moment("2025-03-03T09:00:00.5+02:00") == datetime(2025, 3, 3, 7, 0, 0, 500_000, tzinfo=UTC)
    assert parse_moment("2025-03-03T09:00Z") == datetime(2025, 3, 3, 9, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(NoDay, match="no zone"):
        parse_moment("2025-03-03T09:00:00")


@given(st.text(alphabet="0123456789-/., :TZ+DecJan", max_size=25))
def test_whatever_stands_there_is_a_moment_or_a_sentence(text):
    try:
        assert parse_moment(text).tzinfo is UTC
    except NoDay as refusal:
        assert str(refusal)  # noqa: PT017
