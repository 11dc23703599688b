import time
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from articles.models import GlossaryTerm
from articles.reading.article.glossary_words import Glossary
from tests.makers import NOON, make_article, make_edition
from tests.reading.pages import read, words
from tests.reading.test_promises import HOSTILE


def marked(markup, *names, title=""):
    """What is marked in ``markup``, with the term that explains it. names: “term” or “term: other, names”"""
    rows = []
    for pk, name in enumerate(names, start=1):
        term, _colon, others = name.partition(": ")
        rows.append((pk, term, others, f"What {term} means."))
    text, _found = Glossary(rows).mark(markup, title)
    soup = BeautifulSoup(text, "html.parser")
    assert BeautifulSoup(markup, "html.parser").get_text() == soup.get_text()
    return [(button.string, names[int(button["popovertarget"][5:]) - 1].partition(":")[0]) for button in soup("button")]


def found(markup, *names, **more):
    return [text for text, _term in marked(markup, *names, **more)]


def test_the_first_use_in_a_text_is_marked_as_it_is_written():
    assert marked("<p>A Biopsy. Another biopsy.</p>", "biopsy") == [("Biopsy", "biopsy")]


def test_another_name_counts_as_the_same_word():
    assert marked("<p>A needle test or biopsy.</p>", "biopsy: tissue sample, needle test") == [
        ("needle test", "biopsy")
    ]


def test_the_longest_name_wins():
    names = ("lymph", "node", "lymph node", "lymph node biopsy")

    text = "<p>A lymph node biopsy, a lymph node, a node, lymph.</p>"
    assert found(text, *names) == ["lymph node biopsy", "lymph node", "node", "lymph"]


@pytest.mark.parametrize("text", ["biopsies", "rebiopsy", "biopsy2", "bio psy", "b i o p s y"])
def test_only_whole_words_count(text):
    assert found(f"<p>{text}</p>", "biopsy") == []


@pytest.mark.parametrize("text", ["(biopsy)", "“biopsy”,", "biopsy’s", "post-biopsy", "BIOPSY", "biopsy."])
def test_a_word_ends_at_a_sign(text):
    assert len(found(f"<p>{text}</p>", "biopsy")) == 1


def test_names_with_signs_and_gaps_of_every_kind_are_found():
    names = ("X-ray", "R&D", "HER2-positive", "lymph node", "C++")

    text = "<p>An x-ray, R&amp;D, HER2-positive, lymph&nbsp;node, c++</p>"
    assert found(text, *names) == ["x-ray", "R&D", "HER2-positive", "lymph\xa0node", "c++"]


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="https://www.example.org/biopsy">A biopsy</a></p>',
        "<h3>Your biopsy</h3>",
        "<h4>Your biopsy</h4>",
        '<p><abbr title="biopsy">biopsy</abbr></p>',
        "<table><caption>Biopsy</caption><thead><tr><th>Biopsy</th></tr></thead></table>",
        '<p lang="biopsy">None &amp;biopsy</p>'.replace("&amp;biopsy", "&amp;"),
    ],
)
def test_links_headings_abbreviations_and_attributes_stay_as_they_are(markup):
    assert found(markup, "biopsy") == []


def test_what_follows_a_heading_or_a_link_is_marked():
    markup = "<h3>Biopsy</h3><p><strong>A <em>biopsy</em></strong></p>"

    assert found(markup, "biopsy") == ["biopsy"]


def test_the_name_of_an_entity_is_no_word():
    assert found("<p>1 &lt; 2 &amp; 3</p>", "lt", "amp") == []


def test_a_page_does_not_explain_what_it_is_about():
    assert found("<p>Breast biopsy, and a scan.</p>", "breast biopsy", "scan", title="Breast Biopsy") == ["scan"]
    assert found("<p>A needle test.</p>", "biopsy: needle test", title="Biopsy") == []
    assert found("<p>A biopsy.</p>", "biopsy", title="Having a biopsy") == ["biopsy"]


def test_arabic_words_are_found_with_and_without_vowel_signs_and_prefixes_are_left_alone():
    assert found("<p>هذا وَرَم صغير.</p>", "ورم") == ["وَرَم"]
    assert found("<p>هذا ورم صغير.</p>", "وَرَم") == ["ورم"]
    assert found("<p>الورم والورم</p>", "ورم") == []
    assert found("<p>الورم.</p>", "ورم: الورم") == ["الورم"]


def test_spanish_accents_count():
    assert found("<p>Una ecografía o ecografi\u0301a.</p>", "ecografía") == ["ecografía"]
    assert found("<p>Una ecografia.</p>", "ecografía") == []


def test_five_hundred_terms_in_twenty_thousand_words_take_a_moment():
    """Promise 9. Hostile names share their beginning."""
    glossary = Glossary((pk, f"lymph node {pk}", f"word{pk}, {'a ' * 20}{pk}", "Meaning.") for pk in range(500))
    text = "<p>" + "lymph node word499 a a a a a &amp; others <em>more</em> " * 2500 + "</p>"

    began = time.perf_counter()
    glossary.mark(text, "A title")

    assert time.perf_counter() - began < 2


def test_an_empty_name_marks_nothing():
    assert found("<p>Words, and more</p>", "x: , ,", "…") == []


@pytest.fixture
def page(client):
    GlossaryTerm.objects.create(term="biopsy", meaning="A small piece of tissue.", other_names="needle test")
    GlossaryTerm.objects.create(term="scan", meaning="A picture.")
    GlossaryTerm.objects.create(term="tejido", meaning="Parte del cuerpo.", language="es")
    sections = [
        {"heading": "Your biopsy", "body": "<p>A biopsy. A biopsy. Tejido.</p>"},
        {"kind": "details", "heading": "More", "body": "<p>A needle test.</p>"},
    ]
    make_edition(article=make_article(slug="test"), sections=sections, release_at=NOON - timedelta(days=1))
    return read(client, "/articles/test/")


@pytest.mark.django_db
def test_each_section_marks_its_first_use_and_the_meaning_stands_once_on_the_page(page):
    assert [words(button) for button in page.select("button.word")] == ["biopsy", "needle test"]
    (meaning,) = page.select(".meaning")
    assert {button["popovertarget"] for button in page.select("button.word")} == {meaning["id"]}
    assert words(meaning) == "biopsy A small piece of tissue. Close"
    assert page.find(id=meaning["aria-labelledby"]).string == "biopsy"
    assert not page.h2.select("button")


@pytest.mark.django_db
def test_stored_words_stay_as_they_are(page):
    from articles.models import Section

    assert "button" not in "".join(Section.objects.values_list("body", flat=True))


@pytest.mark.django_db
def test_hostile_terms_and_meanings_are_shown_as_words(client):
    """Promise 11."""
    GlossaryTerm.objects.create(term=HOSTILE, meaning=HOSTILE, other_names="plain")
    make_edition(
        article=make_article(slug="hostile"), sections=[{"body": "<p>Plain.</p>"}], release_at=NOON - timedelta(days=1)
    )

    page = read(client, "/articles/hostile/")

    assert HOSTILE in page.select_one(".meaning").get_text()
    assert not page.select(".meaning img, .meaning script")


@pytest.mark.django_db
def test_a_page_without_hard_words_carries_none(client):
    GlossaryTerm.objects.create(term="biopsy", meaning="A small piece of tissue.")
    make_edition(article=make_article(slug="plain"), release_at=NOON - timedelta(days=1))

    assert not read(client, "/articles/plain/").select(".meanings, .word")


@pytest.mark.django_db
def test_words_are_looked_up_once_however_many_there_are(client, django_assert_num_queries):
    make_edition(article=make_article(slug="plain"), release_at=NOON - timedelta(days=1))
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(term=f"term {at}", slug=f"term-{at}", meaning="Meaning.", language=language)
        for at in range(50)
        for language in ("en", "es")
    )

    with django_assert_num_queries(4):
        read(client, "/articles/plain/")
