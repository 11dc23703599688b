"""Days as the site's time zone sees them; everything else is a moment in UTC."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


def start_of(day: date) -> datetime:
    """The first moment of ``day`` in the site's time zone, on the nights when clocks change too."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last moment of ``day``: one microsecond before the next begins."""
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_of(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def in_utc(moment: datetime) -> str:
    """As machines are told it: RFC 3339, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
