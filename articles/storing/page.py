"""One answer as it was rendered, compressed once, and for how long it is true."""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass, fields
from functools import cached_property
from math import inf

import brotli
from django.utils.http import parse_http_date_safe

LARGEST = 4 * 1024 * 1024  # bytes of one answer
KEPT_STATUSES = {200, 301, 302, 410}
SMALLEST_TO_COMPRESS = 200  # bytes
LEAST = 4096  # bytes that a page takes beside its words: its headers in memory, a block of the disk
TEXT = re.compile(r"text/|application/(json|xml|link-format)|[^;]+\+(json|xml)")
SEEN_TO = {"accept-encoding"}  # by the store itself
MAY_VARY_ON = {"accept", "accept-datetime"}  # by the front, which stores only what a plain request gets
# Made anew for each answer, or of no use in one that costs nothing: a stored page counts against no limit.
OF_THE_ANSWER = {"content-length", "content-encoding", "etag", "date", "vary", "ratelimit", "ratelimit-policy"}
OF_THE_ANSWER |= {"cache-control"}


@dataclass(frozen=True)
class Page:
    status: str  # such as “200 OK”
    headers: tuple  # of (name, value), without those made anew for each answer
    bodies: dict  # encoding → bytes; "" for none, which is left out where gzip holds the same
    etag: str  # without quotes
    vary: tuple  # names of request headers, in small letters, on which the answer depends
    made_at: float  # seconds since 1970
    until: float  # the first moment at which it may be false
    words_until: float = inf  # the first moment at which some edition is released or taken away
    cache_control: str = ""  # what the view says of keeping it
    told: tuple = ("", ())  # the name of its address, and the tags under which other caches may drop it

    def is_true_at(self, seconds):
        """Also false before it was made: the clock of the machine has been put back, and pages are of another time."""
        return self.made_at <= seconds < self.until

    @cached_property
    def size(self):
        return sum(map(len, self.bodies.values())) + LEAST

    @cached_property
    def last_modified(self):
        said = dict(self.headers).get("Last-Modified")
        return said and parse_http_date_safe(said)

    @cached_property
    def _answers(self):
        """encoding → headers of the whole answer."""
        return {encoding: self._headers(encoding, len(body)) for encoding, body in self.bodies.items()}

    def _headers(self, encoding, length):
        vary = ", ".join([*(name.title() for name in self.vary), "Accept-Encoding"])
        tag = f"{self.etag}-{encoding}" if encoding else self.etag
        headers = [*self.headers, ("ETag", f'"{tag}"'), ("Vary", vary), ("Content-Length", str(length))]
        return [*headers, ("Content-Encoding", encoding)] if encoding else headers

    def answer(self, encoding):
        """(headers, body) in the best of what is accepted."""
        if encoding in self.bodies:
            return self._answers[encoding], self.bodies[encoding]
        body = gzip.decompress(self.bodies["gzip"])  # few ask for it so, and kept it would be larger than both others
        return self._headers(encoding, len(body)), body

    def best_of(self, accepted: str):
        """The encoding to answer in, where the request accepts ``accepted``."""
        for encoding in ("br", "gzip"):
            if encoding in self.bodies and encoding in accepted and not _is_refused(encoding, accepted):
                return encoding
        return ""

    def to_bytes(self) -> bytes:
        facts = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "bodies"}
        lengths = {encoding: len(body) for encoding, body in self.bodies.items()}
        head = json.dumps({**facts, "lengths": lengths}).encode()
        checked = b"".join([head, b"\n", *self.bodies.values()])
        return hashlib.sha256(checked).digest() + checked

    @classmethod
    def from_bytes(cls, stored: bytes):
        """Raises ValueError where the file is torn or not one of ours."""
        digest, checked = stored[:32], stored[32:]
        if hashlib.sha256(checked).digest() != digest:
            raise ValueError("torn")
        head, _line, rest = checked.partition(b"\n")
        facts, bodies = json.loads(head), {}
        for encoding, length in facts.pop("lengths").items():
            bodies[encoding], rest = rest[:length], rest[length:]
        route, tags = facts["told"]
        facts |= {"headers": tuple(map(tuple, facts["headers"])), "vary": tuple(facts["vary"])}
        facts |= {"told": (route, tuple(tags))}
        return cls(**facts, bodies=bodies)


def page_from(status: str, headers: list, body: bytes, **facts) -> Page | None:
    """The page to keep of an answer, with other ``facts`` about it; None if it is not to be kept."""
    said = {name.lower(): value for name, value in headers}
    vary = tuple(sorted({name.strip().lower() for name in said.get("vary", "").split(",")} - SEEN_TO - {""}))
    may_be_kept = not {"no-store", "private"} & {part.strip() for part in said.get("cache-control", "").split(",")}
    is_whole = "content-encoding" not in said and "set-cookie" not in said and len(body) <= LARGEST
    if not (may_be_kept and is_whole and int(status[:3]) in KEPT_STATUSES and set(vary) <= MAY_VARY_ON):
        return None
    etag = said.get("etag", "").removeprefix("W/").strip('"') or hashlib.sha256(body).hexdigest()[:32]
    kept = tuple((name, value) for name, value in headers if name.lower() not in OF_THE_ANSWER)
    bodies = _encoded(body, said.get("content-type", ""))
    return Page(status, kept, bodies, etag, vary, cache_control=said.get("cache-control", ""), **facts)


def _encoded(body, media_type):
    if len(body) < SMALLEST_TO_COMPRESS or not TEXT.match(media_type):
        return {"": body}
    packed = {"br": brotli.compress(body, quality=9), "gzip": gzip.compress(body, 9, mtime=0)}
    smaller = {encoding: one for encoding, one in packed.items() if len(one) < len(body)}
    return smaller if "gzip" in smaller else {"": body, **smaller}


def _is_refused(encoding, accepted):
    if ";" not in accepted:
        return False
    for part in accepted.split(","):
        name, _semicolon, weight = part.replace(" ", "").partition(";q=")
        if name == encoding:
            return weight.rstrip("0.") == "" and weight != ""
    return True
