"""The outermost door: each request is counted, and told in the log if the log is for machines.

A stored page is given out in some microseconds, and a line of JSON would take as long again. So what is stored is
counted and told once a minute, in one line for each address and status; what Django answers has a line of its own.
"""

import hmac
import logging
import time
from http import HTTPStatus

from django.conf import settings

from articles.storing import TOLD, WAS_STORED

from .metrics import written
from .tally import Tally, since
from .tracing import begin_request, request_id

SUMMED_UP = 60  # seconds
METRICS = "/metrics"

logger = logging.getLogger("portal.requests")


def guarded(application):
    """``application`` behind a door, where settings ask for what a door tells."""
    tells = logger.isEnabledFor(logging.INFO)
    if not (tells or settings.METRICS_TOKEN):
        return application
    tally = Tally(settings.VAR / "metrics", [MinuteByMinute()] if tells else [])
    return Door(application, tally, token=settings.METRICS_TOKEN, trusts_proxy=settings.BEHIND_PROXY)


class Door:
    """A WSGI application before ``application``.

    token: opens /metrics; without one there is no such address
    trusts_proxy: whether a request brings an id of its own
    """

    def __init__(self, application, tally, *, token="", trusts_proxy=False):
        self.application, self.tally, self.token, self.trusts_proxy = application, tally, token, trusts_proxy
        self.tells = logger.isEnabledFor(logging.INFO)

    def __call__(self, environ, start_response):
        if self.token and environ["PATH_INFO"] == METRICS:
            return self._metrics(environ, start_response)
        began, said = time.perf_counter(), []
        begin_request(environ.get("HTTP_X_REQUEST_ID", "") if self.trusts_proxy else "")

        def start(status, headers, exc_info=None):
            said[:] = [status]
            if WAS_STORED not in environ:
                headers = [*headers, ("X-Request-Id", request_id())]
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        try:
            return self.application(environ, start)
        finally:
            self._count(environ, said[0][:3] if said else "500", time.perf_counter() - began)

    def _count(self, environ, status, seconds):
        route = environ.get(TOLD, ("nothing",))[0]
        is_stored = WAS_STORED in environ
        self.tally.count((route, status, "stored" if is_stored else "django"), seconds)
        if self.tells and not is_stored:
            told = {"route": route, "method": _method(environ), "status": int(status), "ms": round(seconds * 1000, 1)}
            logger.info("answered", extra={"told": told})

    def _metrics(self, environ, start_response):
        if not hmac.compare_digest(environ.get("HTTP_AUTHORIZATION", "").encode(), f"Bearer {self.token}".encode()):
            return _short(start_response, HTTPStatus.UNAUTHORIZED, b"", ("WWW-Authenticate", "Bearer"))
        body = written(self.tally.of_this_machine()).encode()
        kind = ("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        return _short(start_response, HTTPStatus.OK, body, kind)


class MinuteByMinute:
    """Tells in the log how many stored pages this process gave out."""

    def __init__(self, clock=time.monotonic):
        self._clock, self._told_at, self._told = clock, clock(), {}

    def __call__(self, counts):
        if self._clock() - self._told_at < SUMMED_UP:
            return
        stored = {key: row for key, row in counts.items() if key[2] == "stored"}
        for (route, status, _how), count in sorted(since(stored, self._told).items()):
            if count:
                told = {"route": route, "status": int(status), "count": count, "seconds": SUMMED_UP}
                logger.info("answered from the store", extra={"told": told})
        self._told, self._told_at = stored, self._clock()


def _method(environ):
    """Never a word that a reader made up."""
    method = environ.get("REQUEST_METHOD", "")
    return method if method in {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"} else "other"


def _short(start_response, status, body, *headers):
    length = ("Content-Length", str(len(body)))
    start_response(f"{status.value} {status.phrase}", [*headers, length, ("Cache-Control", "no-store")])
    return [body]
