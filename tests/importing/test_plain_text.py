"""The layout that collections of plain pages have: a title, a release time, paragraphs."""

import codecs
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing import BadFile
from articles.importing.understanding.text import decode, read_text
from articles.models import plain_text
from tests.importing.running import SEED, outcomes, release, write
from tests.importing.running import only_edition as edition

PARAGRAPHS = [
    "A wheeze is a whistling sound when you breathe. It has many causes.",
    'Firstly, the airways may be narrow & sore; "tight" is the word. Secondly, something <small> may be stuck.',
    "See a doctor if it lasts.",
]
CHRISTMAS = datetime(2024, 12, 25, tzinfo=UTC)


def words(document):
    (section,) = document.sections
    return plain_text(section.body).split("\n")


@pytest.mark.django_db
def test_every_word_of_the_file_reaches_the_patient_and_no_other(tmp_path):
    report = release(write(tmp_path, "000_e6a91a.txt", SEED))

    stored = edition()
    assert outcomes(report) == {"released": 1}
    assert stored.title == "living with a wheeze"
    assert words(_document(stored)) == PARAGRAPHS
    assert stored.summary == PARAGRAPHS[0]
    assert stored.release_at == CHRISTMAS
    assert stored.article.slug == "living-with-a-wheeze"


class _document:  # an edition looks like a document here
    def __init__(self, stored):
        self.sections = list(stored.sections.all())


VARIATIONS = {
    "Windows line ends": SEED.replace("\n", "\r\n"),
    "old line ends": SEED.replace("\n", "\r"),
    "a byte-order mark": "\ufeff" + SEED,
    "trailing blanks": SEED.replace("\n", "  \t\n") + "\n\n \n",
    "blanks before the title": "\n\n  " + SEED,
    "many empty lines": SEED.replace("\n\n", "\n\n \n\n"),
    "no blank line after the title": SEED.replace("wheeze\n\n", "wheeze\n", 1),
    "no blank line after the date": SEED.replace("2024\n\n", "2024\n", 1),
    "a blank after the colon": SEED.replace("time :Dec", "time: Dec"),
    "capitals": SEED.replace("Release time", "RELEASE TIME"),
    "a wide colon": SEED.replace(" :", "："),
    "release date": SEED.replace("Release time", "Release date"),
    "the day first": SEED.replace("Dec-25,2024", "25 December 2024"),
    "the year first": SEED.replace("Dec-25,2024", "2024-12-25"),
    "certain figures": SEED.replace("Dec-25,2024", "25/12/2024"),
    "lines within paragraphs": SEED.replace(". ", ".\n"),
}


@pytest.mark.parametrize("text", VARIATIONS.values(), ids=VARIATIONS.keys())
def test_a_file_says_the_same_however_it_was_saved(text):
    document = read_text(decode(text.encode()))

    assert document.title == "living with a wheeze"
    assert words(document) == PARAGRAPHS
    assert document.release_at == CHRISTMAS


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_with_its_mark_is_read(mark):
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"

    assert words(read_text(decode(mark + SEED.encode(encoding)))) == PARAGRAPHS


def test_a_file_need_not_say_when_it_was_released():
    document = read_text("Wheeze\n\nA wheeze is a sound.\n\nSee a doctor.")

    assert document.release_at is None
    assert words(document) == ["A wheeze is a sound.", "See a doctor."]


def test_an_empty_release_time_is_none():
    assert read_text("Wheeze\nRelease time :\n\nA sound.").release_at is None


def test_where_no_blank_line_parts_them_each_line_is_a_paragraph():
    document = read_text("Wheeze\nRelease time :Dec-25,2024\nOne.\nTwo.\nThree.\n")

    assert words(document) == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(("length", "summary"), [(400, "x" * 400), (401, "")])
def test_the_first_paragraph_is_the_summary_if_it_is_short_enough(length, summary):
    assert read_text(f"Wheeze\n\n{'x' * length}\n\nMore.").summary == summary


REFUSED = {
    ("", 1): "no title: it is empty",
    (" \n\n\t\n", 1): "no title: it is empty",
    ("Release time :Dec-25,2024\n\nA sound.", 1): "no title: write it above the release time",
    ("\n\nWheeze\n\n", 3): "nothing to read below the title",
    ("Wheeze\nRelease time :Dec-25,2024\n", 1): "nothing to read below the title",
    ("Wheeze\n\nRelease time :Feb-30,2024\n\nA sound.", 3): "not a day that exists",
    ("Wheeze\n\nRelease time :03/04/2024\n\nA sound.", 3): "could be two different days",
    ("Wheeze\nRelease time: soon\n\nA sound.", 2): "not a date we can read",
    ("\n" + "x" * 201 + "\n\nA sound.", 2): "The title has 201 characters; it may have 200",
}


@pytest.mark.parametrize(("text_and_line", "sentence"), REFUSED.items(), ids=REFUSED.values())
def test_a_file_that_cannot_be_understood_is_refused_with_its_line(text_and_line, sentence):
    text, line = text_and_line

    with pytest.raises(BadFile, match=sentence) as refusal:
        read_text(text)
    assert refusal.value.line == line


@pytest.mark.parametrize(
    ("data", "line", "sentence"),
    [
        (b"Wheeze\n\nA caf\xe9.", 3, "Save the file as UTF-8"),
        (b"Wheeze\n\xff\xfe\n", 2, "Save the file as UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8W\x00", None, "Save the file as UTF-8"),
        (b"Wheeze\n\nA\x00sound.", 3, "control character"),
        (b"Wheeze\r\n\r\nA sound.\r\n\x1b[2J", 4, "control character"),
        ("Wheeze\n".encode("utf-16-le"), 1, "control character"),
        (b"PK\x03\x04\x14\x00", 1, "control character"),
    ],
)
def test_letters_that_cannot_be_read_are_refused_with_their_line(data, line, sentence):
    with pytest.raises(BadFile, match=sentence) as refusal:
        decode(data)
    assert refusal.value.line == line


@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "M"]), min_size=1), min_size=1))
def test_whatever_the_words_are_they_are_kept_word_for_word(given_words):
    text = " ".join(given_words)

    document = read_text(decode(f"Wheeze\n\n{text}\n\nThe end.".encode()))

    assert words(document) == [text, "The end."]


@given(st.binary(max_size=60))
def test_whatever_the_file_holds_there_is_a_document_or_a_sentence(data):
    try:
        assert read_text(decode(data)).title
    except BadFile as refusal:
        assert str(refusal)  # noqa: PT017
