"""Anybody can work out again what exactly was released."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models.fingerprint import canonical, words_of
from tests.makers import make_article, make_edition, make_image

pytestmark = pytest.mark.django_db


def words(**facts):
    return make_edition(
        **{
            "title": "Asthma",
            "summary": "About “asthma”.",
            "sections": [{"heading": "Rest", "body": "<p>Sleep &amp; drink.</p>"}],
            "sources": [{"title": "A study", "publisher": "WHO", "url": "https://www.example.org/"}],
            "people": [("author", "Example nurse")],
            **facts,
        }
    )


def test_the_fingerprint_is_the_sha_256_of_the_words_as_sorted_json():
    edition = words()

    canonical = (
        '{"form":"1","language":"en","people":[["author","Example nurse",""]],"sections":[{"alt":"",'
        '"body":"<p>Sleep &amp; drink.</p>","heading":"Rest","image":"","kind":"text"}],'
        '"sources":[["A study","WHO","https://www.example.org/"]],"summary":"About “asthma”.","title":"Asthma"}'
    )
    assert edition.current_fingerprint() == hashlib.sha256(canonical.encode()).hexdigest()
    assert json.loads(canonical) == words_of(edition)


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Asthma."},
        {"summary": "About asthma"},
        {"sections": [{"heading": "Sleep", "body": "<p>Sleep &amp; drink.</p>"}]},
        {"sections": [{"heading": "Rest", "body": "<p>Sleep.</p>"}]},
        {"sections": [{"heading": "Rest", "body": "<p>Sleep &amp; drink.</p>", "kind": "urgent"}]},
        {"sections": [{"heading": "Rest"}, {"body": "<p>Sleep &amp; drink.</p>"}]},
        {"sources": []},
        {"people": [("reviewer", "Example nurse")]},
    ],
)
def test_other_words_have_another_fingerprint(facts):
    assert words(**facts).current_fingerprint() != words().current_fingerprint()


def test_the_same_words_have_the_same_fingerprint_under_any_address():
    assert words(article=make_article(slug="x")).current_fingerprint() == words().current_fingerprint()


def test_the_same_words_in_another_language_are_other_words():
    spanish = words(article=make_article(language="es"))

    assert spanish.current_fingerprint() != words().current_fingerprint()


def test_a_picture_and_its_alt_text_are_among_the_words():
    prints = {
        words(sections=[{"kind": "image", "image": make_image(colour=colour), "alt": alt}]).current_fingerprint()
        for colour in ("red", "blue")
        for alt in ("A nurse", "A doctor")
    }

    assert len(prints) == 4


def test_words_are_counted_in_headings_and_bodies():
    assert (
        words(sections=[{"heading": "What happens", "body": "<p>You rest.<br>Then sleep.</p>"}]).current_word_count()
        == 6
    )


def test_an_edition_that_is_only_a_picture_is_not_empty():
    assert words(sections=[{"kind": "image", "image": make_image(), "alt": "A nurse"}]).current_word_count() == 1


SHORT_ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


@given(st.text(st.characters(codec="utf-8") | st.characters(max_codepoint=127)))
def test_the_canonical_form_escapes_what_rfc_8785_escapes_and_nothing_else(text):
    escapes = {number: f"\\u{number:04x}" for number in range(32)} | SHORT_ESCAPES

    assert canonical({"title": text}) == f'{{"title":"{text.translate(escapes)}"}}'.encode()
