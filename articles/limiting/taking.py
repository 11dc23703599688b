"""Each request takes one of what its place has left, and is told how much that is."""

import logging
from dataclasses import dataclass
from functools import lru_cache, wraps
from math import ceil

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

from .asker import asker
from .counting import count
from .limits import LIMITS, Limit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """limit: None where nothing is limited; used: with this request; seconds: until all is forgotten"""

    limit: Limit | None = None
    used: int = 0
    seconds: int = 0

    @property
    def is_too_much(self):
        return self.limit is not None and self.used > self.limit.most

    @property
    def sentence(self):
        if self.seconds > 60:
            minutes = ceil(self.seconds / 60)
            sentence = ngettext(
                "Very many requests have come from your connection. Please try again in %(minutes)s minute.",
                "Very many requests have come from your connection. Please try again in %(minutes)s minutes.",
                minutes,
            )
            return sentence % {"minutes": minutes}
        sentence = ngettext(
            "Very many requests have come from your connection. Please try again in %(seconds)s second.",
            "Very many requests have come from your connection. Please try again in %(seconds)s seconds.",
            self.seconds,
        )
        return sentence % {"seconds": self.seconds}

    def tell(self, response):
        """As draft-ietf-httpapi-ratelimit-headers has it."""
        if self.limit is None:
            return response
        name, most, seconds = self.limit.name, self.limit.most, self.limit.seconds
        response.headers["RateLimit-Policy"] = f'"{name}";q={most};w={seconds}'
        response.headers["RateLimit"] = f'"{name}";r={max(most - self.used, 0)};t={self.seconds}'
        if self.is_too_much:
            response.headers["Retry-After"] = str(self.seconds)
            response.headers["Cache-Control"] = "no-store"
        return response


def take(request, name, moment) -> Taken:
    """Counts this request. Where nothing can be counted, nobody is limited."""
    if not settings.RATE_LIMITS:
        return Taken()
    usual = LIMITS[name]
    limit = Limit(name, usual.most * settings.RATE_LIMITS, usual.seconds)
    now = int(moment.timestamp())
    until = now - now % limit.seconds + limit.seconds
    try:
        used = count(name, asker(request, moment), until, now)
    except Exception as fault:
        _tell(type(fault).__name__, until)
        return Taken()
    return Taken(limit, used, until - now)


@lru_cache(maxsize=8)
def _tell(fault, _until):
    """Once in a while, and no flood: whoever would be limited asks often."""
    logger.error("Requests cannot be counted (%s), so nothing is limited.", fault)


def page(request, sentence):
    return render(request, "429.html", {"sentence": sentence}, status=429)


def limited(name, refused=page):
    """refused: makes the answer (429) from the request and a sentence, in the form that was asked for"""

    def decorate(view):
        @wraps(view)
        def answered(request, *args, **kwargs):
            taken = take(request, name, timezone.now())
            response = refused(request, taken.sentence) if taken.is_too_much else view(request, *args, **kwargs)
            return taken.tell(response)

        return answered

    return decorate
