"""The door every request comes through: a stored page if there is one that is true now, or else Django."""

import threading
import time
from http import HTTPStatus

from django.conf import settings
from django.utils.http import parse_http_date_safe

from .looking import EACH, Looker
from .page import page_from
from .sharing import Sharing
from .shelf import Disk, Memory, SharedNumber
from .sources import ITSELF, SOURCE
from .telling import TOLD, WAS_STORED

IN_MEMORY, ON_DISK = 16 * 1024 * 1024, 512 * 1024 * 1024  # bytes, for each process
MOST_NOT_KEPT = 5000  # addresses that are remembered because their answers are not kept
LONGEST_WAIT = 10  # seconds for a page that another thread is rendering

# Said to Django, which then asks the database nothing.
DATABASE_AWAY = "portal.database_away"
# All that a kept answer may depend on, and by what a refusal is counted, which is never kept. Whatever else a reader
# sends never reaches what others get.
HEADERS_FOR_KEPT = {"HTTP_HOST", "HTTP_ACCEPT", "HTTP_X_FORWARDED_FOR"}
# Requests with one of these are rare, and each may be answered in its own way.
NEVER_STORED = {"HTTP_AUTHORIZATION", "HTTP_ACCEPT_DATETIME", "HTTP_RANGE"}


class Front:
    """A WSGI application before ``django``, which keeps what it stores in ``folder`` too.

    maker: a digest of all that renders pages. Those of another maker are not taken up from ``folder``
    """

    def __init__(self, django, folder, clock=time.time, maker=""):
        self.django, self.clock = django, clock
        self.memory, self.disk = Memory(IN_MEMORY), Disk(folder, ON_DISK, maker)
        self.looker = Looker(SharedNumber(folder / "newest"), self.disk.last_known)
        self.sharing = Sharing()
        self._number, self._begun = None, threading.Lock()
        self._not_kept, self._rendering = {}, {}
        self._apart = (f"/{settings.STATIC_URL.strip('/')}/", f"/{settings.MEDIA_URL.strip('/')}/", "/admin/")
        proxy = settings.SECURE_PROXY_SSL_HEADER
        self._scheme = proxy[0] if proxy else "wsgi.url_scheme"

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] in HEALTH:
            environ[TOLD], environ[WAS_STORED] = ("health", ()), True
            return HEALTH[environ["PATH_INFO"]](self, start_response)
        address = self._address(environ)
        if address is None or self._not_kept.get(address, 0) > self.clock():
            return self._from_django(environ, start_response)
        self.keep_up(self.sharing.oldest(self.clock(), EACH))
        page = self._stored(address)
        if page is None and not self.looker.is_away:
            page, answer = self._rendered(address, environ)
            if page is None:
                return _give(answer, environ, start_response)
        if page is None:
            return self._from_django(environ, start_response)
        if "accept" in page.vary and not _wants_a_page(environ):
            return self._from_django(environ, start_response)
        return self._answer(page, environ, start_response)

    def _address(self, environ):
        """What a stored page is kept under; None for a request that only Django answers."""
        path = environ["PATH_INFO"]
        if environ.get("QUERY_STRING"):
            return None
        if path.startswith(self._apart) or environ.keys() & NEVER_STORED or not self._is_of_a_reader(environ):
            return None
        return environ.get(self._scheme, ""), environ.get("HTTP_HOST", ""), path

    def _is_of_a_reader(self, environ):
        """Whether nobody at the desk asks, and nothing is sent."""
        is_at_the_desk = "HTTP_COOKIE" in environ and f"{settings.SESSION_COOKIE_NAME}=" in environ["HTTP_COOKIE"]
        return environ["REQUEST_METHOD"] in {"GET", "HEAD"} and not is_at_the_desk

    def keep_up(self, oldest=EACH):
        """Looks at the database, unless that was done less than ``oldest`` seconds ago."""
        self._keep_up_with(self.looker.look(oldest))

    def _keep_up_with(self, known):
        """Make room once something new is recorded. What is stored carries its number, so nothing old is ever found."""
        if known is None or known.number == self._number:
            return
        with self._begun:
            if known.number != self._number:
                self._number = known.number
                self.memory.clear()
                self._not_kept.clear()
                self.disk.begin(known)

    def _stored(self, address):
        known, now = self.looker.known, self.clock()
        if known is None:
            return None
        page = self.memory.get((known.number, *address))
        if page is None and (page := self.disk.get(known.number, address)):
            self.memory.put((known.number, *address), page)
        if page is None or page.is_true_at(now):
            return page
        if not self.looker.is_away or page.made_at > now:
            return None
        # A day that has ended changes a remark. What was to be released or taken away meanwhile changes the words.
        # A code may be written with a hyphen, as it is printed.
        path = address[-1].lower()
        parts = {*path.split("/"), *path.replace("-", "").split("/")}
        return None if parts & known.changed_between(page.made_at, now) else page

    def _rendered(self, address, environ):
        """(page, None), or (None, an answer that is not to be kept). A burst on one address is rendered once."""
        mine = threading.Event()
        first = self._rendering.setdefault(address, mine)
        if first is not mine:
            first.wait(LONGEST_WAIT)
        try:
            page = self._stored(address)  # it may be there since this thread looked
            return (page, None) if page else self._render(address, environ)
        finally:
            if first is mine:
                del self._rendering[address]
                mine.set()

    def _render(self, address, environ):
        before, made_at = self.looker.look_now(), self.clock()
        for_django = _without_the_reader(environ, self._scheme) | {SOURCE: before.source if before else ITSELF}
        answer = _ask(self.django, for_django)
        self.looker.look_now()  # what was recorded meanwhile may be in it: no process tells older words after it
        if before is None or self.looker.is_away:
            return None, answer
        environ[TOLD] = told = for_django.get(TOLD, ("", ()))
        times = {"until": before.until(made_at), "words_until": before.words_until(made_at)}
        page = page_from(*answer, made_at=made_at, told=told, **times)
        if page is None:
            if answer[0] < "429" and len(self._not_kept) < MOST_NOT_KEPT:
                self._not_kept[address] = before.until(made_at)
        elif "accept" in page.vary and not _wants_a_page(environ):
            return None, answer
        else:
            self.memory.put((before.number, *address), page)
            self.disk.put(before.number, address, page)
        return page, answer

    def _from_django(self, environ, start_response):
        is_of_a_reader = self._is_of_a_reader(environ)
        # A copy that held all of it an hour ago may lack what is recalled now.
        if self.looker.is_away or is_of_a_reader:
            self.keep_up()
        environ[DATABASE_AWAY] = self.looker.is_away
        if self.looker.known and is_of_a_reader:
            environ[SOURCE] = self.looker.known.source
        answer = self.django(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} and not environ[DATABASE_AWAY]:
            # Whoever reads that a page is recalled can count on it: it is on the disk of this machine no more, even if
            # the machine and the database end before anybody asks for it.
            self._keep_up_with(self.looker.look_now())
        return answer

    def _answer(self, page, environ, start_response):
        environ[TOLD], environ[WAS_STORED] = page.told, True
        headers, body = page.answer(page.best_of(environ.get("HTTP_ACCEPT_ENCODING", "")))
        now, is_away = self.clock(), self.looker.is_away
        headers = [*self.sharing.headers(page, now, self.looker.age(), is_away), *headers]
        if is_away:
            headers.append(("Age", str(max(0, int(now - page.made_at)))))
        if _has_it(environ, headers, page):
            start_response("304 Not Modified", [one for one in headers if one[0] not in OF_A_BODY])
            return []
        start_response(page.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


OF_A_BODY = {"Content-Length", "Content-Type", "Content-Encoding"}


def _has_it(environ, headers, page):
    """Whether the reader has this very answer already, as RFC 9110 asks."""
    if not page.status.startswith("200"):
        return False
    if (tags := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        own = next(value for name, value in headers if name == "ETag")
        return tags.strip() == "*" or own in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    since = since and parse_http_date_safe(since)
    return bool(since and page.last_modified and page.last_modified <= since)


def _without_the_reader(environ, scheme):
    kept = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    kept |= {name: environ[name] for name in {*HEADERS_FOR_KEPT, scheme} & environ.keys()}
    kept.pop("wsgi.file_wrapper", None)
    return kept | {"REQUEST_METHOD": "GET", DATABASE_AWAY: False}


def _wants_a_page(environ):
    """Whether nothing is asked for rather than HTML: what other programs prefer, Django tells apart."""
    accepted = environ.get("HTTP_ACCEPT", "").replace(" ", "")
    return accepted in {"", "*/*"} or accepted.partition(",")[0] == "text/html"


def _ask(application, environ):
    """(status, headers, body) of a whole answer."""
    told = []
    chunks = application(environ, lambda status, headers, exc_info=None: told.extend([status, headers]))
    try:
        return told[0], told[1], b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()


def _give(answer, environ, start_response):
    status, headers, body = answer
    start_response(status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _live(front, start_response):
    return _short(start_response, HTTPStatus.OK, "live")


def _ready(front, start_response):
    front.keep_up()
    if front.looker.is_away:
        return _short(start_response, HTTPStatus.SERVICE_UNAVAILABLE, "the database does not answer")
    return _short(start_response, HTTPStatus.OK, "ready")


def _short(start_response, status, words):
    body = f"{words}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    headers += [("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'")]
    start_response(f"{status.value} {status.phrase}", [*headers, ("Cache-Control", "no-store")])
    return [body]


HEALTH = {"/health/live": _live, "/health/ready": _ready}
