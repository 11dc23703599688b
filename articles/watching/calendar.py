"""What happens on which day: releases, and reviews that fall due."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from articles.models import Edition, day_of, end_of, start_of

MONTHS_OF_LOAD = 12


@dataclass
class Day:
    day: date
    is_in_month: bool
    releases: list[Edition] = field(default_factory=list)
    reviews: list[Edition] = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.releases or self.reviews)


def month_of(first: date, moment) -> list[list[Day]]:
    """The weeks, Monday to Sunday, of the month that begins on ``first``; days of other months stay empty."""
    days = list(Calendar().itermonthdates(first.year, first.month))
    known = {day: Day(day, day.month == first.month) for day in days}
    last = month_after(first) - timedelta(days=1)
    for edition in _as_named(releases_between(first, last)):
        known[day_of(edition.release_at)].releases.append(edition)
    for edition in _as_named(reviews_between(first, last, moment)):
        known[edition.due].reviews.append(edition)
    everything = [known[day] for day in days]
    return [everything[at : at + 7] for at in range(0, len(everything), 7)]


def _as_named(editions):
    """With no more than a calendar tells: after an import thousands may stand in one month."""
    return editions.select_related(None).only("title", "number", "release_at")


def releases_between(first: date, last: date):
    within = Edition.objects.filter(release_at__gte=start_of(first), release_at__lte=end_of(last))
    return within.select_related("article").order_by("release_at", "pk")


def reviews_between(first: date, last: date, moment):
    live = Edition.objects.live_at(moment).with_next_review_due()
    return live.filter(due__gte=first, due__lte=last).select_related("article").order_by("due", "pk")


def review_load(moment) -> list[tuple[date, int]]:
    """The first day of this month and of those that follow, each with the number of reviews that fall due in it."""
    first = day_of(moment).replace(day=1)
    months = [first]
    while len(months) < MONTHS_OF_LOAD:
        months.append(month_after(months[-1]))
    due = reviews_between(first, month_after(months[-1]) - timedelta(days=1), moment).values_list("due", flat=True)
    counts = dict.fromkeys(months, 0)
    for day in due:
        counts[day.replace(day=1)] += 1
    return list(counts.items())


def month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
