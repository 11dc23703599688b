"""Readers may be given what a copy of the database holds, and never less than was recorded."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from articles.models import GlossaryTerm
from articles.storing import Front, asking, from_the_database_itself
from articles.storing.asking import ask_the_database
from articles.storing.known import Known
from articles.storing.looking import EACH, Looker
from articles.storing.sources import COPY, ITSELF, SOURCE, Router, reading_from
from tests.makers import NOON, make_edition
from tests.searching.pages import make_page
from tests.storing.doors import Clock, Django, Number, ask, front_before

GONE = None


@pytest.fixture
def answers(monkeypatch):
    """What each database says its number is; GONE for one that does not answer."""
    answers = {}

    def number(alias):
        if answers[alias] is GONE:
            raise OperationalError("gone")
        return answers[alias]

    monkeypatch.setattr(asking, "_number", number)
    monkeypatch.setattr(asking, "_asked_in_vain", {})
    return answers


@pytest.mark.parametrize(
    ("there", "copied", "read_from"),
    [
        (7, 7, COPY),
        (8, 7, ITSELF),  # the copy is behind: what was just recalled is still in it
        (7, GONE, ITSELF),
        (GONE, 7, COPY),
        (GONE, 8, COPY),
    ],
)
def test_the_copy_is_read_while_it_holds_all_that_is_recorded(answers, there, copied, read_from):
    answers |= {ITSELF: there, COPY: copied}

    assert asking._newest(Known(7))[1] == read_from


@pytest.mark.parametrize("copied", [6, GONE])
def test_without_the_database_a_copy_that_is_behind_is_no_source(answers, copied):
    answers |= {ITSELF: GONE, COPY: copied}

    with pytest.raises(OperationalError):
        asking._newest(Known(7))


def test_a_database_that_did_not_answer_keeps_nobody_waiting_each_time(answers, monkeypatch):
    answers |= {ITSELF: GONE, COPY: 7}
    asking._newest(None)
    answers[ITSELF] = 8
    assert asking._newest(None) == (7, COPY)
    assert not asking.may_be_written_to()

    monkeypatch.setattr(asking, "PAUSE", 0)
    assert asking._newest(None) == (8, ITSELF)
    assert asking.may_be_written_to()


def test_a_copy_that_was_as_good_an_hour_ago_is_not_searched_if_it_is_behind_now(tmp_path, facts, clock):
    django = Django()
    front = front_before(django, tmp_path, facts, clock)
    facts.known = Known(1, source=COPY)
    ask(front, "/search/", query="q=asthma")
    facts.known = Known(2, source=ITSELF)  # something was recalled
    clock.later(3600)
    ask(front, "/search/", query="q=asthma")

    assert [environ[SOURCE] for environ in django.seen] == [COPY, ITSELF]


def test_whoever_writes_goes_on_reading_where_it_was_written():
    router = Router()
    with reading_from(COPY):
        assert router.db_for_read(GlossaryTerm) == COPY
        assert router.db_for_write(GlossaryTerm) == ITSELF
        assert router.db_for_read(GlossaryTerm) == ITSELF
    assert router.db_for_read(GlossaryTerm) == ITSELF


def test_a_page_that_shows_what_was_just_written_is_read_where_it_was_written():
    seen = from_the_database_itself(lambda: Router().db_for_read(GlossaryTerm))

    with reading_from(COPY):
        assert seen() == ITSELF
        assert Router().db_for_read(GlossaryTerm) == COPY


def test_nothing_is_migrated_in_a_copy():
    assert not Router().allow_migrate(COPY, "articles")
    assert Router().allow_migrate(ITSELF, "articles")


@pytest.fixture
def copy(settings):
    """A second way to the same database, which is as good as a copy that is never behind."""
    settings.DATABASE_ROUTERS = ["articles.storing.sources.Router"]
    connections.databases[COPY] = connections.databases[ITSELF]
    copy = connections[COPY]
    copy.ensure_connection = lambda: copy.connection or copy.connect()  # tests allow only what was there
    yield copy
    connections[COPY].close()
    del connections[COPY]
    del connections.databases[COPY]


@pytest.mark.django_db(transaction=True)
def test_readers_pages_come_from_the_copy_and_what_the_desk_asks_does_not(copy, tmp_path):
    article = make_edition(title="Asthma", release_at=NOON).article
    front = Front(get_wsgi_application(), tmp_path)
    front.looker = Looker(Number(), front.disk.last_known, ask=ask_the_database)
    with CaptureQueriesContext(connection) as itself, CaptureQueriesContext(copy) as copied:
        answer = ask(front, article.get_absolute_url(), host="testserver")
        ask(front, "/search/", query="q=asthma", host="testserver")
        in_public = len(itself), len(copied)
        ask(front, "/admin/", host="testserver", cookie="sessionid=x")
        ask(front, "/articles/x/feedback/", method="POST", host="testserver")

    assert b"Asthma" in answer.body
    assert all("articles_movement" in query["sql"] for query in itself.captured_queries[:1])
    assert in_public[1] > 5
    assert all("articles_movement" in query["sql"] for query in copied.captured_queries[in_public[1] :])
    assert not [query for query in itself.captured_queries if '"articles_section"' in query["sql"]]


@pytest.fixture
def front_with_copy(copy, tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "_asked_in_vain", {})
    front = Front(get_wsgi_application(), tmp_path)
    front.looker = Looker(Number(), front.disk.last_known, ask=ask_the_database, clock=Clock())
    return front


@pytest.fixture
def stop():
    """Stops the database itself: a real connection to it fails. ``stop.tried`` counts who tried."""
    here = connections[ITSELF]
    gone, nowhere = here.copy(), {"HOST": "127.0.0.1", "PORT": "1"}
    gone.settings_dict |= nowhere | ({"NAME": "/nowhere/x"} if gone.vendor == "sqlite" else {})
    connect = gone.connect

    def stop():
        connections[ITSELF] = gone

    def try_it():
        stop.tried += 1
        connect()

    stop.tried, gone.connect = 0, try_it
    yield stop
    gone.close()
    connections[ITSELF] = here


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_its_copy_is_searched_and_nobody_waits_to_count_it(front_with_copy, stop):
    make_page(title="Asthma")
    ask(front_with_copy, "/glossary/", host="testserver")
    stop()

    for later, tried in ((0, 1), (EACH, 2), (EACH, 2)):  # before anybody has noticed, and after
        front_with_copy.looker._clock.later(later)
        answer = ask(front_with_copy, "/search/", query="q=asthma", host="testserver")

        assert answer.status == 200
        assert b'href="/articles/' in answer.body
        assert stop.tried == tried
    assert b"Asthma" in ask(front_with_copy, "/search/suggestions/", query="q=asth", host="testserver").body
