"""Days as the site's time zone sees them; everything else is a moment in UTC."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone


def start_of(day: date) -> datetime:
    """The first moment of ``day`` in the site's time zone, on the nights when clocks change too."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last moment of ``day``: one microsecond before the next begins."""
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def day_of(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()
