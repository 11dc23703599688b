from datetime import date

from django.urls import register_converter


def day_written(text: str) -> date | None:
    """The day in ``2026-03-02``, or None for what is no day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Near the ends of the calendar the next day, or the same one in UTC, does not exist.
    return day if text == day.isoformat() and 1900 <= day.year <= 2999 else None


class Day:
    """A day in an address; None for what is no day, so that the page can say so."""

    regex = "[^/]+"
    to_python = staticmethod(day_written)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(Day, "day")
