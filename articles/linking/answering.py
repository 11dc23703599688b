"""How every answer to a machine goes out: asked anew each time, cheap where nothing has changed, readable elsewhere."""

import hashlib

from django.http import HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

PROBLEM = "application/problem+json"


class BadRequest(Exception):
    """What was asked cannot be understood. ``parameter`` is the name as it was sent, or as it should have been."""

    def __init__(self, parameter, sentence):
        super().__init__(sentence)
        self.parameter = parameter


def with_etag(request, response, last_modified=None):
    """304 if the client has these very words. What is taken away must be gone at once, so nothing is kept unasked.

    last_modified: a moment, if there is one that moves with every change
    """
    response.headers["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    seconds = last_modified and int(last_modified.timestamp())
    if seconds:
        response.headers["Last-Modified"] = http_date(seconds)
    return get_conditional_response(request, response.headers["ETag"], seconds, response)


def readable_from_elsewhere(response):
    """What is public may be read by the pages of other sites too (CORS): nothing here depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = (
        "ETag, Last-Modified, Link, Retry-After, RateLimit, RateLimit-Policy, X-Reason"
    )
    return response


def json_answer(told, *, status=200, media_type="application/json"):
    options = {"ensure_ascii": False, "separators": (",", ":")}
    return JsonResponse(told, json_dumps_params=options, content_type=media_type, status=status)


def xml_answer(written: bytes, media_type, *, status=200):
    return HttpResponse(written, content_type=f"{media_type}; charset=utf-8", status=status)


def problem(title, *, status, detail="", **more):
    """Problem details (RFC 9457)."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return json_answer({key: value for key, value in told.items() if value}, status=status, media_type=PROBLEM)


def problem_while_away(_request):
    """What a program is told while the database cannot be reached."""
    response = problem(_("We cannot answer at the moment"), status=503, detail=_("Try again in a minute."))
    response.headers["Retry-After"] = "60"
    response.headers["Cache-Control"] = "no-store"
    return readable_from_elsewhere(response)
