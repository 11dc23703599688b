"""Whoever sends slowly, too much or not all of it: readers read on, and nothing is half saved (promise 10)."""

import io
import threading
from contextlib import contextmanager
from itertools import pairwise

import pytest

from articles.storing import DATABASE_AWAY
from portal.receiving import FROM_ONE_PLACE, LARGEST, WAITING, Received
from portal.serve import server


class Network:
    """What comes with a request; after ``came`` a byte at a time, and only once ``goes_on`` is set."""

    def __init__(self, came, goes_on=None):
        self.came, self.goes_on = io.BytesIO(came), goes_on
        self.is_waited_for = threading.Event()

    def read(self, size):
        if piece := self.came.read(size):
            return piece
        self.is_waited_for.set()
        if self.goes_on:
            self.goes_on.wait(5)
        return b""


@pytest.fixture
def django():
    """Tells what it was given."""

    def application(environ, start_response):
        application.asked.append(environ)
        start_response("503 Service Unavailable" if environ.get(DATABASE_AWAY) else "200 OK", [])
        return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))]

    application.asked = []
    return application


def send(received, sent, length=None, method="POST", place="192.0.2.1"):
    told = []
    network = sent if isinstance(sent, Network) else Network(sent)
    environ = {"REQUEST_METHOD": method, "wsgi.input": network, "CONTENT_LENGTH": str(length or len(sent))}
    environ["REMOTE_ADDR"] = place
    body = b"".join(received(environ, lambda status, _headers: told.append(status[:3])))
    return told[0], body


def test_what_came_whole_is_given_to_django_as_it_was_sent(django):
    many = bytes(range(256)) * 20_000  # five megabytes: more than stays in memory

    for sent in (b"helpful=yes", many):
        assert send(Received(django), sent) == ("200", sent)


def test_what_django_tells_of_its_answer_is_heard_before_it():
    environ = {"REQUEST_METHOD": "GET", "wsgi.input": Network(b"")}

    Received(lambda told, _start: told.update(told_of_it="article") or [])(environ, None)

    assert environ["told_of_it"] == "article"


def test_a_form_that_was_cut_off_is_never_taken_for_a_whole_one(django):
    status, _body = send(Received(django), b"title=Asthma&summary=Half of wh", length=500)

    assert status == "503"
    assert django.asked[0][DATABASE_AWAY]
    assert django.asked[0]["CONTENT_LENGTH"] == "0"


@contextmanager
def slow_senders(received, places):
    goes_on = threading.Event()
    slow = [Network(b"a", goes_on) for _each in places]
    senders = [
        threading.Thread(target=send, args=[received, one, 1000, "POST", place], daemon=True)
        for one, place in zip(slow, places, strict=True)
    ]
    for sender, one in zip(senders, slow, strict=True):
        sender.start()
        one.is_waited_for.wait(5)
    yield
    goes_on.set()
    for sender in senders:
        sender.join(5)


def test_forms_that_come_a_byte_now_and_then_leave_threads_for_everybody_else(django):
    received = Received(django)
    with slow_senders(received, [f"192.0.2.{number}" for number in range(WAITING)]):
        one_more = Network(b"a")
        assert send(received, one_more, length=1000, place="198.51.100.7")[0] == "503"
        assert not one_more.is_waited_for.is_set()
        assert send(received, one_more, length=1000, method="GET")[0] == "200"

    assert send(received, b"helpful=yes")[0] == "200"


def test_one_place_that_sends_slowly_keeps_nobody_elsewhere_from_sending(django):
    received = Received(django)
    household = [f"2001:db8::{number}" for number in range(FROM_ONE_PLACE)]
    with slow_senders(received, household):
        assert send(received, b"helpful=yes", place="2001:db8::ffff")[0] == "503"
        assert send(received, b"helpful=yes", place="2001:db8:0:1::1")[0] == "200"

    assert send(received, b"helpful=yes", place="2001:db8::ffff")[0] == "200"


def test_no_place_is_lost_to_a_network_that_fails(django):
    class Broken:
        def read(self, size):
            raise OSError("reset")

    received = Received(django)
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": Broken(), "CONTENT_LENGTH": "9", "REMOTE_ADDR": "192.0.2.1"}
    for _each in range(WAITING + 1):
        received(environ, lambda status, headers: None)

    assert send(received, b"helpful=yes")[0] == "200"


def test_a_full_disk_while_something_is_taken_in_is_told_calmly(django, monkeypatch, caplog):
    class Full(io.BytesIO):
        def write(self, piece):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("portal.receiving.SpooledTemporaryFile", lambda size: Full())

    assert send(Received(django), b"helpful=yes")[0] == "503"
    assert [record.getMessage() for record in caplog.records] == [
        "What was sent cannot be taken in: No space left on device."
    ]


def test_what_is_too_large_is_not_even_begun_with(django):
    network = Network(b"a")

    status, words = send(Received(django), network, length=LARGEST + 1)

    assert (status, words) == ("413", b"Nothing was kept of what you sent: it is larger than 64 MB.\n")
    assert django.asked == []
    assert network.came.tell() == 0


def test_the_server_keeps_no_silent_connection_and_takes_up_thousands(monkeypatch):
    """A thousand phones each keep their connection after they have read a page."""
    raised = []
    monkeypatch.setattr("resource.getrlimit", lambda _what: (1024, 4096))
    monkeypatch.setattr("resource.setrlimit", lambda _what, limits: raised.append(limits))
    said = server("127.0.0.1", 8000, 2)
    option = dict(pairwise(said))

    assert option["--http"] == "1"  # with “auto”, one that sends nothing is never closed
    assert int(option["--http1-header-read-timeout"]) <= 30_000
    assert raised == [(4096, 4096)]
    assert 3500 < int(option["--backpressure"]) < 4096
    assert int(option["--blocking-threads"]) == 2 * WAITING
