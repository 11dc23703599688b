"""Takes in whole what is sent, before Django is told of it.

The server gives each request a thread, and has few of them. Whoever sends a byte now and then holds one, and nothing
ends the wait but their connection: so only some threads wait for what is sent, and the others answer readers meanwhile.
Of those, one place on the internet holds at most half, so that it keeps nobody elsewhere from sending.
And a form whose second half was lost on the way must not be saved as if its last fields had been emptied.
"""

import io
import logging
import threading
from collections import Counter
from contextlib import contextmanager
from http import HTTPStatus
from tempfile import SpooledTemporaryFile

from articles.limiting import place_in
from articles.storing import DATABASE_AWAY

WAITING = 4  # requests, of the eight that a process answers at the same time (portal/serve.py)
FROM_ONE_PLACE = 2  # of them
LARGEST = 64 * 1024 * 1024  # bytes of one request: some pictures of 20 MB, and the words around them
IN_MEMORY = 1024 * 1024  # of which the rest goes to a file without a name
PIECE = 64 * 1024
TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

logger = logging.getLogger(__name__)


class Received:
    """A WSGI application before ``django``, which hears of a request once all of it is there."""

    def __init__(self, django):
        self.django = django
        self._waiting = Waiting()

    def __call__(self, environ, start_response):
        length = _length(environ)
        if not length or environ["REQUEST_METHOD"] in {"GET", "HEAD"}:  # nobody looks at what comes with these
            return self._tell_django(environ, io.BytesIO(), 0, start_response)
        if length > LARGEST:
            return _too_large(start_response)
        with SpooledTemporaryFile(IN_MEMORY) as file:
            if self._take_in(environ, length, file):
                return self._tell_django(environ, file, length, start_response)
        # The calm page that says that what was sent has not reached us. It asks the database nothing.
        environ[DATABASE_AWAY] = True
        return self._tell_django(environ, io.BytesIO(), 0, start_response)

    def _tell_django(self, environ, file, length, start_response):
        # In place: what Django tells of its answer stands in it afterwards.
        environ |= {"wsgi.input": file, "CONTENT_LENGTH": str(length)}
        return self.django(environ, start_response)

    def _take_in(self, environ, length, file):
        """Whether all of it has come."""
        with self._waiting.one_of(place_in(environ)) as may_wait:
            try:
                return may_wait and _copy(environ["wsgi.input"], length, file) == length
            except OSError as fault:
                logger.error("What was sent cannot be taken in: %s.", fault.strerror)
                return False


class Waiting:
    """Those that wait for what is sent now, and where it comes from."""

    def __init__(self):
        self._from, self._lock = Counter(), threading.Lock()

    @contextmanager
    def one_of(self, place):
        """Whether one more from ``place`` may wait, for as long as it does."""
        with self._lock:
            may_wait = self._from.total() < WAITING and self._from[place] < FROM_ONE_PLACE
            self._from[place] += may_wait
        try:
            yield may_wait
        finally:
            with self._lock:
                self._from[place] -= may_wait
                self._from += Counter()  # drops the places from which nothing comes any more


def _copy(source, length, file):
    came = 0
    while came < length and (piece := source.read(min(PIECE, length - came))):
        file.write(piece)
        came += len(piece)
    file.seek(0)
    return came


def _length(environ):
    written = environ.get("CONTENT_LENGTH", "")
    return int(written) if written.isascii() and written.isdigit() else 0


def _too_large(start_response):
    words = f"Nothing was kept of what you sent: it is larger than {LARGEST // 1024 // 1024} MB.\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
    start_response(f"{TOO_LARGE.value} {TOO_LARGE.phrase}", [*headers, ("Cache-Control", "no-store")])
    return [words]
