"""Gives an answer out in one piece, so that nobody waits for whoever reads it slowly.

What the server is given in one piece it sends by itself. Of an answer in many pieces it takes the next one when the
last has left, and a thread waits with it: a few readers who take a long file byte by byte would hold all of them.
"""

import threading
from http import HTTPStatus
from itertools import chain

AT_ONCE = 4 * 1024 * 1024  # bytes: every page and every picture of ordinary size
SLOWLY = 2  # threads that may wait for readers, beside those that wait for senders (portal/receiving.py)
BUSY = HTTPStatus.SERVICE_UNAVAILABLE


class Given:
    """A WSGI application before ``django``."""

    def __init__(self, django):
        self.django = django
        self._slowly = threading.Semaphore(SLOWLY)

    def __call__(self, environ, start_response):
        said = []
        answer = self.django(environ, lambda *told: said.append(told))
        begun, rest = _begin(answer)
        if rest and not self._slowly.acquire(blocking=False):
            _close(answer)
            return _come_again(start_response)
        start_response(*said[-1])
        if rest:
            return Slowly(chain(begun, rest), lambda: (self._slowly.release(), _close(answer)))
        _close(answer)
        return [b"".join(begun)]


class Slowly:
    """An answer in pieces, whose place is free once it ``ends``, which the server says once."""

    def __init__(self, pieces, ends):
        self.pieces, self.close = pieces, ends

    def __iter__(self):
        return self.pieces


def _begin(answer):
    """(pieces, the others): None where those are all."""
    begun, size, pieces = [], 0, iter(answer)
    for piece in pieces:
        begun.append(piece)
        size += len(piece)
        if size > AT_ONCE:
            return begun, pieces
    return begun, None


def _close(answer):
    if hasattr(answer, "close"):
        answer.close()


def _come_again(start_response):
    words = b"Others take long files just now. Please try again in a minute.\n"
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
    headers += [("Retry-After", "60"), ("Cache-Control", "no-store")]
    start_response(f"{BUSY.value} {BUSY.phrase}", headers)
    return [words]
