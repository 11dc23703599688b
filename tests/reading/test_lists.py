from datetime import timedelta

import pytest

from articles.models import GlossaryTerm
from tests.makers import NOON, make_article, make_edition, make_topic, make_withdrawal
from tests.reading.pages import heading, links, main, read, words

pytestmark = pytest.mark.django_db


def released(title, *, days=10, **facts):
    article = make_article(**facts)
    make_edition(article=article, title=title, release_at=NOON - timedelta(days=days))
    return article


def test_the_start_page_says_what_this_is_and_leads_to_topics_and_pages(client):
    tests = make_topic(slug="tests", name="Tests", description="What tests are for.")
    make_topic(slug="empty", name="Nothing in it")
    article = released("Having a biopsy", slug="biopsy", topics=[tests])
    updated = released("Having a scan", slug="scan")
    make_edition(
        article=updated, title="Having a scan", change_note="A clearer picture.", release_at=NOON - timedelta(days=1)
    )

    page = read(client, "/")

    assert heading(page) == "Clear words about your health and care"
    assert links(page.main)["Tests"] == "/topics/tests/"
    assert "What tests are for. 1 page" in main(page)
    assert "Nothing in it" not in main(page)
    assert words(page.find("h2", id="new").parent).startswith("Newly released Having a biopsy 20 February 2026")
    assert "Having a scan Updated 1 March 2026 A clearer picture." in words(page.find("h2", id="updated").parent)
    assert links(page.main)["Having a biopsy"] == article.get_absolute_url()


def test_the_start_page_shows_the_five_newest_first(client):
    for number in range(1, 8):
        released(f"Page {number}", days=number)

    listed = list(links(read(client, "/").select_one(".page-list")))

    assert listed == ["Page 1", "Page 2", "Page 3", "Page 4", "Page 5"]


@pytest.mark.parametrize("address", ["/", "/topics/", "/a-z/", "/glossary/", "/es/", "/ar/topics/"])
def test_an_empty_portal_has_pages_all_the_same(client, address):
    assert heading(read(client, address))


@pytest.mark.parametrize("address", ["/{}", "/{}a-z/", "/{}topics/"])
def test_lists_hold_the_pages_of_their_own_language(client, address):
    for language, name in (("en", "English"), ("es", "Castellano")):
        topic = make_topic(slug="shelf", language=language, name=f"{name} topic")
        released(f"{name} page", slug="same", language=language, topics=[topic])

    assert "English" in main(read(client, address.format("")))
    assert "Castellano" not in main(read(client, address.format("")))
    assert "Castellano" in main(read(client, address.format("es/")))
    assert "English" not in main(read(client, address.format("es/")))


def test_a_topic_lists_its_live_pages_in_order_of_title(client):
    topic = make_topic(slug="tests", name="Tests")
    for title in ("zinc", "Écho", "apple", "“Biopsy”", "Mammogram"):
        released(title, topics=[topic])
    make_edition(article=make_article(topics=[topic]), title="In the making")
    make_withdrawal(
        make_edition(article=make_article(topics=[topic]), title="Gone", release_at=NOON - timedelta(days=9))
    )

    page = read(client, "/topics/tests/")

    assert list(links(page.select_one(".page-list"))) == ["apple", "“Biopsy”", "Écho", "Mammogram", "zinc"]


def test_a_full_topic_goes_on_over_several_pages(client):
    topic = make_topic(slug="tests")
    for number in range(51):
        released(f"Page {number:02}", topics=[topic])

    first, second = read(client, "/topics/tests/"), read(client, "/topics/tests/?page=2")

    assert len(first.select(".page-list li")) == 50
    assert links(first.select_one(".pages")) == {"Next page": "?page=2"}
    assert list(links(second.select_one(".page-list"))) == ["Page 50"]
    assert "Page 2 of 2" in main(second)


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "", "1.5", "9" * 5000, "%00", "last"])
def test_a_page_that_is_not_there_gets_a_clear_sentence(client, page):
    """Promise 10."""
    released("A page", topics=[make_topic(slug="tests")])

    assert "has no page with that number" in main(read(client, f"/topics/tests/?page={page}", status=404))
    assert "has no page with that number" in main(read(client, f"/a-z/?page={page}", status=404))


def test_topics_stand_in_order_with_how_many_pages_each_holds(client):
    for name in ("zebra", "Ánimo", "Blood"):
        topic = make_topic(name=name)
        released(f"{name} 1", topics=[topic])
        released(f"{name} 2", topics=[topic])

    listed = [words(item) for item in read(client, "/topics/").select(".topic-list li")]

    assert listed == ["Ánimo 2 pages", "Blood 2 pages", "zebra 2 pages"]


def test_the_glossary_explains_words_by_letter(client):
    for term in ("node", "Ångström", "biopsy"):
        GlossaryTerm.objects.create(
            term=term, meaning=f"What {term} means.", other_names="sample" if term == "biopsy" else ""
        )
    GlossaryTerm.objects.create(term="biopsia", language="es", meaning="Una muestra.")

    page = read(client, "/glossary/")

    assert [words(letter) for letter in page.select("h2")] == ["A", "B", "N"]
    assert "biopsy What biopsy means. Also called: sample." in main(page)
    assert page.find(id="biopsy")
    assert "Una muestra" not in main(page)


def test_lists_ask_the_database_a_fixed_number_of_times(client, django_assert_num_queries):
    topics = [make_topic(slug="tests"), make_topic()]
    for number in range(8):
        article = released(f"Page {number}", topics=topics, other_names=[f"Name {number}", f"Other {number}"])
        if number % 2:
            make_edition(article=article, release_at=NOON - timedelta(days=1))

    for address, queries in {"/": 5, "/topics/": 2, "/topics/tests/": 3, "/a-z/": 6, "/glossary/": 1}.items():
        with django_assert_num_queries(queries):
            read(client, address)
