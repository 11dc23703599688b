"""What holds on every public page, told by walking all of them."""

import re
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import transaction
from django.test import Client

from articles.following.confirming import address_to_confirm
from articles.following.stopping import address_to_stop
from articles.models import Article, ClinicalCode, CodeSystem, Edition, GlossaryTerm, Receiver
from articles.searching import index
from tests.makers import (
    NOON,
    make_article,
    make_clinic,
    make_edition,
    make_expert_link,
    make_pack,
    make_topic,
    make_user,
    make_withdrawal,
)
from tests.reading.pages import SECTIONS_OF_EVERY_KIND, read

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("every page")]  # one process walks them

WRITTEN_INTO_THE_PAGE = "script:not([src], [type='application/ld+json'])"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
NOT_A_PAGE = re.compile(r"\.pdf|\.atom$|^/api/v1/(?!docs)")
CODED = "mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c"
PACKS = ["2222223/", "2222222/", "2222222/1/receipt/?as=slip", "2222222/1/copy/1.1.1/", "2222222/on/2026-03-01/"]
CLINICS = [f"/connect/application?{CODED}=J45", f"/connect/application?{CODED}=J46", "/connect/application?age.v.v=x"]


@pytest.fixture
def portal():
    make_portal()


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Each page as (answer, its HTML), walked once: nothing is asked of the portal that made them any more."""
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), transaction.atomic():
        make_portal()
        walked = walk(Client())
        transaction.set_rollback(True)
    return {address: (page, BeautifulSoup(page.content, "html.parser")) for address, page in walked.items()}


def make_portal():
    """Live, old, scheduled, drafted, withdrawn and recalled words, each with a mark of its own."""
    topic = make_topic(slug="topic")
    GlossaryTerm.objects.create(term="biopsy", meaning="A small piece.")
    live = make_article(slug="live", topics=[topic], other_names=["Another name"])
    old = NOON - timedelta(days=9)
    make_edition(article=live, title="Live first", release_at=old)
    make_edition(article=live, title="Live", sections=SECTIONS_OF_EVERY_KIND, release_at=NOON - timedelta(days=1))
    make_edition(
        article=live, title="SCHEDULED title", change_note="SCHEDULED note", release_at=NOON + timedelta(days=1)
    )
    asked = make_edition(
        article=make_article(slug="asked"), title="Only for one expert", sections=SECTIONS_OF_EVERY_KIND
    )
    make_expert_link(asked, token="open")
    draft = make_article(slug="draft", topics=[topic], other_names=["DRAFT name"])
    words = {"title": "DRAFT title", "summary": "DRAFT summary", "sections": [{"body": "<p>DRAFT</p>"}]}
    make_expert_link(make_edition(article=draft, **words), token="ended", expires_at=NOON)
    for kind in ("withdrawn", "recalled"):
        article = make_article(slug=kind, topics=[topic], other_names=["GONE name"])
        gone = make_edition(
            article=article, title=kind, summary="GONE", sections=[{"body": "<p>GONE</p>"}], release_at=old
        )
        make_withdrawal(gone, kind=kind)
    for article in Article.objects.all():
        article.clinical_codes.add(ClinicalCode.objects.get_or_create(system=CodeSystem.ICD10CM, code="J45")[0])
    make_pack(live, *Article.objects.filter(slug__in=["withdrawn", "recalled"]), code="2222222")
    clinic = make_clinic(slug="north")
    for number, confirmed_at in enumerate((None, NOON)):
        facts = {
            "way": "mail",
            "address": f"{number}@north.example",
            "registered_at": NOON,
            "registered_by": make_user(),
        }
        Receiver.objects.create(clinic=clinic, confirmed_at=confirmed_at, **facts)
    index(Article.objects.all(), moment=NOON)


def walk(client):
    """Every page that links lead to, and those that only a bookmark does."""
    known = ["draft", "withdrawn", "recalled"]
    searches = ["/search/?q=live", "/search/?q=draft", "/search/?q=zzz", "/search/?q=live&page=x", "/ar/search/?q=live"]
    waiting = [*searches, "/", "/nowhere/", "/articles/nowhere/", *(f"/articles/{slug}/" for slug in known)]
    waiting += [f"/articles/{slug}/editions/" for slug in ("draft", "recalled")]
    waiting += [f"/articles/live/editions/{number}/" for number in (3, 4)] + ["/articles/recalled/editions/1/"]
    waiting += ["/connect/", "/connect/?name=live", "/connect/application", *CLINICS, "/api/v1/docs"]
    below = ("1/", "2/", "1/receipt/", "1/receipt/?as=slip", "2/receipt/", "3/receipt/?as=slip", "1/receipt/?as=x")
    waiting += [f"/go/{article.code}/{page}" for article in Article.objects.all() for page in below]
    prints = Edition.objects.exclude(release_at=None).values_list("fingerprint", flat=True)
    waiting += ["/verify/", "/ar/verify/", *(f"/verify/?hash={text}" for text in ("x", *prints))]
    waiting += [f"/packs/{page}" for page in PACKS]
    waiting += ["/opinion/open/", "/ar/opinion/open/", "/opinion/ended/", "/opinion/unknown/"]
    waiting += [f"/embed/north/{article.code}/" for article in Article.objects.all()] + ["/embed/north/2222222/"]
    waiting += [tell(receiver) for tell in (address_to_confirm, address_to_stop) for receiver in Receiver.objects.all()]
    pages = {}
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        pages[address] = client.get(address)
        soup = BeautifulSoup(pages[address].content, "html.parser")
        found = (link["href"].partition("#")[0] for link in soup.find_all("a", href=True))
        waiting += [link for link in found if link.startswith("/") and not NOT_A_PAGE.search(link)]
    return pages


def test_drafts_scheduled_and_withdrawn_words_appear_nowhere(pages):
    """Promise 1. Only the lasting address of a withdrawn edition, which says so, still shows its words."""
    assert len(pages) > 15
    for address, (page, _html) in pages.items():
        words = page.content.decode()
        assert "SCHEDULED" not in words, address
        assert "DRAFT" not in words, address
        assert "Only for one expert" not in words or address.endswith("/opinion/open/"), address
        assert "GONE" not in words or address == "/articles/withdrawn/editions/1/", address


def test_readers_are_left_alone(pages):
    """Promise 8: no cookie, nothing that differs by cookie, nothing from elsewhere."""
    for address, (page, soup) in pages.items():
        assert not page.cookies, address
        assert "Cookie" not in page.headers.get("Vary", ""), address
        asked = [
            tag.get("src") or tag.get("href")
            for tag in soup.select("img, script[src], link[rel=stylesheet], link[rel=icon], iframe")
        ]
        assert all(name.startswith("/") and not name.startswith("//") for name in asked), address


def test_the_stylesheet_asks_no_other_site():
    for file in (settings.BASE_DIR / "static" / "css").rglob("*.css"):
        assert not re.search(r"https?:|//\w", file.read_text()), file


def test_pages_hold_no_script_and_no_style_of_their_own(pages):
    """Promise 11: the Content-Security-Policy would refuse them. Data for machines is no script."""
    for address, (_page, soup) in pages.items():
        assert not soup.select(f"{WRITTEN_INTO_THE_PAGE}, style, [style]"), address
        assert not [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")], address


def test_every_page_says_its_language_and_its_direction(pages):
    for address, (page, soup) in pages.items():
        if page.status_code in (301, 302):
            continue
        html = soup.html
        language = address.split("/")[1] if address.startswith(("/es/", "/ar/")) else "en"
        assert html["lang"] == language, address
        assert html["dir"] == ("rtl" if language == "ar" else "ltr"), address
        assert page.headers["Content-Language"] == language


def test_every_page_has_one_main_heading_and_its_own_title(pages):
    for address, (_page, soup) in pages.items():
        assert len(soup.find_all("h1")) == 1, address
        assert soup.title.string.strip(), address


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_only_answer_questions(client, portal, method):
    for address in (
        "/",
        "/topics/",
        "/topics/topic/",
        "/a-z/",
        "/glossary/",
        "/search/",
        "/search/suggestions/",
        "/articles/live/",
        "/articles/live/editions/",
        f"/go/{Article.objects.get(slug='live').code}/1/receipt/",
    ):
        assert getattr(client, method)(address).status_code == 405


def test_hostile_words_are_shown_as_words(client):
    """Promise 11."""
    topic = make_topic(slug="topic", name=HOSTILE[:100], description=HOSTILE)
    article = make_article(slug="hostile", topics=[topic], other_names=[HOSTILE])
    facts = {"title": HOSTILE, "summary": HOSTILE, "change_note": HOSTILE, "people": [("reviewer", HOSTILE)]}
    trap = f'<abbr title="<table>{HOSTILE}">x</abbr>'
    sections = [
        {"kind": kind, "heading": HOSTILE, "body": f"<p>{HOSTILE}</p>{trap}"}
        for kind in ("text", "emergency", "details")
    ]
    edition = make_edition(
        article=article, sections=sections, sources=[{"title": HOSTILE, "publisher": HOSTILE}], release_at=NOON, **facts
    )
    GlossaryTerm.objects.create(term=HOSTILE, meaning=HOSTILE, other_names=HOSTILE)
    index([article], moment=NOON)

    addresses = [
        "/",
        "/search/?q=script+alert",
        "/topics/",
        "/topics/topic/",
        "/a-z/",
        "/glossary/",
        "/articles/hostile/",
        "/articles/hostile/editions/",
    ]
    for address in [*addresses, "/articles/hostile/editions/1/"]:
        page = read(client, address)
        assert not page.select(WRITTEN_INTO_THE_PAGE), address
        assert not page.find("img", src="x"), address
    make_withdrawal(edition, at=NOON, reason=HOSTILE)
    page = read(client, "/articles/hostile/", status=410)
    assert not page.select(f"{WRITTEN_INTO_THE_PAGE}, img[src=x]")


def test_words_that_slipped_past_the_sanitiser_once_are_caught_when_shown(client):
    """Promise 11: sanitised when saved and again when shown."""
    from django.db import connection

    edition = make_edition(article=make_article(slug="slipped"), release_at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_section SET body = %s WHERE edition_id = %s", [f"<p>{HOSTILE}</p>", edition.pk])

    page = read(client, "/articles/slipped/")

    assert not page.select(f"{WRITTEN_INTO_THE_PAGE}, img[src=x]")
