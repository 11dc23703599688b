"""The calendar of releases and reviews: a picture, the same as a table, and a feed for somebody's own calendar."""

from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import day_of
from articles.watching import month_after, month_before, month_of, releases_between, review_load, reviews_between

from .readability import readability_at

CELL, LINE = (124, 74), 26  # in units of the picture
BAR, TALLEST = 56, 120
SALT = "the calendar of one person"
FEED_BEFORE, FEED_AHEAD = timedelta(days=92), timedelta(days=366)


def calendar_urls(site):
    return [
        path("calendar/", site.admin_view(lambda request: _page(site, request)), name="calendar"),
        path("calendar/<str:key>/desk.ics", feed, name="calendar_feed"),
    ]


def _page(site, request):
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    now = timezone.now()
    first = _asked_month(request) or day_of(now).replace(day=1)
    weeks = month_of(first, now)
    days = [day for week in weeks for day in week]
    scales, unmeasured = readability_at(now)
    context = {
        **site.each_context(request),
        "title": _("Calendar"),
        "first": first,
        "before": month_before(first),
        "after": month_after(first),
        "today": day_of(now),
        "cells": list(_cells(weeks, day_of(now))),
        "size": (7 * CELL[0] + 2, LINE + len(weeks) * CELL[1] + 2),
        "told": [day for day in days if not day.is_empty],
        "releases": sum(len(day.releases) for day in days),
        "reviews": sum(len(day.reviews) for day in days),
        "scales": scales,
        "unmeasured": unmeasured,
        "load": list(_bars(review_load(now))),
        "load_size": (12 * BAR, TALLEST + 48),
        "feed": request.build_absolute_uri(reverse("admin:calendar_feed", args=[key_of(request.user)])),
    }
    return TemplateResponse(request, "admin/calendar.html", context)


def _asked_month(request):
    try:
        first = date.fromisoformat(f"{request.GET.get('month')}-01")
    except ValueError:
        return None
    return first if 1900 <= first.year <= 2999 else None


def _cells(weeks, today):
    """Each day of the month with its place in the picture."""
    for row, week in enumerate(weeks):
        for column, day in enumerate(week):
            if day.is_in_month:
                yield {
                    "day": day,
                    "x": 1 + column * CELL[0],
                    "y": LINE + row * CELL[1],
                    "width": CELL[0],
                    "height": CELL[1],
                    "is_today": day.day == today,
                }


def _bars(load):
    most = max([count for _month, count in load] + [1])
    for at, (month, count) in enumerate(load):
        height = round(count * TALLEST / most)
        yield {"month": month, "count": count, "x": at * BAR + 8, "y": TALLEST - height + 22, "height": height}


def key_of(person) -> str:
    """What opens the feed of ``person`` without signing in, until the password changes."""
    return signing.dumps([person.pk, person.get_session_auth_hash()[:20]], salt=SALT, compress=True)


def _person_of(key):
    try:
        pk, part = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = get_user_model().objects.filter(pk=pk, is_active=True, is_staff=True).first()
    is_theirs = person and constant_time_compare(person.get_session_auth_hash()[:20], part)
    return person if is_theirs and person.has_perm("articles.view_edition") else None


@require_safe
@never_cache
def feed(request, key):
    """Releases and reviews from three months ago to a year ahead, as iCalendar (RFC 5545)."""
    if _person_of(key) is None:
        raise Http404
    from icalendar import Calendar

    now = timezone.now()
    first, last = day_of(now - FEED_BEFORE), day_of(now + FEED_AHEAD)
    calendar = Calendar(prodid="-//patient-information-portal//desk//", version="2.0")
    calendar.add("x-wr-calname", _("Releases and reviews"))
    for edition in releases_between(first, last):
        moment = edition.release_at
        calendar.add_component(_event(request, edition, "release", _("Release: %s"), moment, now, moment))
    for edition in reviews_between(first, last, now):
        calendar.add_component(_event(request, edition, "review", _("Review due: %s"), edition.due, now))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(request, edition, kind, summary, start: date | datetime, now, end=None):
    from icalendar import Event

    event = Event(uid=f"{kind}-{edition.pk}-{start:%Y%m%d}@{request.get_host()}", summary=summary % edition)
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add("dtend", end or start + timedelta(days=1))
    event.add("url", request.build_absolute_uri(reverse("admin:articles_edition_change", args=[edition.pk])))
    return event
