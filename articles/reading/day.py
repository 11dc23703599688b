from datetime import date


class Day:
    """A day in an address, ``2026-03-02``; None for what is no day, so that the page can say so."""

    regex = "[^/]+"

    def to_python(self, value: str) -> date | None:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return None
        # Near the ends of the calendar the next day, or the same one in UTC, does not exist.
        return day if value == day.isoformat() and 1900 <= day.year <= 2999 else None

    def to_url(self, value: date) -> str:
        return value.isoformat()
