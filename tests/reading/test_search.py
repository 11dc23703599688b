"""The page of the search: what is asked, what is found, and what is said if nothing is."""

from datetime import timedelta

import pytest
from django.utils.safestring import mark_safe

from articles.models import EmergencyAnswer
from articles.reading.views import searching as view
from articles.searching import CannotSearch, Found, Result
from tests.makers import NOON, make_article, make_edition, make_topic, make_withdrawal
from tests.reading.pages import heading, links, main, read, words
from tests.searching.pages import make_page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def finds(monkeypatch):
    """Lets the search find what a test says, and keeps what it was asked."""
    asked = []

    def answer(**facts):
        def find(text, **more):
            asked.append((text, more))
            return Found(words=text, page=more["page"], **facts)

        monkeypatch.setattr(view, "find", find)
        return asked

    return answer


def result(title="Having a biopsy", **facts):
    edition = make_edition(article=make_article(language=facts.pop("language", "en")), title=title)
    section = edition.sections.get()
    told = {"title": mark_safe(title), "extract": mark_safe("You <mark>rest</mark>."), "section": section}
    return Result(edition=edition, heading=mark_safe(section.heading), **{**told, **facts})


def title(page):
    return page.title.string


def test_a_search_leads_to_the_section_that_answers_with_the_words_marked(client):
    make_page(
        "Sarcoidosis",
        slug="sarcoidosis",
        sections=[
            {"heading": "What it is", "body": "<p>Small lumps of cells.</p>"},
            {"heading": "Treatment", "body": "<p>Steroids help most people.</p>"},
        ],
    )

    page = read(client, "/search/?q=sarcoidosis")

    assert words(page.h2) == "1 result for “ sarcoidosis ”"
    (address,) = links(page.select_one(".results h3")).values()
    assert address.startswith("/articles/sarcoidosis/")
    assert "Sarcoidosis" in [mark.string for mark in page.select(".results mark")]


def test_a_result_shows_its_section_and_links_to_its_anchor(client, finds):
    finds(count=1, results=[found := result()])

    page = read(client, "/search/?q=rest")

    assert links(page.select_one(".results")) == {
        "Having a biopsy – What happens": f"{found.edition.article.get_absolute_url()}#what-happens"
    }
    assert words(page.select_one(".results p")) == "You rest."
    assert page.select_one(".results mark").string == "rest"


def test_the_page_without_a_question_is_calm_and_leads_on(client):
    make_page("A page", topics=[make_topic(slug="tests", name="Tests")])

    page = read(client, "/search/?q=%20%00%20")

    assert heading(page) == "Search"
    assert page.form["action"] == "/search/"
    assert {"Tests": "/topics/tests/", "All pages from A to Z": "/a-z/"}.items() <= links(page.main).items()
    assert "result" not in main(page)


def test_how_much_was_found_is_told_by_heading_and_title_and_goes_on_over_pages(client, finds):
    asked = finds(count=14, results=[result()])
    make_page("A page", topics=[make_topic(slug="tests")])

    page = read(client, "/search/?q=lump+in+breast&topic=tests&page=2")

    assert words(page.select_one("h2")).startswith("14 results for")
    assert title(page) == "lump in breast: 14 results – page 2 – Search – Patient information"
    assert "Page 2 of 2" in main(page)
    assert links(page.select_one(".pages")) == {"Previous page": "?q=lump+in+breast&topic=tests&page=1"}
    assert page.select_one(".results")["start"] == "11"
    assert asked[0][1]["page"] == 2


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1.5", "9" * 5000, "%00", "3", "٢"])
def test_a_page_of_results_that_is_not_there_gets_a_sentence(client, finds, number):
    """Promise 10."""
    finds(count=34)

    page = read(client, f"/search/?q=lump&page={number}", status=404)

    assert "This search has no page with that number." in main(page)


def test_a_search_can_be_narrowed_to_a_topic_and_to_another_language(client):
    lungs, breasts = make_topic(slug="lungs", name="Lungs"), make_topic(slug="breasts", name="Breasts")
    make_page("A lump in the lung", topics=[lungs])
    make_page("A lump in the breast", topics=[breasts])
    make_page("Tumor de pulmón", language="es", text="Un bulto.")

    narrowed = read(client, "/search/?q=lump&topic=lungs")
    elsewhere = read(client, "/search/?q=bulto&language=es")

    assert [words(one) for one in narrowed.select(".results h3 a")] == ["A lump in the lung"]
    assert words(narrowed.select_one("option[selected]")) == "Lungs"
    assert narrowed.select_one("details.search__more").has_attr("open")
    assert elsewhere.select_one(".results")["lang"] == "es"
    assert len(elsewhere.select(".results li")) == 1
    nothing = read(client, "/search/?q=bulto&topic=lungs")
    assert links(nothing.main)["Search in all topics and in the language of this page"] == "/search/?q=bulto"


def test_a_topic_or_language_that_is_not_there_is_said_and_the_rest_is_searched(client):
    make_page("A lump")

    for query, sentence in (("topic=gone%00", "There is no such topic"), ("language=tlh", "We do not know that")):
        page = read(client, f"/search/?q=lump&{query}")
        assert sentence in main(page)
        assert "1 result" in main(page)


def test_a_correction_is_said(client, finds):
    finds(count=1, results=[result()], corrected="diabetes")

    assert "Showing results for diabetes" in main(read(client, "/search/?q=diabetis"))


def test_what_editors_pinned_says_so(client, finds):
    finds(count=1, results=[result(is_pinned=True)])

    assert "Chosen by our editors" in main(read(client, "/search/?q=biopsy"))


def test_an_emergency_comes_before_everything_else_on_the_page(client, finds):
    answer = EmergencyAnswer.objects.create(heading="Chest pain", body=f"<p>Call <b>000</b>.{HOSTILE}</p>", phrases="a")
    finds(count=1, results=[result()], emergency=answer)

    page = read(client, "/search/?q=chest+pain")

    card = page.select_one("main > section")
    assert words(card).startswith("Get help now: Chest pain Call 000.")
    assert "care--emergency" in card["class"]
    assert card.find_previous_sibling().name == "h1"
    assert not page.select("main script")


def test_despair_is_answered_gently_and_also_if_nothing_is_found(client, finds):
    answer = EmergencyAnswer.objects.create(heading="Not alone", body="<p>Talk.</p>", phrases="die", is_gentle=True)
    finds(emergency=answer)

    card = read(client, "/search/?q=want+to+die").select_one("main > section")

    assert words(card) == "Help is there for you: Not alone Talk."
    assert "care--emergency" not in card["class"]


def test_nothing_found_leads_to_the_nearest_titles_topics_and_a_to_z(client, finds):
    near = make_edition(article=make_article(slug="biopsy"), title="Having a biopsy")
    finds(nearest=[near])
    make_page("A page", topics=[make_topic(slug="tests", name="Tests")])

    page = read(client, "/search/?q=biosphy")

    assert title(page) == "biosphy: nothing found – Search – Patient information"
    assert words(page.h2) == "We found nothing for “ biosphy ”"
    found = links(page.main)
    assert found["Having a biopsy"] == "/articles/biopsy/"
    assert found["Tests"] == "/topics/tests/"
    assert found["All pages from A to Z"] == "/a-z/"


def test_what_cannot_be_searched_gets_a_clear_sentence_and_keeps_the_words(client, monkeypatch):
    """Promise 10."""

    def refuse(*args, **more):
        raise CannotSearch("Type a word or two.")

    monkeypatch.setattr(view, "find", refuse)

    page = read(client, "/search/?q=...", status=400)

    assert words(page.select_one("[role=alert]")) == "Type a word or two."
    assert page.select_one("input[type=search]")["value"] == "..."


@pytest.mark.parametrize(
    "question",
    ["'", '"a', "a OR NOT b*", "title:x^9", "';DROP TABLE x;--", "a\x00b", "\u202eevil\u202c", "a" * 10_000, "%", "()"],
)
def test_hostile_questions_get_ordinary_answers_or_a_sentence(client, question):
    """Promises 10 and 12."""
    make_page("A page about evil")

    for page in (client.get("/search/", {"q": question}), client.get("/search/suggestions/", {"q": question})):
        assert page.status_code in (200, 400)
        assert "\u202e" not in page.content.decode()


def test_what_was_typed_is_shown_as_words(client):
    """Promise 11."""
    page = read(client, f"/search/?q={HOSTILE.replace('=', '%3D')}")

    assert page.select_one("input[type=search]")["value"] == HOSTILE
    assert not page.select("main script, img[src=x]")


def test_a_long_message_is_shortened_where_it_is_shown_and_kept_in_the_field(client, finds):
    finds(count=1, results=[result()])
    message = "I have been worried since Monday. " * 20

    page = read(client, f"/search/?q={message}")

    assert len(words(page.h2)) < 110
    assert page.select_one("input[type=search]")["value"] == message.strip()


def test_only_what_patients_can_read_at_this_moment_is_found(client):
    """Promise 1."""
    make_page("SCHEDULED lump", at=NOON + HOUR)
    make_withdrawal(make_page("GONE lump"), at=NOON - HOUR)
    make_page("Live lump")

    for address in ("/search/?q=lump", "/search/suggestions/?q=lump"):
        answer = client.get(address).content.decode()
        assert "Live" in answer
        assert "SCHEDULED" not in answer
        assert "GONE" not in answer


def test_what_somebody_looks_for_stays_with_them(client, caplog):
    """Promise 8."""
    make_page("A lump")

    for address in ("/search/?q=lump", "/search/suggestions/?q=lump", "/search/?q=...", "/search/?q=lump&page=x"):
        page = client.get(address)
        assert not page.cookies
        assert "Cookie" not in page.headers.get("Vary", "")
    for address in ("/search/?q=lump", "/search/suggestions/?q=lump"):
        page = client.get(address)
        assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert client.get("/search/suggestions/?q=lump")["Cache-Control"] == "no-store"
    assert read(client, "/search/?q=lump").select_one("input[type=search]")["autocomplete"] == "off"
    assert caplog.text == ""


def test_suggestions_tell_names_with_the_page_they_lead_to(client):
    make_page("Myocardial infarction", slug="mi", other_names=["Heart attack"])

    by_name, by_title = (client.get(f"/search/suggestions/?q={typed}").json() for typed in ("hea", "myo"))

    assert by_name == {
        "suggestions": [{"words": "Heart attack", "title": "Myocardial infarction", "address": "/articles/mi/"}]
    }
    assert by_title["suggestions"][0] | {"title": ""} == by_title["suggestions"][0]


@pytest.mark.parametrize("typed", ["", "h", "h ", "-h-", "%00"])
def test_nothing_is_suggested_before_two_letters(client, monkeypatch, typed):
    monkeypatch.setattr(view, "suggest", None)

    assert client.get(f"/search/suggestions/?q={typed}").json() == {"suggestions": []}


def test_a_page_of_results_asks_the_database_only_for_topics(client, finds, monkeypatch, django_assert_num_queries):
    finds(count=2, results=[result(), result()])
    monkeypatch.setattr(view, "count", lambda *args, **facts: None)

    with django_assert_num_queries(1):
        client.get("/search/?q=rest")


def test_another_language_goes_on_with_the_same_words(client):
    header = read(client, "/search/?q=vitamin+B12").header

    assert links(header)["Español"] == "/es/search/?q=vitamin+B12"
    assert links(read(client, "/search/").header)["Español"] == "/es/"


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_search_speaks_the_language_of_its_address(client, language):
    make_page("Dolor", language=language, slug="dolor")

    page = read(client, f"/{language}/search/?q=dolor")

    assert page.html["lang"] == language
    assert page.form["action"] == f"/{language}/search/"
    assert page.form["data-suggestions"] == f"/{language}/search/suggestions/"
    assert next(iter(links(page.select_one(".results")).values())).startswith(f"/{language}/articles/dolor/")
    assert "Search" not in main(page)
