"""How other sites are asked: politely, within limits, and never inside a private network."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from articles.watching.links import asking, sites
from articles.watching.links.asking import Answer, Unreachable, ask, is_public
from articles.watching.links.sites import findings_of, site_of

LATER = float("inf")


@contextmanager
def a_site(**pages):
    """(its address, what it was asked). pages: by name, the status and where it leads"""
    asked = []

    class Pages(BaseHTTPRequestHandler):
        def answer(self):
            asked.append((self.command, self.path, dict(self.headers)))
            status, elsewhere = pages.get(self.path.strip("/"), (404, ""))
            self.send_response(status)
            if elsewhere:
                self.send_header("Location", elsewhere)
            self.send_header("Content-Length", "5")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(b"Hello")

        do_GET = do_HEAD = answer

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def _all_public(monkeypatch):
    monkeypatch.setattr(asking, "is_public", lambda place: True)


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::808:808", True),  # what a network without IPv4 of its own makes of a public address
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("::127.0.0.1", False),
        ("fec0::1", False),
    ],
)
def test_only_public_places_are_connected_to(place, answer):
    assert is_public(place) == answer


def test_a_link_into_a_private_network_is_not_asked_at_all():
    with a_site(a=(200, "")) as (site, asked):
        with pytest.raises(Unreachable, match="private network"):
            ask(f"{site}/a", "HEAD", agent="us")

        assert asked == []


def test_a_redirection_into_a_private_network_is_not_followed(monkeypatch):
    monkeypatch.setattr(asking, "is_public", lambda place: place == "127.0.0.1")
    with a_site(a=(302, "http://10.0.0.1/")) as (site, _asked), pytest.raises(Unreachable, match="private network"):
        ask(f"{site}/a", "HEAD", agent="us")


@pytest.mark.usefixtures("_all_public")
def test_redirections_are_followed_but_not_for_ever():
    with a_site(a=(301, "/b"), b=(307, "c"), c=(200, ""), round=(302, "/round")) as (site, _asked):
        assert ask(f"{site}/a", "HEAD", agent="us") == Answer(200)
        with pytest.raises(Unreachable, match="without arriving"):
            ask(f"{site}/round", "HEAD", agent="us")


@pytest.mark.usefixtures("_all_public")
def test_no_more_of_a_page_is_read_than_wanted_and_nothing_of_ours_is_told():
    with a_site(a=(200, "")) as (site, asked):
        assert ask(f"{site}/a", "GET", agent="us", most=3).body == b"Hel"

    _method, _path, headers = asked[0]
    assert headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert headers["User-Agent"] == "us"


@pytest.mark.usefixtures("_all_public")
def test_a_site_that_leads_to_no_address_fails_alone():
    with a_site(a=(302, "http://[elsewhere")) as (site, _asked), pytest.raises(Unreachable, match="no web address"):
        ask(f"{site}/a", "HEAD", agent="us")


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://", "http://[", "http://a:b/", "javascript:x"])
def test_what_is_no_web_page_is_said_to_be_none(url):
    with pytest.raises(Unreachable, match="no web"):
        ask(url, "HEAD", agent="us")


def test_hosts_with_and_without_www_wait_for_one_another():
    assert site_of("https://www.example.org/a") == site_of("http://example.org:8080/b") == "example.org"


def found(answers, urls=("https://example.org/a",)):
    """What is found, what was asked, and the pauses. answers: by method and path a status or an Unreachable"""
    asked, pauses = [], []

    def asking_(url, method, *, agent, most=0):
        assert agent.startswith(sites.NAME)
        path = url.removeprefix("https://example.org")
        asked.append((method, path))
        answer = answers.get((method, path), Answer(404))
        if isinstance(answer, Exception):
            raise answer
        return answer

    findings = list(findings_of(urls, until=LATER, asking=asking_, pause=pauses.append))
    return [finding.works for _url, finding in findings], asked, pauses


def test_a_page_is_asked_for_in_whole_only_if_its_head_is_refused():
    head, get = ("HEAD", "/a"), ("GET", "/a")

    assert found({head: Answer(200)})[:2] == ([True], [("GET", "/robots.txt"), head])
    assert found({head: Answer(405), get: Answer(200)})[:2] == ([True], [("GET", "/robots.txt"), head, get])


@pytest.mark.parametrize(
    ("answer", "works"), [(Answer(404), False), (Answer(500), False), (Answer(403), None), (Answer(429), None)]
)
def test_a_site_that_turns_programs_away_is_not_called_broken(answer, works):
    assert found({("HEAD", "/a"): answer, ("GET", "/a"): answer})[0] == [works]


def test_a_site_that_cannot_be_reached_fails():
    assert found({("HEAD", "/a"): Unreachable("The site does not answer.")})[0] == [False]


def test_robots_are_asked_once_and_heard_and_the_pauses_are_theirs_within_reason():
    rules = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
    urls = [f"https://example.org/{name}" for name in ("a", "private/b", "c")]
    answers = {("GET", "/robots.txt"): Answer(200, rules), ("HEAD", "/a"): Answer(200), ("HEAD", "/c"): Answer(200)}

    works, asked, pauses = found(answers, urls)

    assert works == [True, None, True]
    assert asked == [("GET", "/robots.txt"), ("HEAD", "/a"), ("HEAD", "/c")]
    assert pauses == [7, 7]


def test_nothing_is_asked_after_the_time_is_over():
    assert list(findings_of(["https://example.org/a"], until=0)) == []
