"""A clinic's own website shows our page: in a frame, or through oEmbed, with its date and where it is from."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from articles.models import Clinic
from tests.makers import NOON, make_article, make_clinic, make_edition, make_withdrawal
from tests.reading.pages import SECTIONS_OF_EVERY_KIND, heading, links, main, read

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CODE = "K52V6XC"
FRAME = f"/embed/north/{CODE}/"
PAGE = "http://testserver/articles/biopsy/"


@pytest.fixture
def clinic():
    return make_clinic(slug="north", websites="https://www.north.example\nhttps://north.example:8443/\n")


@pytest.fixture
def biopsy(clinic):
    article = make_article(code=CODE, slug="biopsy")
    make_edition(article=article, title="A <biopsy>", sections=SECTIONS_OF_EVERY_KIND, release_at=NOON - DAY)
    return article


def frame_ancestors(response):
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    return policy["frame-ancestors"]


def asked(client, status=200, **query):
    response = client.get("/oembed/", {"url": PAGE, **query})
    assert response.status_code == status, response.content
    return response


def test_a_frame_shows_the_page_without_our_menus_and_with_its_date_and_source(client, biopsy):
    page = read(client, FRAME)

    assert heading(page) == "A <biopsy>"
    assert "Released 1 March 2026, edition 1" in main(page)
    assert "Patient information · This is general information." in main(page)
    assert links(page.main)["Read this page on its own website"] == "/articles/biopsy/"
    assert links(page.main)["Is this copy still current?"] == f"/go/{CODE}/1/"
    assert not page.select("nav, form, script, .site-header, .site-footer")
    assert page.base["target"] == "_blank"


def test_only_the_websites_of_the_clinic_may_show_it_and_our_other_pages_nobody(client, biopsy):
    """Promise 11."""
    frame, other = client.get(FRAME), client.get("/articles/biopsy/")

    assert frame_ancestors(frame) == "https://www.north.example https://north.example:8443"
    assert "X-Frame-Options" not in frame
    assert frame_ancestors(other) == "'none'"
    assert other["X-Frame-Options"] == "DENY"
    assert not frame.cookies


def test_a_clinic_without_websites_frames_nothing(client, biopsy):
    Clinic.objects.update(websites="")

    assert frame_ancestors(client.get(FRAME)) == "'none'"
    assert client.get("/embed/north/%00/").status_code == 404


def test_in_the_name_of_no_clinic_a_frame_says_anywhere_why_and_what_to_do_and_repeats_nothing(client, biopsy):
    draft = make_edition().article
    answers = [client.get(f"/embed/hostile-words/{code}/") for code in (CODE, "hostile-words", draft.code)]
    pages = [BeautifulSoup(answer.content, "html.parser") for answer in answers]

    assert {answer.status_code for answer in answers} == {404}
    assert {frame_ancestors(answer) for answer in answers} == {"*"}
    assert not [answer for answer in answers if b"hostile-words" in answer.content or answer.cookies]
    assert all("there is no clinic with that name here" in page.main.get_text() for page in pages)
    assert not [part for page in pages for part in page.select("form, script, input, button")]
    assert [links(page.main) for page in pages] == [
        {"Read this page on its own website": "/articles/biopsy/"},
        {"Search our own website": "/"},
        {"Search our own website": "/"},
    ]


def test_a_code_that_we_do_not_have_is_said_calmly_in_the_frame_in_the_language_of_the_clinic(client, clinic):
    Clinic.objects.update(language="es")

    unknown = client.get("/embed/north/<b>K52V6XD/")

    assert unknown.status_code == 404
    assert frame_ancestors(unknown) == "https://www.north.example https://north.example:8443"
    assert "X-Frame-Options" not in unknown
    page = read(client, "/embed/north/K52V6XD/", status=404)
    assert heading(page) == "Esta página no está aquí"
    assert "K52V6XD" in main(page)
    assert page.html["lang"] == "es"


def test_oembed_is_kept_no_longer_than_its_words_hold(client, biopsy):
    assert asked(client).json()["cache_age"] == 3600

    make_edition(article=biopsy, release_at=NOON + timedelta(minutes=20))
    make_withdrawal(biopsy.editions.get(number=1), at=NOON + timedelta(minutes=10))

    assert asked(client).json()["cache_age"] == 600


@pytest.mark.parametrize(
    ("kind", "said"), [("withdrawn", "because it is out of date"), ("recalled", "because it may be unsafe")]
)
def test_the_frame_says_that_a_page_was_taken_away_and_none_of_its_words(client, biopsy, kind, said):
    """Promise 1."""
    instead = make_article(slug="scan")
    make_edition(article=instead, title="A scan", release_at=NOON - DAY)
    make_withdrawal(biopsy.newest_edition, kind=kind, at=NOON, reason="The dose was wrong.", replacement=instead)

    page = read(client, FRAME, status=410)

    assert said in main(page)
    assert "The dose was wrong." in main(page)
    assert ("If you have already done what it said" in main(page)) == (kind == "recalled")
    assert links(page.main)["Read instead: A scan"] == "/articles/scan/"
    assert "It harms your liver." not in main(page)
    assert frame_ancestors(client.get(FRAME)).startswith("https://www.north.example")


def test_the_frame_speaks_the_language_of_the_page(client, clinic):
    make_edition(article=make_article(code=CODE, slug="anwa", language="ar"), title="العدوى", release_at=NOON)

    page = read(client, FRAME)

    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert client.get(FRAME)["Content-Language"] == "ar"


def test_an_article_says_where_programs_find_what_to_show_of_it(client, biopsy):
    page = read(client, "/articles/biopsy/")

    for form in ("application/json", "text/xml"):
        (link,) = page.select(f'link[rel=alternate][type="{form}+oembed"]')
        assert client.get(link["href"]).status_code == 200
        assert client.get(link["href"])["Content-Type"].startswith(form)


def test_oembed_gives_lines_without_a_script_that_name_us_and_the_date(client, biopsy):
    told = asked(client).json()
    quoted = BeautifulSoup(told["html"], "html.parser")

    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "A <biopsy>")
    assert (told["provider_name"], told["provider_url"]) == ("Patient information", "http://testserver/")
    assert quoted.blockquote["cite"] == PAGE
    assert links(quoted) == {
        "A <biopsy>": PAGE,
        "Is this copy still current?": f"http://testserver/go/{CODE}/1/",
    }
    assert "Patient information, edition 1, released 1 March 2026." in quoted.get_text()
    assert "<script" not in told["html"]


def test_a_page_without_a_summary_is_quoted_without_an_empty_line(client):
    make_edition(article=make_article(slug="biopsy"), summary="", release_at=NOON - DAY)

    assert "<p></p>" not in asked(client).json()["html"]


def test_oembed_asks_the_database_for_no_more_of_the_page_than_it_has_been_given(
    client, biopsy, django_assert_num_queries
):
    with django_assert_num_queries(9):
        client.get("/oembed/", {"url": "http://testserver/articles/biopsy/"})


def test_the_same_as_xml(client, biopsy):
    told = {part.tag: part.text for part in ElementTree.fromstring(asked(client, format="xml").content)}

    assert told == {name: str(value) for name, value in asked(client).json().items()}


def test_with_its_clinic_oembed_gives_a_frame_that_fits_into_the_room_there_is(client, biopsy):
    told = asked(client, clinic="north", maxwidth="400", maxheight="9999").json()
    frame = BeautifulSoup(told["html"], "html.parser").iframe

    assert frame["src"] == f"http://testserver{FRAME}"
    assert frame["title"] == "A <biopsy>"
    assert (told["width"], told["height"]) == (400, 800) == (int(frame["width"]), int(frame["height"]))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"format": "yaml"}, 501),
        ({"url": ""}, 400),
        ({"url": "https://elsewhere.example/articles/biopsy/"}, 404),
        ({"url": "http://testserver/articles/\x00/"}, 404),
        ({"maxwidth": "wide"}, 400),
        ({"maxheight": "-1"}, 400),
        ({"clinic": "south"}, 404),
        ({"clinic": "\x00"}, 404),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(client, biopsy, query, status):
    """Promise 10."""
    told = asked(client, status, **query).json()

    assert told["status"] == status
    assert told["detail"]


def test_a_page_that_was_taken_away_is_not_shown_elsewhere(client, biopsy):
    make_withdrawal(biopsy.newest_edition, at=NOON, reason="The dose was wrong.")

    assert "The dose was wrong." in asked(client, 410).json()["detail"]


def test_the_check_of_a_copy_gives_a_clinic_the_lines_for_its_website(client, biopsy):
    page = read(client, f"/go/{CODE}/1/")

    assert page.select_one(".listing pre").get_text() == asked(client).json()["html"]


@pytest.mark.parametrize(
    "line", ["http://north.example", "https://north.example/path", "north", "https://*", "https://a.b;x"]
)
def test_what_is_no_website_cannot_frame_our_pages(line):
    with pytest.raises(ValidationError, match="is no website"):
        make_clinic(websites=line).full_clean()
