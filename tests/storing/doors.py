"""A front with a clock and a database of its own, and how to ask it."""

import io
from dataclasses import dataclass, field

from django.db import OperationalError

from articles.storing import TOLD, Front
from articles.storing.looking import EACH, Known, Looker

NOON = 1_800_014_400.0  # seconds since 1970: 15 January 2027, 12:00 in London


@dataclass
class Clock:
    seconds: float = NOON

    def __call__(self):
        return self.seconds

    def later(self, seconds=EACH):
        self.seconds += seconds


class Number:
    number = 0


@dataclass
class Facts:
    """What the database would answer."""

    known: Known = field(default_factory=lambda: Known(1))
    is_away: bool = False
    asked: int = 0

    def __call__(self, known):
        self.asked += 1
        if self.is_away:
            raise OperationalError("gone")
        return self.known

    def record(self, *to_come):
        self.known = Known(self.known.number + 1, to_come)


@dataclass
class Django:
    """An application that tells how often it was asked, and answers what it is told to."""

    words: str = "Words"
    status: str = "200 OK"
    headers: dict = field(default_factory=dict)
    seen: list = field(default_factory=list)
    told: tuple = ("reading:article", ())
    meanwhile: object = None  # something that happens while a page is rendered

    def __call__(self, environ, start_response):
        self.seen.append(environ)
        environ[TOLD] = self.told
        if self.meanwhile:
            self.meanwhile()
        start_response(self.status, [*({"Content-Type": "text/html"} | self.headers).items()])
        return [f"{self.words} {len(self.seen)}. ".encode() * 30]


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes


def ask(front, path="/articles/asthma/", *, method="GET", query="", scheme="http", **headers):
    told = []
    said = {f"HTTP_{name.upper()}": value for name, value in ({"host": "portal.example"} | headers).items()}
    server = {"wsgi.url_scheme": scheme, "wsgi.input": io.BytesIO(), "SERVER_NAME": "portal", "SERVER_PORT": "80"}
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, **server, **said}
    body = b"".join(front(environ, lambda status, headers: told.extend([status, headers])))
    return Answer(int(told[0][:3]), dict(told[1]), body)


def front_before(django, folder, facts, clock, shared=None):
    front = Front(django, folder, clock=clock)
    front.looker = Looker(shared or Number(), front.disk.last_known, ask=facts, clock=clock)
    return front
