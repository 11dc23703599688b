"""Stored pages are right to the second, and nobody gets what was made for somebody else."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor, wait

import brotli
import pytest

from articles.storing.looking import Known
from articles.storing.page import LEAST, page_from
from tests.storing.doors import NOON, Django, Number, ask, front_before


@pytest.fixture
def django():
    return Django()


@pytest.fixture
def front(django, tmp_path, facts, clock):
    return front_before(django, tmp_path, facts, clock)


def test_a_page_is_rendered_once_and_given_many_times(front, django, clock):
    first = ask(front)
    clock.later(3600)

    assert ask(front).body == first.body == b"Words 1. " * 30
    assert len(django.seen) == 1


def test_what_is_recorded_is_seen_within_a_second(front, django, facts, clock):
    ask(front)
    facts.record()
    clock.later(1)

    assert ask(front).body.startswith(b"Words 2.")


def test_the_database_is_looked_at_a_few_times_a_second_however_many_ask(front, facts, clock):
    ask(front)
    asked = facts.asked
    for _each in range(400):
        ask(front)
        clock.later(0.0025)

    assert facts.asked - asked <= 4


def test_no_process_tells_older_words_than_another_did(django, tmp_path, facts, clock):
    shared = Number()
    one, other = (front_before(django, tmp_path / name, facts, clock, shared) for name in ("one", "other"))
    ask(one)
    ask(other)
    facts.record()
    clock.later(0.2)
    ask(one, "/new/")  # rendered, and so looked at the database

    assert ask(other).body.startswith(b"Words 4.")


def test_a_page_ends_at_the_moment_of_a_release_whatever_article_it_is_of(front, django, facts, clock):
    facts.record((NOON + 90, ("cough", "x7k2")))
    ask(front)
    clock.later(89.9)
    assert ask(front).body.startswith(b"Words 1.")
    clock.later(0.1)

    assert ask(front).body.startswith(b"Words 2.")


def test_a_page_ends_with_the_day_of_the_portal(front, django, clock):
    ask(front)
    clock.later(12 * 3600 - 1)
    assert ask(front).body.startswith(b"Words 1.")
    clock.later(1)

    assert ask(front).body.startswith(b"Words 2.")


def test_a_clock_put_back_brings_no_page_from_the_future(front, django, clock):
    ask(front)
    clock.later(-60)

    assert ask(front).body.startswith(b"Words 2.")


def test_what_is_rendered_while_something_is_recorded_is_given_once_and_not_kept(front, django, facts):
    django.meanwhile = facts.record
    ask(front)
    django.meanwhile = None

    assert ask(front).body.startswith(b"Words 2.")


@pytest.mark.parametrize(
    ("accepted", "encoding", "opened"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_each_reader_gets_what_their_browser_can_read(front, accepted, encoding, opened):
    answer = ask(front, accept_encoding=accepted)

    assert answer.headers.get("Content-Encoding") == encoding
    assert opened(answer.body) == b"Words 1. " * 30
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_page_is_kept_packed_and_not_once_more_as_it_is():
    words = b"Words. " * 3000
    page = page_from("200 OK", [("Content-Type", "text/html")], words, made_at=NOON, until=NOON + 60)

    assert page.size < LEAST + len(words) / 10
    assert page.answer("")[1] == words


def test_who_has_the_page_already_is_told_so_in_few_bytes(front):
    whole = ask(front, accept_encoding="br")
    again = ask(front, accept_encoding="br", if_none_match=f"W/{whole.headers['ETag']}")

    assert (again.status, again.body) == (304, b"")
    assert ask(front, accept_encoding="gzip", if_none_match=whole.headers["ETag"]).status == 200


def test_a_question_for_the_head_alone_gets_it(front):
    answer = ask(front, method="HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert ask(front).body == b"Words 1. " * 30


@pytest.mark.parametrize(
    "asked",
    [
        {"query": "q=cough"},
        {"method": "POST"},
        {"cookie": "sessionid=abc"},
        {"authorization": "Basic x"},
        {"accept_datetime": "Thu, 01 Jan 2026 00:00:00 GMT"},
        {"path": "/admin/"},
        {"path": "/static/css/portal.css"},
        {"path": "/media/images/x.webp"},
    ],
)
def test_django_answers_whatever_may_be_different_for_somebody(front, django, asked):
    ask(front)
    ask(front, **asked)
    ask(front, **asked)

    assert len(django.seen) == 3


@pytest.mark.parametrize(
    "said",
    [
        {"headers": {"Cache-Control": "private, no-cache"}},
        {"headers": {"Cache-Control": "no-store"}},
        {"headers": {"Set-Cookie": "a=b"}},
        {"headers": {"Vary": "Cookie"}},
        {"headers": {"Vary": "*"}},
        {"status": "404 Not Found"},
        {"status": "500 Internal Server Error"},
    ],
)
def test_what_is_for_one_reader_or_no_page_is_never_kept(tmp_path, facts, clock, said):
    django = Django(**said)
    front = front_before(django, tmp_path, facts, clock)
    ask(front)

    assert ask(front).body.startswith(b"Words 2.")
    assert [file.name for file in (tmp_path / "1").iterdir()] == ["known.json"]


def test_a_fault_that_has_passed_is_not_remembered(front, django):
    django.status = "500 Internal Server Error"
    ask(front)
    django.status = "200 OK"
    ask(front)

    assert ask(front).body.startswith(b"Words 2.")


@pytest.mark.parametrize("other", [{"host": "other.example"}, {"scheme": "https"}, {"path": "/es/articles/asthma/"}])
def test_hosts_and_addresses_are_never_mixed(front, other):
    ask(front)

    assert ask(front, **other).body.startswith(b"Words 2.")


def test_nothing_that_one_reader_sends_reaches_what_others_get(front, django):
    of_a_reader = {"cookie": "theme=dark", "referer": "https://elsewhere.example", "x_forwarded_host": "evil.example"}
    of_a_browser = {"accept_language": "es", "accept_encoding": "br", "user_agent": "Phone", "if_none_match": '"x"'}
    ask(front, **of_a_reader, **of_a_browser)

    assert {name for name in django.seen[0] if name.startswith("HTTP_")} == {"HTTP_HOST"}


def test_how_much_one_reader_has_left_is_not_told_to_another(front, django):
    django.headers = {"RateLimit": '"pdf";r=7;t=9', "RateLimit-Policy": '"pdf";q=120;w=60'}
    ask(front)

    assert not {"RateLimit", "RateLimit-Policy"} & ask(front).headers.keys()


def test_programs_that_prefer_json_never_get_a_page_made_for_people(front, django):
    django.headers = {"Vary": "Accept"}
    ask(front, accept="text/html,*/*;q=0.8")
    for accepted in ("application/json", "text/html;q=0.1, application/json"):
        ask(front, accept=accepted)

    assert len(django.seen) == 3
    assert ask(front, accept="text/html,*/*;q=0.8").body.startswith(b"Words 1.")


def test_a_burst_on_a_page_that_is_not_there_is_rendered_once(front, django):
    here, go_on, answers = threading.Event(), threading.Event(), []

    def wait():
        here.set()
        go_on.wait(5)

    django.meanwhile = wait
    readers = [threading.Thread(target=lambda: answers.append(ask(front).body)) for _each in range(5)]
    readers[0].start()
    here.wait(5)
    for reader in readers[1:]:
        reader.start()
    go_on.set()
    for reader in readers:
        reader.join(5)

    assert answers == [b"Words 1. " * 30] * 5
    assert len(django.seen) == 1


def test_the_least_asked_go_first_when_the_room_is_full(front, django):
    ask(front, "/a/")
    front.memory.bound = front.memory.size * 2
    for path in ("/b/", "/a/", "/c/"):
        ask(front, path)

    assert front.memory.size <= front.memory.bound
    assert [key[-1] for key in front.memory._pages] == ["/a/", "/c/"]


def test_a_flood_of_short_answers_takes_no_more_room_than_a_few_long_ones(front, django, tmp_path):
    """An address that nobody has written yet may lead on to another one: there is no end to them."""
    django.status, django.words = "301 Moved Permanently", ""
    block = 4096  # bytes: what the shortest file takes
    front.disk.bound = front.memory.bound = 20 * block
    for number in range(50):
        ask(front, f"/articles/nowhere-{number}")

    files = [file for file in tmp_path.rglob("*") if file.is_file() and len(file.name) == 64]
    assert 0 < len(files) <= 20
    assert 0 < len(front.memory._pages) <= 20


def test_an_engineer_can_ask_whether_the_portal_lives_and_is_ready(front, django, facts, clock):
    assert ask(front, "/health/live").status == ask(front, "/health/ready").status == 200
    facts.is_away = True
    clock.later()

    assert (ask(front, "/health/live").status, ask(front, "/health/ready").status) == (200, 503)
    assert django.seen == []


def test_what_is_known_of_dates_says_what_changes_when():
    known = Known(1, ((NOON + 10, ("cough", "x7")), (NOON + 20, ("asthma", "p6"))))

    assert known.until(NOON) == NOON + 10
    assert known.until(NOON + 10) == NOON + 20
    assert known.changed_between(NOON + 10, NOON + 20) == {"asthma", "p6"}


def test_after_a_lull_all_who_ask_at_once_read_what_holds_now(front, facts, clock):
    ask(front)
    facts.record()
    clock.later(3600)
    looks, may_answer = threading.Event(), threading.Event()

    def slowly(known):
        looks.set()
        may_answer.wait(5)
        return facts(known)

    front.looker._ask = slowly
    with ThreadPoolExecutor() as readers:
        first = readers.submit(ask, front)
        looks.wait(5)
        second = readers.submit(ask, front)
        wait([second], timeout=0.1)
        may_answer.set()

    assert first.result().body == second.result().body == b"Words 2. " * 30
