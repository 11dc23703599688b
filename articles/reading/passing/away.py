"""Promise 9: what a reader is told while the database cannot be reached, or the disk is full."""

import errno
import logging
import sys
import time

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.defaults import server_error

from articles.storing import DATABASE_AWAY

AWAY = (OperationalError, InterfaceError)
FULL = {errno.ENOSPC, errno.EDQUOT}  # a picture that finds no room: nothing of what came with it is kept either
RETRY_AFTER = 60  # seconds
TOLD_EVERY = 300  # seconds: an hour without the database is a few lines in the log, and no flood

logger = logging.getLogger(__name__)
_told_at = None


def tell(fault):
    """Log that the database is away, unless this process did so a moment ago."""
    global _told_at  # noqa: PLW0603
    now = time.time()
    if _told_at is None or not 0 <= now - _told_at < TOLD_EVERY:
        _told_at = now
        what = "The disk is full" if isinstance(fault, OSError) else "The database does not answer"
        logger.error("%s, and readers are told so.", what, exc_info=fault)


class DatabaseAwayMiddleware:
    """A calm page in the language of the address, made without a question to the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Nobody waits for a connection once it is known that there is none.
        return told_away(request) if request.META.get(DATABASE_AWAY) else self.get_response(request)

    def process_exception(self, request, fault):
        return answer_to(request, fault)


def fault(request):
    """What failed before a view was entered, or after it: who is there is asked of the database too."""
    return answer_to(request, sys.exc_info()[1]) or server_error(request)


def answer_to(request, fault):
    """The calm page, for a fault that passes by itself; None for a fault of ours."""
    is_full = isinstance(fault, OSError) and fault.errno in FULL
    if not (is_full or isinstance(fault, AWAY)):
        return None
    tell(fault)
    return told_away(request)


def told_away(request):
    """As a page, unless the view says how whoever asks it so is told (``while_away``)."""
    try:
        view = resolve(request.path_info, getattr(request, "urlconf", None)).func
    except Resolver404:
        view = None
    in_another_form = getattr(view, "while_away", None)
    return (in_another_form and in_another_form(request)) or away(request)


def away(request):
    context = {"was_sent": request.method not in {"GET", "HEAD"}}
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response
