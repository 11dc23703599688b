"""What every check says, whatever the rule; and that no text makes one fail or run on."""

import re
import socket
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.checking import Severity, Written, WrittenSection, checks_of_words, obstacles_in, terms_of, written
from articles.checking.hard_words import hard_words
from articles.models import Edition, GlossaryTerm, Kind, clean_html
from tests.checking.pages import RULES, TODAY, checks, page, section, words
from tests.makers import make_article, make_edition, make_image


def test_a_check_names_its_rule_its_place_its_words_and_what_to_do():
    long = f"Now {words(20)}."
    body = f"<h3>Rest</h3><p>Rest. {long}</p>"

    [check] = checks(section(), section(body, heading="At home"))

    assert (check.rule, check.severity) == ("sentences_are_short", Severity.ADVICE)
    assert (check.place.section, check.place.field, check.place.paragraph) == (1, "body", 2)
    assert check.place.name == "At home"
    assert check.words == long
    assert check.sentence.startswith("Split this sentence: it has 21 words")


def test_obstacles_are_told_before_advice():
    told = checks(section("<p>Rest prior to it.</p>"), section("<p></p>", heading=""))

    assert [(check.severity, check.place.name) for check in told] == [
        (Severity.OBSTACLE, "section 2"),
        (Severity.ADVICE, "What happens"),
    ]


def test_checks_are_told_in_the_order_of_the_page():
    hard, again = f"<p>Rest.</p><p>Rest prior to it.</p><p>{words(21)}</p>", "<p>Commence.</p><h4>Small</h4>"

    told = checks(section(hard), section(again, heading="Again"), summary="")

    assert [(check.place.section, check.place.paragraph) for check in told] == [
        (None, None),
        *((0, 2), (0, 3)),
        *((1, 1), (1, 2)),
    ]


def test_words_that_read_well_are_left_alone():
    assert checks() == []


def test_what_is_told_once_is_not_told_again():
    text = "<p>Administer it. A glossoplasty helps 14%, or 15%.</p>"

    told = checks(section(text), section("<p>Administer a glossoplasty.</p>", heading="Again"))

    assert [check.words for check in told] == ["Administer", "glossoplasty", "14%"]


def test_what_the_glossary_explains_is_no_advice():
    text = section("<p>You have acute hypertension and need a cholecystectomy.</p>")

    assert len(checks(text)) == 3
    assert checks(text, terms=["cholecystectomy", "acute hypertension"]) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_files_of_hard_words_hold_words_and_plainer_ones(language):
    listed = hard_words(language)

    assert len(listed) > 100
    assert [word for word, plainer in listed.items() if word != word.strip().lower() or not plainer.strip(", ")] == []
    assert [word for word, plainer in listed.items() if word in plainer.split(", ")] == []


@pytest.mark.django_db
def test_a_stored_edition_is_checked_as_its_words_are(django_assert_num_queries):
    GlossaryTerm.objects.create(language="en", term="tumour", other_names="tumor, oedema", meaning="A lump.")
    GlossaryTerm.objects.create(language="es", term="hypertension", meaning="Presión alta.")
    sections = [
        {"heading": "A knee", "kind": "image", "image": make_image(), "alt": ""},
        {"heading": "Chance", "kind": "risk", "body": "<p>Few.</p>", "risk_count": 1, "risk_of": 7},
        {"heading": "Words", "body": "<p>Oedema and hypertension.</p>"},
    ]
    make_edition(sections=sections, article=make_article(language="en"))
    edition = Edition.objects.with_words().get()

    with django_assert_num_queries(1):
        told = checks_of_words(written(edition), on=TODAY, terms=terms_of("en"))

    assert [(check.rule, check.words) for check in told] == [
        ("pictures_have_alt_text", ""),
        ("words_are_plain", "hypertension"),
    ]
    assert obstacles_in(edition) == [told[0].sentence]


def test_a_language_that_nobody_has_written_rules_for_is_checked_by_those_that_need_none():
    text = section(f"<p>{words(21)} hypertension.</p>"), section("<p>Fièvre</p>", kind="urgent", heading="Douleur")

    assert [check.rule for check in checks(*text, language="fr")] == ["sentences_are_short"]


PIECES = ["<p>", "</p>", "<ul><li>", "</li></ul>", "<h4>", "</h4>", '<a href="/a/">', "</a>", "<br>", "<strong>"]
SAID = ["1 in 7", "14%", "0.000001%", "999999%", "31 February 2020", "0000-00-00", "e.g. ", "IMG_1.jpg", "administer"]
SIGNS = st.sampled_from([*PIECES, *SAID, "٣٪", "1 مارس ٢٠٢٠", "í", "لا", "…", "¿", "&#1;", "\n", "\u200f", "🙂"])
TEXTS = st.lists(SIGNS | st.text(max_size=8), max_size=12).map("".join)
SECTIONS = st.builds(
    WrittenSection,
    kind=st.sampled_from(Kind.values),
    heading=TEXTS,
    body=TEXTS.map(clean_html),
    has_picture=st.booleans(),
    alt=TEXTS,
    is_decorative=st.booleans(),
    risk=st.none() | st.tuples(st.integers(0, 9), st.integers(1, 9)),
)
PLACEHOLDER = re.compile(r"%\(\w+\)s")  # of a sentence; the words of a page may have the beginning of one
PAGES = st.builds(
    Written,
    language=st.sampled_from(["en", "es", "ar", "fr"]),
    title=TEXTS,
    summary=TEXTS,
    sections=st.lists(SECTIONS, max_size=4),
)


@given(PAGES, st.lists(TEXTS, max_size=3))
@settings(max_examples=60)
def test_no_text_makes_a_check_fail_and_every_check_says_what_to_do(written, terms):
    """Promise 10."""
    for check in checks_of_words(written, on=date(2026, 3, 2), terms=terms):
        assert check.rule in RULES
        assert check.place.name
        assert check.sentence[-1:] in ".?”"
        assert not PLACEHOLDER.search(check.sentence)


def work(body):
    """Calls made while a body is checked; what was read from files before is not counted again."""
    count = 0

    def watch(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    words = page(section(body))
    checks_of_words(words, on=TODAY)
    sys.setprofile(watch)
    try:
        checks_of_words(words, on=TODAY)
    finally:
        sys.setprofile(None)
    return count


def test_twice_as_many_words_are_twice_the_work_and_no_more():
    some = (
        "<h3>Rest</h3><p>You may need a cholecystectomy prior to it, in 14% of cases. Call.</p><ul><li>Rest</li></ul>"
    )

    once, twice = work(some * 600), work(some * 1200)  # of 10,000 and 20,000 words

    assert twice < 2.05 * once
    assert twice < 60 * 20_000


@pytest.mark.parametrize(
    "sign", ["a", "a ", " ", ".", "a.", "1", "1 in ", "“", "(", "&lt;", "a-", "call ", "í", "<br>"]
)
def test_one_sign_over_and_over_does_not_keep_anybody_waiting(sign):
    """A rule that looked at the rest of the text for each sign would not come back from this."""
    body = f"<p>{sign * (100_000 // len(sign))}</p>"

    assert isinstance(checks(section(body), section(body, kind="urgent")), list)


def test_no_check_needs_a_network(monkeypatch):
    monkeypatch.setattr(socket, "socket", None)

    assert checks(section("<p>Rest prior to it.</p>"))
