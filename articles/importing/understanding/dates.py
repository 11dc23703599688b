"""Days as people write them in files, and only where one day can be meant."""

import re
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from articles.models import start_of
from articles.models.plain_words import YEARS

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"sept": 9}

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_MONTH_FIRST = re.compile(r"([^\W\d]{3,12})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:de )?([^\W\d]{3,12})\.?[\s,-]*(?:de )?(\d{4})")
_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


class NoDay(ValueError):
    """``str()`` is a sentence that says what is wrong with the date."""


def parse_day(text: str) -> date:
    """The one day that ``text`` can mean. Raises NoDay."""
    text = " ".join(text.split()).lower()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(text, *map(int, found.groups()))
    if (found := _MONTH_FIRST.fullmatch(text)) and found[1] in _MONTHS:
        return _day(text, int(found[3]), _MONTHS[found[1]], int(found[2]))
    if (found := _DAY_FIRST.fullmatch(text)) and found[2] in _MONTHS:
        return _day(text, int(found[3]), _MONTHS[found[2]], int(found[1]))
    if found := _FIGURES.fullmatch(text):
        return _day_in_figures(text, *map(int, found.groups()))
    raise NoDay(_("“%(date)s” is not a date we can read. Write it as 2024-12-25.") % {"date": text})


def parse_moment(text: str) -> datetime:
    """A moment with its zone, or the start of a day in the site's time zone. Raises NoDay."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return start_of(parse_day(text))
    if moment.tzinfo is None and len(text) <= len("2024-12-25"):
        return start_of(_near(moment.date()))
    if moment.tzinfo is None:
        raise NoDay(_("“%(date)s” has a time but no zone. Write it as 2024-12-25T09:00+00:00.") % {"date": text})
    return _near(moment).astimezone(UTC)


def _day_in_figures(text, first, second, year):
    if first <= 12 and second <= 12 and first != second:
        raise NoDay(_("“%(date)s” could be two different days. Write it as 2024-12-25.") % {"date": text})
    return _day(text, year, first, second) if second > 12 else _day(text, year, second, first)


def _day(text, year, month, day):
    try:
        meant = date(year, month, day)
    except ValueError:
        raise NoDay(_("“%(date)s” is not a day that exists.") % {"date": text}) from None
    return _near(meant)


def _near(day):
    if day.year not in YEARS:
        raise NoDay(_("“%(date)s” is too far away.") % {"date": day})
    return day
