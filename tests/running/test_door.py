"""Promise 8: what those who run the portal are told of requests, and nothing of who asked for what."""

import io
import json
import logging
import sys

import pytest

from articles.storing import TOLD, WAS_STORED
from portal.door import Door, MinuteByMinute
from portal.log import JsonLines
from portal.metrics import written
from portal.tally import BUCKETS, Tally, added
from portal.tracing import begin_request, request_id
from tests.storing.doors import Clock, ask

TOKEN = "a-long-random-word"


class Inside:
    """What stands behind the door."""

    def __init__(self, is_stored=False, status="200 OK", fault=None):
        self.is_stored, self.status, self.fault, self.ids = is_stored, status, fault, []

    def __call__(self, environ, start_response):
        self.ids.append(request_id())
        environ[TOLD] = ("reading:search", ())
        if self.is_stored:
            environ[WAS_STORED] = True
        if self.fault:
            raise self.fault
        start_response(self.status, [("Content-Type", "text/html")])
        return [b"words"]


@pytest.fixture
def lines():
    """What has been written so far."""
    written_to, logger = io.StringIO(), logging.getLogger("portal.requests")
    handler = logging.StreamHandler(written_to)
    handler.setFormatter(JsonLines())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logger, "level", logging.INFO)
        patch.setattr(logger, "handlers", [handler])
        patch.setattr(logger, "propagate", False)
        logger.manager._clear_cache()
        yield lambda: [json.loads(line) for line in written_to.getvalue().splitlines()]
    logger.manager._clear_cache()


@pytest.fixture
def make_door(tmp_path):
    def make(inside, **options):
        return Door(inside, Tally(tmp_path / "metrics"), token=TOKEN, **options)

    return make


def test_what_django_answers_is_one_line_without_the_address_and_without_the_reader(make_door, lines):
    ask(make_door(Inside()), "/search/", query="q=lump", x_forwarded_for="192.0.2.7", user_agent="Old phone")
    (line,) = lines()

    assert line.keys() == {"at", "level", "logger", "message", "request_id", "route", "method", "status", "ms"}
    assert (line["route"], line["method"], line["status"]) == ("reading:search", "GET", 200)
    assert not [word for word in ("lump", "192.0.2.7", "Old", "/search") if word in json.dumps(line)]


def test_a_word_in_the_place_of_a_method_is_not_repeated(make_door, lines):
    ask(make_door(Inside(status="405 Method Not Allowed")), method="HELLO-I-AM-ILL")

    assert lines()[0]["method"] == "other"


def test_a_fault_that_nobody_caught_counts_as_500(make_door, lines):
    door = make_door(Inside(fault=ValueError("lump")))
    with pytest.raises(ValueError, match="lump"):
        ask(door)

    assert lines()[0]["status"] == 500


def test_stored_pages_are_told_together_once_a_minute(make_door, lines):
    door, clock = make_door(Inside(is_stored=True)), Clock()
    tell = MinuteByMinute(clock)
    for asked in (1, 1, 0, 0):
        for _each in range(asked):
            ask(door)
        clock.later(30)
        tell(door.tally.of_this_process())

    (line,) = lines()
    told = {name: line[name] for name in ("message", "route", "status", "count")}
    assert told == {"message": "answered from the store", "route": "reading:search", "status": 200, "count": 2}


def test_every_line_about_a_request_has_its_id_and_so_has_the_answer(make_door, lines):
    inside = Inside()
    door = make_door(inside)
    answers = [ask(door, x_request_id="0123456789abcdef") for _each in range(2)]

    told = [answer.headers["X-Request-Id"] for answer in answers]
    assert told == inside.ids == [line["request_id"] for line in lines()]
    assert len({*told, "0123456789abcdef"}) == 3


def test_the_id_that_our_proxy_gave_is_kept_and_another_is_not(make_door):
    door = make_door(Inside(), trusts_proxy=True)

    assert ask(door, x_request_id="0123456789abcdef").headers["X-Request-Id"] == "0123456789abcdef"
    assert ask(door, x_request_id='evil","x":"').headers["X-Request-Id"] != 'evil","x":"'
    assert "X-Request-Id" not in ask(make_door(Inside(is_stored=True))).headers


def test_a_fault_is_told_with_its_places_and_without_what_was_typed():
    typed = "am I " + "dying"
    begin_request()
    try:
        raise ValueError(typed)
    except ValueError:
        record = logging.LogRecord("articles", logging.ERROR, "x.py", 1, "A fault", (), sys.exc_info())
    line = json.loads(JsonLines().format(record))

    assert line["message"] == "A fault"
    assert "test_door.py" in line["traceback"]
    assert "dying" not in json.dumps(line)


def test_the_metrics_open_to_their_token_alone(make_door, monkeypatch):
    monkeypatch.setattr("portal.metrics._facts", lambda: {"portal_database_up": [({}, 0)]})
    door = make_door(Inside())
    ask(door)

    for wrong in ({}, {"authorization": "Bearer x"}, {"authorization": TOKEN}, {"authorization": "Bearer ä"}):
        assert ask(door, "/metrics", **wrong).status == 401
    answer = ask(door, "/metrics", authorization=f"Bearer {TOKEN}")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert b'portal_request_seconds_count{route="reading:search",status="200",by="django"} 1' in answer.body
    assert b"portal_database_up 0" in answer.body


def test_without_a_token_there_is_no_such_address(tmp_path):
    assert ask(Door(Inside(), Tally(tmp_path)), "/metrics", authorization="Bearer ").body == b"words"


def test_a_request_counts_in_every_bucket_above_its_time(tmp_path, monkeypatch):
    monkeypatch.setattr("portal.metrics._facts", dict)
    tally = Tally(tmp_path / "metrics")
    for seconds in (0.0004, 0.03, 60):
        tally.count(("home", "200", "stored"), seconds)
    text = written(tally.of_this_machine())

    assert 'portal_request_seconds_bucket{route="home",status="200",by="stored",le="0.025"} 1' in text
    assert 'le="0.05"} 2' in text
    assert 'le="10"} 2' in text
    assert 'le="+Inf"} 3' in text
    assert text.endswith("\n")


def test_what_an_ended_process_has_counted_goes_on_counting_and_no_other_twice(tmp_path):
    tally = Tally(tmp_path)
    tally.count(("home", "200", "stored"), 0.1)
    row = [0.5, *[1] * (len(BUCKETS) + 1)]
    ended = tmp_path / "999999999.json"
    ended.write_text(json.dumps([[["home", "200", "stored"], row]]))

    first, second = tally.of_this_machine(), tally.of_this_machine()
    assert first == second
    assert first["home", "200", "stored"][0] == pytest.approx(0.6)
    assert not ended.exists()


def test_counts_are_added_without_touching_them():
    one = {("home", "200", "stored"): [0.1, 1]}

    assert added(one, one) == {("home", "200", "stored"): [0.2, 2]}
    assert one == {("home", "200", "stored"): [0.1, 1]}
