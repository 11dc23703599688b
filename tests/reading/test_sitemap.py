"""What search engines may find: every page that patients can read now, and nothing else."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine

from articles.models import Review, TranslationGroup
from articles.reading import sitemap
from tests.makers import NOON, make_article, make_edition, make_topic, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SITE = "http://testserver"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client, address="/sitemap.xml"):
    """{address: (lastmod, {language: alternate})}, in order"""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    return {
        url.find("s:loc", NAMES).text.removeprefix(SITE): (
            url.findtext("s:lastmod", None, NAMES),
            {link.get("hreflang"): link.get("href").removeprefix(SITE) for link in url.findall("x:link", NAMES)},
        )
        for url in ElementTree.fromstring(response.content)
    }


def make_live(slug="biopsy", **facts):
    return make_edition(article=make_article(slug=slug, **facts), release_at=NOON - DAY)


def test_it_holds_the_lists_the_topics_and_every_live_article(client):
    make_live(topics=[make_topic(slug="tests")])
    make_topic(slug="empty")

    assert list(read(client)) == ["/", "/topics/", "/a-z/", "/glossary/", "/topics/tests/", "/articles/biopsy/"]


def test_what_cannot_be_read_now_is_not_in_it(client):
    """Promise 1: nothing old, to come, in the making or taken away."""
    make_edition(article=make_article(slug="draft"))
    make_edition(article=make_article(slug="soon"), release_at=NOON + timedelta(seconds=1))
    for kind in ("withdrawn", "recalled"):
        make_withdrawal(make_live(kind, topics=[make_topic(slug="gone")] if kind == "recalled" else []), kind=kind)

    assert read(client) == {}
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        assert "/articles/soon/" in read(client)


def test_a_page_changed_when_it_was_released_or_looked_at_again(client):
    make_live("released")
    edition = make_live("seen")
    Review.objects.create(
        edition=edition,
        reviewed_on=date(2026, 3, 2),
        review_due=date(2029, 2, 20),
        recorded_by=make_user(),
        recorded_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    )

    found = read(client)

    assert found["/articles/released/"][0] == "2026-03-01T12:00:00+00:00"
    assert found["/articles/seen/"][0] == "2026-03-02T09:00:00+00:00"


def test_translations_that_are_live_name_one_another(client):
    group = TranslationGroup.objects.create()
    make_live("biopsy", translation_group=group)
    make_live("biopsia", language="es", translation_group=group)
    make_edition(article=make_article(slug="khaza", language="ar", translation_group=group))
    make_live("alone", translation_group=TranslationGroup.objects.create())

    found = read(client)

    both = {"en": "/articles/biopsy/", "es": "/es/articles/biopsia/"}
    assert found["/articles/biopsy/"][1] == found["/es/articles/biopsia/"][1] == both
    assert found["/articles/alone/"][1] == {}
    assert found["/"][1] == found["/es/"][1] == {"en": "/", "es": "/es/"}
    assert "/ar/" not in found


def test_a_large_portal_has_several_files_and_an_index_of_them(client, monkeypatch):
    monkeypatch.setattr(sitemap.Sitemap, "LONGEST", 4, raising=True)
    for number in range(5):
        make_live(f"page-{number}")

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)

    files = [place.text.removeprefix(SITE) for place in index.findall("s:sitemap/s:loc", NAMES)]
    assert files == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    pages = [list(read(client, file)) for file in files]
    assert [len(page) for page in pages] == [4, 4, 1]
    assert len({address for page in pages for address in page}) == 9


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_a_file_that_is_not_there_is_not_found(client, number):
    """Promise 10."""
    make_live()

    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_it_takes_as_many_queries_however_long_it_is(client, django_assert_max_num_queries):
    group = TranslationGroup.objects.create()
    for number, language in enumerate(["en", "es", "ar"]):
        make_live(f"page-{number}", language=language, translation_group=group, topics=[make_topic(language=language)])

    with django_assert_max_num_queries(9):
        read(client)


def test_robots_are_told_where_the_sitemap_is_and_what_to_leave_alone(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == f"User-agent: *\nDisallow: /admin/\n\nSitemap: {SITE}/sitemap.xml\n"
    assert client.get("/es/robots.txt").status_code == 404
