"""Broken links are found in what patients read or will read, and only those that are broken."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.http import HttpResponse

from articles.models import Link, LinkPlace
from articles.watching.links import check_links, note_places
from articles.watching.links.places import address_of
from articles.watching.links.sites import Finding
from tests.makers import NOON, make_article, make_edition, make_released

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
GONE = Finding(False, "The page is not there any more (404).")
SITE = "https://example.org/a"


def edition(*hrefs, **facts):
    links = "".join(f'<p>Rest. Read <a href="{href}">the advice</a> too. Then sleep.</p>' for href in hrefs)
    return make_edition(sections=[{"heading": "Why", "body": links or "<p>Rest.</p>"}], **facts)


def check(at=NOON, found=None, **options):
    """A check of all links at this moment, with what the other sites answer; returns what became of them."""
    found = found or {}

    def findings(urls, *, until):
        yield from ((url, found.get(url, Finding(True))) for url in urls)

    note_places(at)
    return check_links(at, **{"most": 100, "seconds": 60, **options}, findings=findings)


def broken(at=NOON):
    return [(place.link.url, place.sentence) for place in LinkPlace.objects.broken_at(at).order_by("link__url")]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://example.org/a?b=1&amp;c=2#d", "https://example.org/a?b=1&c=2"),
        ("/articles/asthma/#signs", "/articles/asthma/"),
        ("https://portal.example.org/articles/asthma/", "/articles/asthma/"),
        ("https://portal.example.org", "/"),
        ("https://portal.example.org.example.net/", "https://portal.example.org.example.net/"),
        ("//example.org/a", ""),
        ("#signs", ""),
        ("mailto:nurse@example.org", ""),
        ("tel:123", ""),
    ],
)
def test_a_link_is_asked_by_its_address_and_our_own_by_their_path(settings, href, address):
    settings.PORTAL_URL = "https://portal.example.org"

    assert address_of(href) == address


def test_a_link_is_broken_once_it_failed_twice_and_a_day_apart():
    edition(SITE, release_at=NOON - DAY)

    states = []
    for at in (NOON, NOON + HOUR, NOON + DAY):
        check(at, {SITE: GONE})
        states.append(broken(at))

    assert states == [[], [], [(SITE, "Read the advice too.")]]
    check(NOON + 2 * DAY)
    assert broken(NOON + 2 * DAY) == []


def test_a_bad_hour_that_passes_is_forgotten():
    edition(SITE, release_at=NOON - DAY)

    for at, found in ((NOON, {SITE: GONE}), (NOON + DAY, {}), (NOON + 9 * DAY, {SITE: GONE})):
        check(at, found)

    assert broken(NOON + 9 * DAY) == []


def test_what_a_site_does_not_tell_programs_changes_nothing():
    edition(SITE, release_at=NOON - DAY)
    check(NOON, {SITE: GONE})

    check(NOON + DAY, {SITE: Finding(None, "The site does not tell.")})

    assert broken(NOON + DAY) == []
    check(NOON + 2 * DAY, {SITE: GONE})
    assert broken(NOON + 2 * DAY)


def test_a_good_link_is_asked_again_after_a_week_and_a_bad_one_after_a_day():
    edition(SITE, "https://example.org/b", release_at=NOON - DAY)
    check(NOON, {SITE: GONE})

    asked = [check(NOON + days * DAY, {SITE: GONE}) for days in (0, 1, 7)]

    assert [(one.good, one.bad) for one in asked] == [(0, 0), (0, 1), (1, 1)]


def test_only_live_and_coming_words_count_and_sources_too():
    article = make_article()
    edition("https://example.org/old", article=article, release_at=NOON - 3 * DAY)
    edition(article=article, release_at=NOON - 2 * DAY)
    edition("https://example.org/scheduled", release_at=NOON + DAY)
    edition("https://example.org/draft", sources=[{"title": "A guideline", "url": "https://example.org/source"}])
    every = [f"https://example.org/{name}" for name in ("draft", "old", "scheduled", "source")]

    for at in (NOON, NOON + 21 * HOUR):
        check(at, dict.fromkeys(every, GONE))

    assert broken(NOON + 21 * HOUR) == [
        ("https://example.org/draft", "Read the advice too."),
        ("https://example.org/scheduled", "Read the advice too."),
        ("https://example.org/source", "A guideline"),
    ]


def test_a_link_that_was_taken_out_of_a_draft_is_gone_at_once():
    draft = edition(SITE)
    for at in (NOON, NOON + DAY):
        check(at, {SITE: GONE})
    assert broken(NOON + DAY)

    draft.sections.update(body="<p>Rest.</p>")

    assert broken(NOON + DAY) == []


def test_our_own_pages_are_asked_without_the_network_and_believed_at_once():
    make_edition(article=make_article(slug="asthma"), release_at=NOON - DAY)
    make_edition(article=make_article(slug="coming"))
    moved = make_article(slug="old")
    make_released(make_edition(article=moved), at=NOON - DAY)
    moved.slug = "new"
    moved.save()
    edition("/articles/asthma/", "/articles/old/#x", "/articles/coming/", "/nowhere/", "/admin/", release_at=NOON - DAY)

    with time_machine.travel(NOON, tick=False):
        check()

    assert [url for url, _sentence in broken()] == ["/articles/coming/", "/nowhere/"]


def test_a_server_that_is_cut_off_holds_nothing_against_anybody():
    sites = [f"https://{name}.example.org/" for name in "abc"]
    edition(*sites, release_at=NOON - DAY)

    silent = Finding(False, "There is no site of this name.", is_answer=False)
    checked = [check(at, dict.fromkeys(sites, silent)) for at in (NOON, NOON + DAY)]

    assert [one.is_offline for one in checked] == [True, True]
    assert broken(NOON + DAY) == []
    assert not Link.objects.exclude(checked_at=None).exists()


def test_two_processes_at_once_ask_each_link_once():
    edition(SITE, release_at=NOON - DAY)
    note_places(NOON)
    asked = []

    def findings(urls, *, until):
        asked.extend(urls)
        if len(asked) == 1:
            check_links(NOON + HOUR, most=100, seconds=60, findings=findings)
        yield from ((url, Finding(True)) for url in urls)

    check_links(NOON, most=100, seconds=60, findings=lambda urls, until: list(findings(urls, until=until)))

    assert asked == [SITE]


def test_what_was_not_reached_in_time_comes_first_the_next_time():
    edition(*[f"https://example.org/{number}" for number in range(3)], release_at=NOON - DAY)

    first, second = check(most=2), check(NOON + HOUR, most=2)

    assert (first.good, second.good) == (2, 1)


def test_the_desk_shows_each_broken_link_with_its_sentence(admin_client):
    live = edition("/nowhere/", title="Having a biopsy", release_at=NOON - DAY)
    with time_machine.travel(NOON, tick=False):
        call_command("check_links", stdout=StringIO())

        first = admin_client.get("/admin/").content.decode()
        page = admin_client.get("/admin/broken-links/").content.decode()

    assert "Pages with broken links" in first
    assert "/admin/broken-links/" in first
    for told in (
        "“Read the advice too.”",
        "/nowhere/",
        "Patients do not get to this page of ours now (404).",
        live.title,
    ):
        assert told in page


def test_the_command_tells_what_it_found(capsys):
    edition("/nowhere/", "/", release_at=NOON - DAY)

    with time_machine.travel(NOON, tick=False):
        call_command("check_links")

    assert capsys.readouterr().out == "2 links. Asked now: 1 lead somewhere, 1 do not, 0 do not tell. Broken: 1.\n"


def test_a_fault_of_our_own_is_held_against_no_link(monkeypatch):
    monkeypatch.setattr(
        "articles.watching.links.inside.BaseHandler.get_response", lambda *_args: HttpResponse(status=500)
    )
    edition("/articles/asthma/", release_at=NOON - DAY)

    assert check().untold == 1
    assert broken() == []
