"""The database stops and starts again while many read: promise 9, at the database that can be stopped."""

import threading
import time
from collections import Counter

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

from articles.storing import Front
from articles.storing.looking import EACH, Looker
from portal.log import ToldOnce
from portal.receiving import Received
from tests.makers import NOON, make_article, make_edition
from tests.storing.doors import Number, ask

pytestmark = pytest.mark.django_db(transaction=True)
READERS = 3
NOBODY_LISTENS_AT = "1"
WITHIN = 20  # seconds, for a machine that has other work to do; it takes one or two


@pytest.fixture
def server():
    """Stops and starts the database, as the connections of this process see it."""
    port, database = connection.settings_dict["PORT"], connection.settings_dict["NAME"]

    class Server:
        def stop(self):
            connection.settings_dict["PORT"] = NOBODY_LISTENS_AT
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = %s AND pid <> pg_backend_pid()",
                    [database],
                )

        def start(self):
            connection.settings_dict["PORT"] = port

    yield Server()
    connection.settings_dict["PORT"] = port


@pytest.fixture
def front(tmp_path):
    front = Front(Received(get_wsgi_application()), tmp_path)
    front.looker = Looker(Number(), front.disk.last_known)
    return front


def test_stored_pages_are_read_on_all_the_time_and_all_else_is_back_within_seconds(server, front, caplog):
    for slug in ("asthma", "cough"):
        make_edition(article=make_article(slug=slug), release_at=NOON)
    ask(front, "/articles/asthma/", host="testserver")
    caplog.clear()
    seen, end = [], threading.Event()

    def read():
        while not end.is_set():
            for path, query in (("/articles/asthma/", ""), ("/a-z/", "letter=A")):
                seen.append((path, ask(front, path, query=query, host="testserver").status))
        connections.close_all()

    readers = [threading.Thread(target=read) for _each in range(READERS)]
    for reader in readers:
        reader.start()
    wait_for(lambda: len(seen) > 4 * READERS)  # each has a connection of its own, which ends below
    server.stop()
    wait_for(lambda: front.looker.is_away)
    assert ask(front, "/articles/cough/", host="testserver").status == 503
    assert ask(front, "/health/ready").status == 503
    server.start()
    wait_for(lambda: ask(front, "/articles/cough/", host="testserver").status == 200)
    end.set()
    for reader in readers:
        reader.join(WITHIN)

    told = Counter(seen)
    assert {status for path, status in told if path == "/articles/asthma/"} == {200}
    assert {status for path, status in told if path == "/a-z/"} <= {200, 503}
    assert ask(front, "/a-z/", query="letter=A", host="testserver").status == 200
    faults = [record for record in caplog.records if ToldOnce().filter(record)]
    assert 1 <= len(faults) < 5


def wait_for(what):
    until = time.monotonic() + WITHIN
    while not what():
        assert time.monotonic() < until
        time.sleep(EACH / 5)
