"""Requests that nobody meant: at every public address, with every parameter it asks for, and with what breaks programs.

The addresses come from the configuration, so that none is forgotten. The parameters are learned: whatever name a view
looks for, it is sent from then on.
"""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, quote_from_bytes

from django.http import QueryDict
from django.urls import LocalePrefixPattern, URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

METHODS = ["GET"] * 12 + ["HEAD", "POST", "POST", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"]
HOSTILE = [
    *("", " ", "x", "0", "1", "-1", "٣", "1e999", "nan", "inf", "9" * 30, "2147483648", "9223372036854775808", "1_0"),
    *("2026-03-01", "2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "2026-3-1", "2026-13-01", "-0001-01-01"),
    *("null", "None", "true", "[]", "{}", "[1]", "%", "%s", "{0}", "{{7*7}}", "${7*7}", "%00", "\0", "a\0b"),
    *("'", '"', "' OR 1=1--", "\\", "..", "../../etc/passwd", "//example.org/", "http://[", "javascript:alert(1)"),
    *("<script>alert(1)</script>", "</title><svg onload=alert(1)>", "\r\nSet-Cookie: a=b", "\u202e", "\ufeff", "😀"),
    *("é" * 200, "e\u0301", "خزعة", "İ", "ß", "ﬁ", "\u2028", "\x1b[31m", "\x7f", "a" * 300, "a" * 5000, "a " * 2000),
    *("*", "?", "[", "^$", "((((" * 200, "(a+)+$", "a,b,c", ",,,,", "1.1.1", "1." * 200, 'W/"x"', ";", "&", "=", "#"),
    *("https://testserver/articles/live/", "https://example.org:99999/", "http://[::1", "2.16.840.1.113883.6.90"),
]
NOT_UTF8 = [b"\xff\xfe", b"\xed\xa0\x80", b"\xc3\x28", b"caf\xe9", b"\xf0\x28\x8c\x28"]
HEADERS = {
    "Accept": ["text/html", "*/*", "application/json", "application/fhir+json", "text/html;q=x", "a" * 3000],
    "Accept-Language": ["es", "ar,en;q=0.5", "xx", "*" * 500, "en;q=" + "9" * 99],
    "Accept-Encoding": ["gzip", "br", "br;q=0, gzip", "identity;q=0, *;q=0", "x"],
    "Accept-Datetime": ["Mon, 02 Mar 2026 12:00:00 GMT", "Sat, 30 Feb 2026 00:00:00 GMT", "x"],
    "If-None-Match": ["*", 'W/"x"', '"', "x" * 2000],
    "If-Modified-Since": ["Mon, 02 Mar 2026 12:00:00 GMT", "Thu, 01 Jan 0001 00:00:00 GMT", "x"],
    "Range": ["bytes=0-1", "bytes=-1", "bytes=9-1", "x"],
    "Cookie": ["sessionid=x", "sessionid=" + "x" * 300, "csrftoken=x; django_language=xx", "=;=;", "a" * 4000],
    "Origin": ["null", "https://example.org", "x"],
    "Referer": ["https://example.org/", "x"],
    "X-Forwarded-For": ["192.0.2.1", "x", "1.2.3.4, ::1, x"],
    "X-Requested-With": ["XMLHttpRequest"],
    "Host": ["testserver", "localhost:99999", "example.org", "testserver\t", "["],
    "Authorization": ["Basic x", "Bearer " + "x" * 300],
}
FORM, FILES = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
BODIES = [FORM, FORM, FILES, "multipart/form-data", "application/json", "text/plain", "", "x"]


@dataclass(frozen=True)
class Request:
    name: str
    method: str
    path: str  # with its query, percent-encoded
    headers: dict = field(default_factory=dict)
    body: bytes = b""

    def __str__(self):
        return f"{self.method} {self.path}\n  headers {self.headers}\n  body {self.body!r}"


class Maker:
    """known: values that are there, by the name of what stands open in an address, such as ``code``"""

    def __init__(self, seed, known):
        self.random, self.known = Random(seed), known
        self.addresses = sorted(public_addresses())
        self.asked = defaultdict(set)

    def make(self) -> Request:
        draw = self.random
        name, route = draw.choice(self.addresses)
        method = draw.choice(METHODS)
        path = self._path(route)
        if draw.random() < 0.7:
            path += "?" + self._pairs(name)
        headers = {header: draw.choice(values) for header, values in HEADERS.items() if draw.random() < 0.08}
        body = b""
        if method in {"POST", "PUT", "PATCH"}:
            headers["Content-Type"] = draw.choice(BODIES)
            body = self._body(name, headers["Content-Type"])
        return Request(name, method, path, headers, body)

    @contextmanager
    def learning(self, name):
        """Notes each name that is looked for among what was sent."""
        before = {method: getattr(QueryDict, method) for method in LOOKING}

        def noting(method):
            def look(sent, key, *rest, **more):
                if isinstance(key, str) and len(key) < 60:
                    self.asked[name].add(key)
                return before[method](sent, key, *rest, **more)

            return look

        for method in LOOKING:
            setattr(QueryDict, method, noting(method))
        try:
            yield
        finally:
            for method in LOOKING:
                if method in OWN:
                    setattr(QueryDict, method, before[method])
                else:
                    delattr(QueryDict, method)

    def _path(self, route):
        language = self.random.choice(["", "", "", "es/", "ar/", "en/", "xx/"])
        parts = (self._open(part) if is_open else part for is_open, part in route)
        return "/" + "".join(parts).replace(LANGUAGE, language)

    def _open(self, name):
        draw = self.random
        if draw.random() < 0.75 and self.known.get(name):
            return quote(str(draw.choice(self.known[name])))
        return self._value()

    def _value(self):
        draw = self.random
        if draw.random() < 0.06:
            return quote_from_bytes(draw.choice(NOT_UTF8))
        if draw.random() < 0.3:
            return quote(str(draw.choice([one for values in self.known.values() for one in values])))
        text = draw.choice(HOSTILE)
        if draw.random() < 0.15:
            text += draw.choice(HOSTILE)
        return quote(text, safe="" if draw.random() < 0.8 else "/?&=%")

    def _pairs(self, name):
        names = sorted(self.asked[name]) or ["q"]
        every = sorted({one for some in self.asked.values() for one in some} | set(OTHERS))
        draw, pairs = self.random, []
        for _ in range(draw.choice([1, 1, 2, 3, 5, 12])):
            key = draw.choice(names) if draw.random() < 0.7 else draw.choice(every)
            pairs.append(f"{quote(key)}={self._value()}" if draw.random() < 0.97 else self._value())
        return "&".join(pairs)

    def _body(self, name, kind):
        draw = self.random
        if "multipart" in kind and draw.random() < 0.7:
            key = draw.choice(sorted(self.asked[name]) or ["words"])
            head = f'--x\r\nContent-Disposition: form-data; name="{key}"'
            file = '; filename="../x.csv"\r\nContent-Type: text/csv' if draw.random() < 0.5 else ""
            return f"{head}{file}\r\n\r\n{draw.choice(HOSTILE)}\r\n--x--\r\n".encode()
        if draw.random() < 0.2:
            return draw.choice([*NOT_UTF8, b"{", b'{"links": [' * 500, b'{"links": [1, null, {}]}', b"\0" * 100])
        if "json" in kind:
            return f'{{"links": ["{quote(draw.choice(HOSTILE))}"], "{draw.choice(OTHERS)}": 1}}'.encode()
        return self._pairs(name).encode()


LOOKING = ("get", "getlist", "__getitem__", "__contains__")
OWN = set(vars(QueryDict))
LANGUAGE = "<language>"
CRITERION = "mainSearchCriteria.v."
OTHERS = [
    *(f"{CRITERION}{part}{number}" for part in ("c", "cs", "dn", "ot") for number in ("", "1", "10", "99999999999")),
    *("informationRecipient", "informationRecipient.languageCode.c", "age.v.v", "age.v.u", "knowledgeResponseType"),
    *("performer", "patientPerson.administrativeGenderCode.c", "taskContext.c.c", "callback", "csrfmiddlewaretoken"),
    *("limit", "after", "before", "since", "code", "system", "language", "topic", "page", "q", "edition", "as", "url"),
]


def public_addresses(patterns=None, route=(), spaces=()):
    """(name, parts) of each address that needs no signing in: (whether it stands open, its words) for each part."""
    for one in patterns or get_resolver().url_patterns:
        here = (*route, *parts_of(one.pattern))
        if here and here[0] == (False, "admin/"):
            continue
        if isinstance(one, URLPattern):
            yield ":".join([*spaces, one.name or ""]), here
        else:
            yield from public_addresses(one.url_patterns, here, [*spaces, one.namespace] if one.namespace else spaces)


def parts_of(pattern):
    if isinstance(pattern, LocalePrefixPattern):
        return [(False, LANGUAGE)]
    if not isinstance(pattern, RoutePattern):
        return [(True, str(pattern))]  # a regular expression: whatever is known under it, or anything
    parts, rest = [], str(pattern)
    while "<" in rest:
        words, _open, rest = rest.partition("<")
        name, _close, rest = rest.partition(">")
        parts += [(False, words), (True, name.rpartition(":")[2])]
    return [part for part in [*parts, (False, rest)] if part[1]]
