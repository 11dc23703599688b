"""Searches are counted, and nobody who searches is."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.models import RareSearch, SearchCount, SearchPeriod
from articles.reading.hearing import counting
from articles.reading.hearing.counting import FEWEST, count, normalised
from articles.reading.masking import may_tell_who
from tests.makers import NOON, make_topic
from tests.searching.pages import make_page

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def search(client, words, times=1, **more):
    for _ in range(times):
        assert (
            client.get("/search/", {"q": words, **more.get("query", {})}, headers=more.get("headers")).status_code < 500
        )


def kept():
    return list(SearchCount.objects.order_by("day", "words").values_list("words", "day", "times", "times_in_vain"))


def test_words_are_kept_from_the_fifth_time_on_and_counted_by_day(client):
    make_page("Diabetes")

    search(client, "diabetes", FEWEST - 1)
    before = kept()
    search(client, " DIABETES? ", 2)
    with time_machine.travel(NOON + DAY, tick=False):
        search(client, "Diabetes")

    assert before == []
    assert kept() == [("diabetes", NOON.date(), 6, 0), ("diabetes", NOON.date() + DAY, 1, 0)]


def test_what_few_ask_stands_nowhere_in_the_database(client):
    """Promise 8."""
    search(client, "zebra stripes", FEWEST - 1)

    assert not SearchCount.objects.exists()
    (rare,) = RareSearch.objects.values_list("digest", "times", "times_in_vain")
    assert rare[1:] == (4, 4)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "zebra" not in repr(cursor.fetchall()).lower(), table


def test_a_search_that_finds_nothing_is_counted_as_such(client):
    search(client, "zebra stripes", FEWEST)

    assert kept() == [("zebra stripes", NOON.date(), FEWEST, FEWEST)]
    assert not RareSearch.objects.exists()


def test_digests_are_of_no_use_without_the_portals_own_secret_and_after_their_month(client, settings):
    search(client, "zebra stripes")
    (digest,) = RareSearch.objects.values_list("digest", flat=True)
    period = SearchPeriod.objects.get()

    assert period.digest_of("en", "zebra stripes") == digest
    settings.SECRET_KEY = "another secret that is long enough to be one"
    assert period.digest_of("en", "zebra stripes") != digest
    with time_machine.travel(NOON + 31 * DAY, tick=False):
        search(client, "other words")
    assert not RareSearch.objects.filter(digest=digest).exists()
    assert SearchPeriod.objects.get().key != period.key


def test_counting_begins_anew_with_each_month(client):
    search(client, "zebra stripes", FEWEST - 1)

    with time_machine.travel(NOON + 31 * DAY, tick=False):
        search(client, "zebra stripes", FEWEST - 1)

    assert kept() == []


def test_counts_are_forgotten_after_a_year(client):
    search(client, "zebra stripes", FEWEST)

    with time_machine.travel(NOON + 366 * DAY, tick=False):
        search(client, "zebra stripes")

    assert kept() == []


@pytest.mark.parametrize(
    "words",
    [
        "my name is Jane Roe",
        "Jane Roe born on 3 May",
        "lump 12/03/1961",
        "call 020 7946 0018",
        "jane@example.org",
        "patient RX123456",
        "Mrs Roe biopsy",
        "12 Mill Lane rash",
        "clinic SW1A 1AA",
        "me llamo Juana",
        "fecha de nacimiento 3 mayo",
        "اسمي سارة",
        "why do I feel so tired all the time since the operation in the spring of last year",
        "a" * 81,
    ],
)
def test_what_could_tell_who_somebody_is_is_never_kept_however_often_it_is_asked(client, words):
    """Promise 8."""
    search(client, words, FEWEST + 1)

    assert not SearchCount.objects.exists()
    assert not RareSearch.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        *("vitamin B12", "COVID-19", "500 mg ibuprofen", "MS symptoms", "MR scan", "name of a drug"),
        *("born with a heart defect", "dolor de cabeza", "señales de infarto", "ألم الصدر", "why am I always tired"),
    ],
)
def test_what_people_ask_every_day_is_not_taken_for_a_person(words):
    assert not may_tell_who(words)


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "max-age=0"},
        {"Sec-Purpose": "prefetch"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_reload_a_page_fetched_ahead_and_a_link_from_elsewhere_are_not_counted(client, headers):
    search(client, "zebra stripes", FEWEST, headers=headers)

    assert not SearchCount.objects.exists()
    assert not RareSearch.objects.exists()


def test_leafing_and_narrowing_are_not_counted_as_searches(client):
    make_page("Diabetes", topics=[make_topic(slug="sugar")])

    for _ in range(FEWEST):
        client.get("/search/?q=diabetes&topic=sugar")
        client.get("/search/?q=diabetes&page=2")
        client.head("/search/?q=diabetes")
        client.get("/search/suggestions/?q=diabetes")

    assert not RareSearch.objects.exists()


def test_a_search_is_answered_also_where_it_cannot_be_counted(client, monkeypatch, caplog):
    """Promise 9."""

    def is_locked(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(counting, "_count", is_locked)
    make_page("Diabetes")

    assert "1 result" in client.get("/search/?q=diabetes").content.decode()
    assert caplog.text == ""


@pytest.mark.django_db(transaction=True)
def test_somebody_else_who_writes_costs_a_count_and_no_time():
    """Promise 12: told at once, on both databases, where the very row is held."""
    from threading import Event, Thread

    count("zebra stripes", "en", in_vain=False, moment=NOON)
    held, done = Event(), Event()

    def hold():
        with transaction.atomic():
            RareSearch.objects.update(times=2)
            held.set()
            done.wait(10)
        connection.close()

    other = Thread(target=hold)
    other.start()
    held.wait(10)
    count("zebra stripes", "en", in_vain=False, moment=NOON)
    done.set()
    other.join()

    assert RareSearch.objects.get().times == 2
    count("zebra stripes", "en", in_vain=False, moment=NOON)
    assert RareSearch.objects.get().times == 3


def test_a_flood_of_different_words_fills_no_disk(client, monkeypatch):
    monkeypatch.setattr(counting, "MOST_RARE", 2)

    for number in range(4):
        search(client, f"word{number}")
    search(client, "word1")

    assert sorted(RareSearch.objects.values_list("times", flat=True)) == [1, 2]


def test_each_language_is_counted_on_its_own(client):
    search(client, "zebra", FEWEST - 1)
    client.get("/es/search/?q=zebra")

    assert not SearchCount.objects.exists()


def test_counting_asks_the_database_a_fixed_number_of_times(django_assert_max_num_queries):
    for _ in range(FEWEST + 1):
        with django_assert_max_num_queries(17):
            count("zebra", "en", in_vain=False, moment=NOON)


@given(st.text(max_size=90))
def test_the_normal_form_of_words_is_their_own(text):
    once = normalised(text)

    assert normalised(once) == once
    assert "\x00" not in once
