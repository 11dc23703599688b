"""What a page said at a moment, for machines: RFC 7089 (Memento) and RFC 5829 (version history)."""

import re
from datetime import timedelta

import pytest
from django.utils.http import http_date

from tests.makers import NOON, make_article, make_edition, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SITE = "http://testserver"
ONE, TWO = (NOON - days * DAY for days in (30, 10))


@pytest.fixture
def biopsy():
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=ONE)
    make_edition(article=article, release_at=TWO)
    make_edition(article=article, title="Scheduled", release_at=NOON + DAY)
    make_edition(article=article, title="Draft")
    return article


def written(moment):
    return http_date(moment.timestamp())


def ask(client, moment, slug="biopsy"):
    header = moment if isinstance(moment, str) else written(moment)
    return client.get(f"/articles/{slug}/timegate/", headers={"Accept-Datetime": header})


def relations(response):
    """{relation: (address, datetime)} of a Link header or a TimeMap."""
    text = response.headers.get("Link") or response.content.decode()
    found = {}
    for address, rest in re.findall(r'<([^>]*)>((?:;\s?\w+="[^"]*")+)', text):
        facts = dict(re.findall(r'(\w+)="([^"]*)"', rest))
        found |= {relation: (address.removeprefix(SITE), facts.get("datetime")) for relation in facts["rel"].split()}
    return found


def test_an_article_leads_to_its_past(client, biopsy):
    found = relations(client.get("/articles/biopsy/"))

    assert found["timegate"] == ("/articles/biopsy/timegate/", None)
    assert found["timemap"] == ("/articles/biopsy/timemap/", None)
    assert found["version-history"] == ("/articles/biopsy/editions/", None)
    assert found["latest-version"] == ("/articles/biopsy/editions/2/", written(TWO))


def test_an_edition_says_when_it_was_live_and_what_came_before_and_after(client, biopsy):
    first, second = (client.get(f"/articles/biopsy/editions/{number}/") for number in (1, 2))

    assert first.headers["Memento-Datetime"] == written(ONE)
    assert relations(first)["original"] == ("/articles/biopsy/", None)
    assert (
        relations(first)["successor-version"]
        == relations(first)["next"]
        == ("/articles/biopsy/editions/2/", written(TWO))
    )
    assert "predecessor-version" not in relations(first)
    assert relations(first)["latest-version"][0] == "/articles/biopsy/editions/2/"
    assert (
        relations(second)["predecessor-version"]
        == relations(second)["prev"]
        == ("/articles/biopsy/editions/1/", written(ONE))
    )
    assert relations(second)["first"][0] == "/articles/biopsy/editions/1/"
    assert relations(second)["last"][0] == "/articles/biopsy/editions/2/"
    assert not {"successor-version", "next", "working-copy"} & relations(second).keys()


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        (ONE - 400 * DAY, 1),  # before there was a page the first answers, as the RFC has it
        (ONE, 1),
        (TWO - timedelta(seconds=1), 1),
        (TWO, 2),
        (NOON, 2),
        (NOON + 400 * DAY, 2),  # what is scheduled is not there yet
    ],
)
def test_the_timegate_leads_to_the_edition_that_was_live_then(client, biopsy, moment, number):
    """Promises 1 and 5."""
    response = ask(client, moment)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/articles/biopsy/editions/{number}/"
    assert response.headers["Vary"] == "accept-datetime"
    assert "Memento-Datetime" not in response.headers
    assert relations(response)["original"] == ("/articles/biopsy/", None)
    assert relations(response)["last"] == ("/articles/biopsy/editions/2/", written(TWO))


def test_without_a_moment_the_timegate_leads_to_the_newest(client, biopsy):
    response = client.get("/articles/biopsy/timegate/")

    assert response.headers["Location"] == "/articles/biopsy/editions/2/"
    assert "accept-datetime" in response.headers["Vary"]


@pytest.mark.parametrize(
    "moment", ["yesterday", "2026-03-02", "Mon, 31 Feb 2026 12:00:00 GMT", "Mon, 02 Mar 2026 12:00:00 CET", "x" * 9000]
)
def test_a_malformed_moment_gets_a_clear_sentence(client, biopsy, moment):
    """Promise 10."""
    response = ask(client, moment)

    assert response.status_code == 400
    assert "Write it like this: Mon, 02 Mar 2026 12:00:00 GMT." in response.content.decode()
    assert response.headers["Vary"] == "accept-datetime"


@pytest.mark.parametrize("moment", ["Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_the_ends_of_the_calendar_are_moments_like_others(client, biopsy, moment):
    """Promise 10."""
    assert ask(client, moment).status_code == 302


def test_a_moment_between_two_seconds_is_told_as_the_second_after(client):
    make_edition(article=make_article(slug="exact"), release_at=ONE + timedelta(microseconds=1))

    told = client.get("/articles/exact/editions/1/").headers["Memento-Datetime"]

    assert told == written(ONE + timedelta(seconds=1))
    assert ask(client, told, "exact").headers["Location"] == "/articles/exact/editions/1/"


def test_the_timemap_lists_every_edition_that_can_be_read(client, biopsy):
    """Promises 1 and 5."""
    response = client.get("/articles/biopsy/timemap/")

    assert response.headers["Content-Type"] == "application/link-format"
    assert response.content.decode() == (
        f'<{SITE}/articles/biopsy/>;rel="original",\n'
        f'<{SITE}/articles/biopsy/timemap/>;rel="self";type="application/link-format",\n'
        f'<{SITE}/articles/biopsy/timegate/>;rel="timegate",\n'
        f'<{SITE}/articles/biopsy/editions/1/>;rel="first memento";datetime="{written(ONE)}",\n'
        f'<{SITE}/articles/biopsy/editions/2/>;rel="last memento";datetime="{written(TWO)}"\n'
    )


def test_a_withdrawn_page_keeps_its_past_and_says_when_it_could_not_be_read(client):
    article = make_article(slug="old")
    make_withdrawal(make_edition(article=article, release_at=ONE), at=TWO)

    assert ask(client, TWO - DAY, "old").headers["Location"] == "/articles/old/editions/1/"
    during = ask(client, TWO + DAY, "old")
    assert during.status_code == 404
    assert "This page could not be read at that moment." in during.content.decode()
    assert relations(during)["last"][0] == "/articles/old/editions/1/"
    gone = client.get("/articles/old/")
    assert gone.status_code == 410
    assert "timegate" in relations(gone)
    assert "latest-version" not in relations(gone)
    assert relations(client.get("/articles/old/timemap/"))["memento"][0] == "/articles/old/editions/1/"


def test_a_recalled_edition_is_in_no_timemap_and_no_link(client, biopsy):
    """Promise 1."""
    make_withdrawal(biopsy.editions.get(number=1), kind="recalled", at=TWO)

    assert "/editions/1/" not in client.get("/articles/biopsy/timemap/").content.decode()
    assert "/editions/1/" not in client.get("/articles/biopsy/editions/2/").headers["Link"]
    then = ask(client, TWO - DAY)
    assert client.get(then.headers["Location"]).status_code == 410


def test_a_page_of_which_nothing_can_be_read_any_more_answers_410(client):
    article = make_article(slug="unsafe")
    make_withdrawal(make_edition(article=article, release_at=ONE), kind="recalled", at=TWO)

    for name in ("timegate", "timemap"):
        assert client.get(f"/articles/unsafe/{name}/").status_code == 410


@pytest.mark.parametrize("name", ["timegate", "timemap"])
def test_a_page_that_is_not_released_has_no_past(client, name):
    """Promise 1."""
    make_edition(article=make_article(slug="draft"))
    make_edition(article=make_article(slug="soon"), release_at=NOON + DAY)

    for slug in ("draft", "soon", "nowhere"):
        assert client.get(f"/articles/{slug}/{name}/").status_code == 404


def test_a_translation_has_its_past_below_its_own_language(client):
    make_edition(article=make_article(slug="biopsia", language="es"), release_at=ONE)

    assert ask(client, NOON, "biopsia").status_code == 404
    assert client.get("/es/articles/biopsia/timegate/").headers["Location"] == "/es/articles/biopsia/editions/1/"
    assert f"<{SITE}/es/articles/biopsia/>" in client.get("/es/articles/biopsia/timemap/").content.decode()


def test_a_moved_article_takes_its_past_along(client, biopsy):
    """Promise 4."""
    biopsy.slug = "sample"
    biopsy.save()

    assert client.get("/articles/biopsy/timemap/").headers["Location"] == "/articles/sample/timemap/"


def test_whoever_asks_for_now_is_not_sent_past_a_recall_to_older_words(client):
    article = make_article(slug="dose")
    make_edition(article=article, release_at=ONE)
    make_withdrawal(make_edition(article=article, release_at=TWO), kind="recalled")

    assert client.get("/articles/dose/timegate/").status_code == 410
    assert ask(client, ONE + DAY, "dose").headers["Location"] == "/articles/dose/editions/1/"
