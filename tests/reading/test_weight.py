"""Promise 9: light and quick."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile

from articles.importing import load_sample
from articles.models import Edition
from articles.reading.stylesheet import StaticFiles, in_one_piece
from tests.makers import NOON, make_article, make_edition, make_topic, make_user
from tests.reading.pages import main, read, words

FOLDER = settings.BASE_DIR / "static"
# About 1,400 words in 14 sections is the longest of the sample pages, doubled.
WORDS = (
    "Your nurse will tell you how the test is done and what the result may mean for you and for the people around "
    "you. Ask as often as you like. Most people go home the same day, rest for a while, and feel better within a week. "
)


MOST = 14 * 1024


def weight_of(page: bytes) -> int:
    """What a reader loads before the first paint, in bytes."""
    return len(gzip.compress(page)) + len(gzip.compress(stylesheet().encode()))


def read_file(name):
    return (FOLDER / name).read_text()


def stylesheet():
    return in_one_piece(read_file)


def test_the_stylesheet_goes_out_as_one_file():
    whole = stylesheet()

    assert "@import" not in whole
    assert whole.startswith("@layer tokens, base, parts, print;")
    assert ".care--emergency" in whole
    assert whole.count("{") == whole.count("}")


def test_every_part_of_the_stylesheet_is_in_it_once():
    named = read_file("css/portal.css") + read_file("css/other_pages.css")

    parts = [f"parts/{file.name}" for file in (FOLDER / "css" / "parts").glob("*.css")]
    for name in ["tokens.css", "base.css", "print.css", *parts]:
        assert named.count(f'url("{name}")') == 1, name


def test_every_file_that_the_stylesheet_asks_for_is_there():
    for line in read_file("css/tokens.css").splitlines():
        if "url(" in line:
            name = line.split('url("../')[1].split('"')[0]
            assert (FOLDER / name).is_file(), name


@pytest.mark.django_db
def test_the_first_paint_of_a_long_article_fits_into_one_round_trip(client):
    kinds = ["text", "key-points", "emergency", "urgent", "do", "dont", "text", "warning", "questions", "text"]
    body = "".join(f"<p>{number}. {WORDS[number:]}</p>" for number in range(5))
    sections = [
        {"kind": kind, "heading": f"{kind} heading number {at}", "body": body} for at, kind in enumerate(kinds * 2)
    ]
    article = make_article(slug="long", topics=[make_topic(), make_topic()])
    sources = [
        {"title": f"Guideline number {at}", "publisher": "An institute", "url": f"https://www.example.org/{at}"}
        for at in range(8)
    ]
    make_edition(article=article, sections=sections, sources=sources, release_at=NOON - timedelta(days=1))

    page = client.get("/articles/long/").content

    assert weight_of(page) <= MOST


@pytest.mark.django_db
def test_so_does_that_of_a_hundred_sections_and_the_contents_lead_to_each(client, django_assert_num_queries):
    sections = [{"heading": f"Part {number}", "body": f"<p>{number}. You rest.</p>"} for number in range(1, 101)]
    make_edition(article=make_article(slug="long"), sections=sections, release_at=NOON - timedelta(days=1))
    with django_assert_num_queries(4):
        page = read(client, "/articles/long/")

    told = [f"Part {number}" for number in range(1, 101)]
    assert [words(heading) for heading in page.main.find_all("h2")][: len(told)] == told
    assert len(page.select(".contents")) == 2
    for contents in page.select(".contents"):
        assert [words(page.find(id=link["href"][1:])) for link in contents.find_all("a")] == told
    assert main(page).count("You rest.") == 100
    assert weight_of(str(page).encode()) <= MOST


@pytest.mark.django_db
def test_so_does_that_of_every_sample_page_in_its_language(client):
    load_sample(by=make_user(), now=NOON)
    late = NOON + timedelta(days=365)
    editions = Edition.objects.live_at(late).select_related("article")

    with time_machine.travel(late, tick=False):
        pages = {edition.title: client.get(edition.article.get_absolute_url()).content for edition in editions}
    weights = {title: weight_of(page) for title, page in pages.items()}

    assert len({edition.article.language for edition in editions}) == 3
    assert {title: weight for title, weight in weights.items() if weight > MOST} == {}


def test_the_fonts_are_small():
    for file in (FOLDER / "fonts").glob("*.woff2"):
        assert file.stat().st_size < 14 * 1024, file


def test_a_file_is_packed_once_under_the_name_that_pages_use(tmp_path):
    static = StaticFiles(location=tmp_path)
    static.save("css/quiet.css", ContentFile(b"p { color: black }\n" * 50))
    list(static.post_process({"css/quiet.css": (static, "css/quiet.css")}))

    named = static.stored_name("css/quiet.css")
    assert sorted(file.name for file in tmp_path.rglob("*.css.*")) == [f"{named[4:]}.br", f"{named[4:]}.gz"]
