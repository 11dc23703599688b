"""A sign-in ends after an hour in which nobody did anything, and in any case after a working day."""

from datetime import UTC, datetime

from django.conf import settings

from .places import note_place

# Names in a session, each a moment in seconds.
SINCE, SEEN, CONFIRMED = "signed_in_at", "seen_at", "confirmed_at"
HOW_OFTEN = 60  # seconds: activity is written down no more often
PAGES = {"document", "iframe", "frame"}


def begin(sender, request, user, **_facts):
    """Whoever has just signed in has also just shown who they are."""
    now = datetime.now(UTC).timestamp()
    request.session.update({SINCE: now, SEEN: now, CONFIRMED: now})
    note_place(request, user)


def has_ended(session, now) -> bool:
    """An old sign-in without these moments has ended too."""
    at = now.timestamp()
    idle, whole = settings.SESSION_IDLE_MINUTES * 60, settings.SESSION_COOKIE_AGE
    return at - session.get(SEEN, 0) > idle or at - session.get(SINCE, 0) > whole


def was_here(request, response, now):
    """Write down that somebody did something, and where."""
    at = now.timestamp()
    if not (0 <= at - request.session.get(SEEN, 0) < HOW_OFTEN) and is_somebody(request, response):
        request.session[SEEN] = at
        note_place(request, request.user)


def is_somebody(request, response) -> bool:
    """A page that was opened or sent, or words that were typed and kept.

    A script that asks by itself keeps nobody signed in: not by its beat, and not by trying again what was refused.
    """
    if "changed" in request.POST:
        return response.status_code < 400
    is_beat = request.path_info.endswith("/keep/")
    return not is_beat and request.headers.get("Sec-Fetch-Dest", "document") in PAGES


def has_confirmed(request, now) -> bool:
    """Whether the person showed a moment ago that it is they who sit there."""
    return now.timestamp() - request.session.get(CONFIRMED, 0) <= settings.CONFIRM_MINUTES * 60


def note_confirmed(request, now):
    request.session[CONFIRMED] = now.timestamp()
