"""That all processes count together, in a cache or in a file, and that nothing of the place is kept (promise 8)."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from articles.limiting import LIMITS, Limit, take
from articles.limiting import counting as ways
from articles.limiting.asker import asker
from articles.limiting.counting import CountingFile
from tests.makers import NOON

HOUR = 3600


@pytest.fixture(autouse=True)
def two_in_a_minute(settings, monkeypatch, tmp_path):
    settings.RATE_LIMITS, settings.VAR = 1, tmp_path
    monkeypatch.setitem(LIMITS, "api", Limit("api", 2, 60))


@pytest.fixture
def shared_cache(settings):
    settings.CACHES = settings.CACHES | {
        "limits": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "limits"}
    }
    yield caches["limits"]
    caches["limits"].clear()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "limits.sqlite3"


def here():
    return RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")


def are_too_much(requests, at=NOON):
    return [take(here(), "api", at).is_too_much for _ in range(requests)]


def test_sixteen_threads_of_two_processes_lose_no_count(file):
    processes = [CountingFile(file), CountingFile(file)]

    with ThreadPoolExecutor(16) as threads:
        counted = list(threads.map(lambda n: processes[n % 2].count("api", "somebody", HOUR, 0), range(320)))

    assert sorted(counted) == list(range(1, 321))


def test_a_restart_forgives_nobody(file):
    CountingFile(file).count("api", "somebody", HOUR, 0)

    assert CountingFile(file).count("api", "somebody", HOUR, 1) == 2


def test_what_has_ended_is_deleted_and_the_file_is_for_its_owner_alone(file):
    counts = CountingFile(file)
    for n in range(5):
        counts.count("api", f"somebody {n}", 60, 0)

    counts.count("search", "somebody", 120, 61)

    other = sqlite3.connect(file)
    assert other.execute("SELECT until, name, asker, used FROM counts").fetchall() == [(120, "search", "somebody", 1)]
    other.close()
    assert {one.stat().st_mode & 0o777 for one in file.parent.glob("limits*")} == {0o600}


def test_a_flood_from_ever_new_places_fills_no_disk(file, monkeypatch):
    monkeypatch.setattr(ways, "MOST_PAGES", 8)
    counts = CountingFile(file)

    for n in range(1500):
        counts.count("api", f"{n:032x}", HOUR, 0)

    assert file.stat().st_size <= 8 * 4096
    assert counts.count("api", f"{1499:032x}", HOUR, 0) == 2


def test_a_file_that_cannot_be_written_limits_nobody_and_the_log_says_so_once(file, caplog):
    file.mkdir()

    assert not any(are_too_much(5))

    assert caplog.messages == ["Requests cannot be counted (OperationalError), so nothing is limited."]
    file.rmdir()
    assert are_too_much(3) == [False, False, True]


def test_a_torn_file_is_made_anew_by_whichever_process_finds_it_and_all_count_in_that(file, caplog):
    processes = [CountingFile(file), CountingFile(file)]
    for one in processes:
        one.count("api", "somebody", HOUR, 0)
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_bytes(file.read_bytes()[:4096] + b"torn" * 4096)

    assert [processes[n % 2].count("api", "somebody", HOUR, 60) for n in range(4)] == [1, 2, 3, 4]
    assert caplog.messages == ["The file in which requests are counted was torn, so counting begins anew."]


def test_a_file_that_was_torn_while_nobody_counted_is_made_anew(file):
    file.write_bytes(b"torn" * 4096)

    assert are_too_much(3) == [False, False, True]


def test_a_cache_that_all_machines_share_counts_instead_of_the_file(shared_cache, file):
    assert are_too_much(3) == [False, False, True]
    assert are_too_much(1, NOON + timedelta(minutes=1)) == [False]
    assert not file.exists()


def test_a_cache_that_is_away_limits_nobody(shared_cache, monkeypatch):
    def fails(*_args, **_more):
        raise ConnectionError

    monkeypatch.setattr(shared_cache.__class__, "add", fails)

    assert not any(are_too_much(3))


def test_what_is_counted_says_nothing_of_the_place_and_is_another_tomorrow(file):
    """Promise 8."""
    today, tomorrow = (asker(here(), NOON + timedelta(days=days)) for days in (0, 1))
    take(here(), "api", NOON)

    assert today != tomorrow
    assert not any(b"192.0.2" in one.read_bytes() for one in file.parent.glob("limits*"))
