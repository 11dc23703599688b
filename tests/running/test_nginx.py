"""The nginx of deploy/ keeps what may be kept, for as long as it may, and tells nobody who has read it."""

import json
import socket
import time
from itertools import count

import pytest
from django.conf import settings

from articles.storing import Front, sharing
from articles.storing.looking import EACH, Looker
from tests.nginx import NAME, ask, find_nginx, nginx, served, trusting
from tests.storing.doors import Clock, Django, Facts, Number

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("nginx")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def django():
    return Django(headers={"Cache-Control": "no-cache"})


@pytest.fixture(scope="module")
def facts():
    return Facts()


class Portal:
    """What listens behind nginx: the front, before the application ``django`` and a database of ``facts``."""

    def __init__(self, django, facts, folder):
        self.clock, self.is_gone = Clock(), False
        self.front = Front(django, folder / "pages", clock=self.clock)
        ticks = count(step=EACH)  # whoever asks looks at the database
        self.front.looker = Looker(Number(), self.front.disk.last_known, ask=facts, clock=ticks.__next__)

    def __call__(self, environ, start_response):
        return self.front(environ, start_response)


@pytest.fixture(scope="module")
def portal(django, facts, folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "BEHIND_PROXY", True)
        patch.setattr(settings, "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"))
        yield Portal(django, facts, folder)


@pytest.fixture(scope="module")
def ports(portal, folder):
    if not find_nginx():
        pytest.fail("This test starts nginx, which is not here: “make test” installs it where it may.")
    with served(portal) as port, nginx(folder, port) as found:
        yield found


@pytest.fixture(autouse=True)
def what_is_kept_ends_at_once(portal):
    """By the clock of the portal, a second that is long past, unless a test says that it still runs."""
    portal.clock.seconds = int(time.time()) - 100 + 0.9


@pytest.fixture
def the_second_still_runs(portal):
    portal.clock.seconds = int(time.time()) + 100 + 0.9


@pytest.fixture
def secure(ports):
    return ports[1]


def test_a_page_is_asked_for_once_while_a_second_runs(secure, django, facts, the_second_still_runs):
    first = ask(secure, "/one/", Accept_Encoding="br, gzip")[2]
    seen = len(django.seen)
    facts.record()

    assert {ask(secure, "/one/", Accept_Encoding="deflate, gzip, br")[2] for _each in range(5)} == {first}
    assert len(django.seen) == seen


def test_what_is_recorded_is_seen_when_the_second_has_ended(secure, facts, portal):
    first = ask(secure, "/two/")[2]
    facts.record()
    portal.clock.later(1)

    assert ask(secure, "/two/")[2] != first


def test_while_one_reader_asks_anew_the_others_are_given_what_is_kept(secure, django, facts, portal, monkeypatch):
    monkeypatch.setattr(sharing, "WHILE_ONE_ASKS", 1000)  # not the one second in which a slow machine may lose the race
    ask(secure, "/many/")
    facts.record()
    portal.clock.later(1)
    others = []
    monkeypatch.setattr(django, "meanwhile", lambda: others.append(ask(secure, "/many/")[2]))
    before = len(django.seen)
    first = ask(secure, "/many/")[2]

    assert len(django.seen) == before + 1
    assert [body != first for body in others] == [True]


def test_browsers_are_told_to_ask_each_time_and_get_few_bytes(secure):
    _status, headers, _body = ask(secure, Accept_Encoding="br")
    again = ask(secure, Accept_Encoding="br", If_None_Match=headers["ETag"])

    assert headers["Content-Encoding"] == "br"
    assert headers["Cache-Control"].startswith("max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1, ")
    assert "X-Accel-Expires" not in headers
    assert (again[0], again[2]) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate, br", "br"),
        ("gzip, br;q=0.9", "br"),
        ("deflate, gzip;q=1.0, br;q=0", "gzip"),
        ("gzip", "gzip"),
        ("gzip;q=0, deflate", None),
        ("identity", None),
    ],
)
def test_each_browser_gets_the_smallest_page_that_it_can_unpack(secure, accepted, packed):
    assert ask(secure, Accept_Encoding=accepted)[1].get("Content-Encoding") == packed


@pytest.mark.parametrize(
    "asked",
    [
        {"Cookie": "sessionid=abc"},
        {"Cookie": "a=b; __Host-sessionid=abc"},
        {"Authorization": "Basic x"},
        {"path": "/articles/asthma/?q=x"},
        {"method": "POST", "body": b"x=1"},
        {"path": "/admin/"},
    ],
)
def test_what_is_for_one_reader_is_never_kept(secure, django, asked, the_second_still_runs):
    ask(secure)
    before = len(django.seen)
    for _each in range(2):
        ask(secure, **asked)

    assert len(django.seen) == before + 2


def test_who_wants_json_never_gets_the_page_that_is_kept(secure, django, the_second_still_runs):
    django.headers["Vary"] = "Accept"
    ask(secure, "/api/v1/", Accept="text/html,*/*;q=0.8")
    seen = len(django.seen)
    ask(secure, "/api/v1/", Accept="application/json")
    del django.headers["Vary"]

    assert len(django.seen) == seen + 1


def test_the_portal_learns_the_address_of_the_reader_and_not_what_they_say_it_is(secure, django):
    ask(secure, "/admin/", X_Forwarded_For="6.6.6.6", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http")
    seen = django.seen[-1]

    assert (seen["HTTP_X_FORWARDED_FOR"], seen["HTTP_X_FORWARDED_PROTO"]) == ("127.0.0.1", "https")
    assert seen["HTTP_HOST"] == NAME
    assert "HTTP_X_FORWARDED_HOST" not in seen
    assert len(seen["HTTP_X_REQUEST_ID"]) == 32


def test_http_leads_to_https_of_our_own_name_and_other_names_get_no_answer(ports):
    status, headers, _body = ask(ports[0], "/a-z/?x=1", is_secure=False, Host="evil.example")

    assert (status, headers["Location"]) == (301, f"https://{NAME}/a-z/?x=1")
    with socket.create_connection(("127.0.0.1", ports[1])) as plain, pytest.raises(OSError, match=r"(?i)ssl|alert"):
        trusting().wrap_socket(plain, server_hostname="evil.example")


def test_browsers_are_offered_http_2(secure):
    plain = socket.create_connection(("127.0.0.1", secure))
    with trusting("h2", "http/1.1").wrap_socket(plain, server_hostname=NAME) as one:
        assert one.selected_alpn_protocol() == "h2"


def test_a_body_that_is_too_large_and_the_metrics_are_refused(secure):
    assert ask(secure, "/articles/asthma/feedback/", method="POST", body=b"x" * 1_100_000)[0] == 413
    assert ask(secure, "/metrics", Authorization="Bearer x")[0] == 404


def test_the_log_tells_no_reader_no_address_and_no_question(secure, folder):
    ask(secure, "/es/articles/hiv-aids/?q=am-i-dying", User_Agent="Secret/1.0", Referer="https://elsewhere.example/")
    ask(secure, "/search/?q=am-i-dying")
    log, until = "", time.monotonic() + 5
    while '"kind":"search"' not in log and time.monotonic() < until:  # it is written after the answer
        log = (folder / "portal.access.log").read_text()

    assert {json.loads(line)["kind"] for line in log.splitlines()[-2:]} == {"articles", "search"}
    for word in ("hiv", "dying", "127.0.0.1", "Secret", "elsewhere"):
        assert word not in log


def test_while_no_web_machine_answers_pages_go_on_for_a_while_and_the_rest_is_told_calmly(secure, django, portal):
    django.status = "200 OK"
    page = ask(secure, "/articles/cough/")[2]
    portal.is_gone = True
    try:
        assert ask(secure, "/articles/cough/")[2] == page
        status, headers, body = ask(secure, "/articles/never-asked-for/")
    finally:
        portal.is_gone = False

    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "60", "no-store")
    assert b"call your emergency number" in body


def test_a_page_that_is_gone_by_the_portals_own_word_is_not_shown_again(secure, django, facts, portal):
    ask(secure, "/articles/cold/")
    try:
        for status in ("404 Not Found", "410 Gone", "503 Service Unavailable"):
            django.status = status
            facts.record()
            portal.clock.later(1)
            assert ask(secure, "/articles/cold/")[0] == int(status[:3])
    finally:
        django.status = "200 OK"
