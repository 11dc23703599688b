"""Promise 10: whatever is asked at a public address, nothing fails, and each answer keeps the browser in bounds.

`make fuzz` asks 20,000 times on each database. FUZZ_SEED=… repeats one run.
"""

import io
import logging
import os
import time
from http.client import responses
from urllib.parse import unquote_to_bytes

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models import Article, InformationPack, Topic
from articles.storing import Front
from tests.fuzz.requests import Maker
from tests.makers import NOON
from tests.reading.test_promises import make_portal

pytestmark = pytest.mark.django_db

# In the suite a hundred on each database, and others on each.
TIMES, SEED = int(os.environ.get("FUZZ", "100")), os.environ.get("FUZZ_SEED", connection.vendor)
NOT_IMPLEMENTED = 501  # oEmbed 1.0 asks for it, where XML is wanted
ON_EVERY_ANSWER = {
    *("Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy"),
    *("Referrer-Policy", "X-Content-Type-Options"),
}


class Handler(WSGIHandler):
    """Forms are looked at as well: of most it is known elsewhere that a forged one is refused."""

    def get_response(self, request):
        request._dont_enforce_csrf_checks = True
        return super().get_response(request)


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """That of the test, with all that it undoes at its end."""
    logging.disable()
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _self: None)
    yield
    logging.disable(logging.NOTSET)


@time_machine.travel(NOON, tick=False)
def test_no_request_at_any_public_address_fails(tmp_path):
    make_portal()
    maker, door, slowest, seen = Maker(SEED, what_is_there()), Front(Handler(), tmp_path), [], set()
    faults = []
    got_request_exception.connect(lambda **facts: faults.append(facts), weak=False, dispatch_uid="fuzz")

    for number in range(TIMES):
        request, before = maker.make(), time.process_time()
        with maker.learning(request.name):
            status, headers = ask(door, request)
        slowest = sorted([*slowest, (time.process_time() - before, str(request)[:300])])[-5:]
        seen.add((request.name, status // 100))
        told = f"request {number} of FUZZ_SEED={SEED}: {request}"
        assert status < 500 or status == NOT_IMPLEMENTED, f"{status} for {told}"
        assert headers.keys() >= ON_EVERY_ANSWER, f"Without {ON_EVERY_ANSWER - headers.keys()}: {told}"

    got_request_exception.disconnect(dispatch_uid="fuzz")
    if TIMES > 1000:
        pages = {name for name, kind in seen if kind == 2}
        print(f"{len({name for name, _kind in seen})} addresses, {len(pages)} of which gave what they are for")
        print("Slowest, in seconds of the processor:", *(f"{took:.2f} {what}" for took, what in slowest), sep="\n")
    assert not faults


def what_is_there():
    codes, packs, slugs, topics = (
        list(model.objects.values_list(name, flat=True))
        for model, name in ((Article, "code"), (InformationPack, "code"), (Article, "slug"), (Topic, "slug"))
    )
    return {
        "code": [*codes, *packs],
        "slug": [*slugs, *topics, "privacy"],
        "number": [1, 2, 3, 0, 99],
        "day": ["2026-02-25", "2026-03-01", "2026-03-02", "2030-01-01"],
        "editions": ["1.1.1", "1.0.0", "9"],
        "clinic": ["north"],
        "token": ["open", "ended"],
        "q": ["J45", "live", "2.16.840.1.113883.6.90", "en", "pdf", "json", "slip", "fhir", "large", "yes"],
    }


def ask(door, request):
    path, _mark, query = request.path.partition("?")
    environ = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_HOST": "testserver",
        "CONTENT_LENGTH": str(len(request.body)),
        "CONTENT_TYPE": "",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    told = []
    chunks = door(environ, lambda status, headers, exc_info=None: told.extend([int(status[:3]), dict(headers)]))
    for _chunk in chunks:
        pass
    if hasattr(chunks, "close"):
        chunks.close()
    assert told[0] in responses, told[0]
    return told
