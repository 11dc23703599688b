"""The block above a Markdown file: what is wrong with it is told with the line."""

from datetime import UTC, date, datetime

import pytest

from articles.importing import BadFile
from articles.importing.understanding.markdown import read_markdown
from articles.models import CodeSystem

ALL_OF_IT = """---
title: "Asthma: the basics"
code: p6d-8vp4
slug: asthma
language: en
summary: |
  What it is.
  What helps.
release_date: 2025-03-03T09:00:00+00:00
reviewed_on: 3 March 2025
review_due: 2027-03-03
reviews: [{on: 2026-01-01, due: 2027-01-01, by: "Dr Example, nurse"}]
change: minor
safety_change: yes
change_note: A clearer word.
topics: [lungs, children]
also_known_as: wheeze, tight chest, wheeze
codes:
  - {system: ICD-10-CM, code: J45, name: Asthma}
  - SNOMED CT 195967001 Asthma (disorder)
sources:
  - {title: A study, publisher: WHO, url: "https://www.example.org/", accessed_on: 2026-11-01}
  - A book
source_url: https://www.example.org/asthma
contributors:
  - {name: Example nurse, role: Nurse, part: reviewer}
  - Example author
  - Example author
translation_of: N5X564N
translated_from: 2
withdrawals:
  - {at: 2026-01-01, kind: recalled, reason: Unsafe., replaced_by: N5X564N}
sample: true
number: 3
past_slugs: [old-asthma]
---
Words."""


def read(text):
    return read_markdown(text, picture_at=lambda path: b"")


def test_every_key_is_understood():
    asthma = read(ALL_OF_IT)

    assert asthma.title == "Asthma: the basics"
    assert (asthma.code, asthma.slug, asthma.language) == ("P6D8VP4", "asthma", "en")
    assert asthma.summary == "What it is.\nWhat helps."
    assert asthma.release_at == datetime(2025, 3, 3, 9, tzinfo=UTC)
    assert (asthma.reviewed_on, asthma.review_due) == (date(2025, 3, 3), date(2027, 3, 3))
    assert asthma.reviews == [(date(2026, 1, 1), date(2027, 1, 1), "Dr Example, nurse")]
    assert (asthma.change, asthma.is_safety_change, asthma.change_note) == ("minor", True, "A clearer word.")
    assert asthma.topics == ["lungs", "children"]
    assert asthma.other_names == ["wheeze", "tight chest"]
    assert asthma.codes == [
        (CodeSystem.ICD10CM, "J45", "Asthma"),
        (CodeSystem.SNOMED_CT, "195967001", "Asthma (disorder)"),
    ]
    assert [source["title"] for source in asthma.sources] == ["A study", "A book", "example.org"]
    assert asthma.people == [("reviewer", "Example nurse", "Nurse"), ("author", "Example author", "")]
    assert (asthma.translation_of, asthma.translated_from, asthma.number) == ("N5X564N", 2, 3)
    assert (asthma.withdrawals[0].kind, asthma.withdrawals[0].replaced_by) == ("recalled", "N5X564N")
    assert asthma.is_sample
    assert not asthma.is_draft
    assert asthma.past_slugs == ["old-asthma"]
    assert asthma.notes == []


def test_without_front_matter_the_first_heading_is_enough():
    assert read("# Asthma\n\nWords.").title == "Asthma"


def test_words_are_taken_as_they_are_written():
    asthma = read('---\ntitle: 0012\nsummary: "no: yes — “ä”"\nalso_known_as: [on, 1.0, null]\n---\nx')

    assert (asthma.title, asthma.summary) == ("0012", "no: yes — “ä”")
    assert asthma.other_names == ["on", "1.0", "null"]


def test_names_of_blanks_alone_are_no_names():
    """Promise 12: PostgreSQL would refuse what SQLite ignores."""
    asthma = read("---\ntitle: Asthma\nalso_known_as: ['  ', wheeze, '']\ntopics: [' ', lungs]\n---\nx")

    assert (asthma.other_names, asthma.topics) == (["wheeze"], ["lungs"])


def test_a_key_that_is_not_ours_is_passed_over_and_named():
    assert read("---\ntitle: Asthma\nmood: calm\n---\nx").notes == [
        "“mood” was passed over: it is not one of our keys."
    ]


FAULTS = {
    "a slip of the pen": ("title: Asthma\nrelase_date: 2025-01-01", 3, "Did you mean “release_date”?"),
    "another": ("title: Asthma\ntopic: lungs", 3, "Did you mean “topics”?"),
    "a key that stands there twice": ("title: A\ntopics: [b]\ntitle: C", 4, "“title” stands there twice"),
    "no title": ("slug: asthma", 2, "The file has no title"),
    "an empty title": ("slug: asthma\ntitle: '  '", 3, "The file has no title"),
    "a long title": (f"slug: asthma\ntitle: {'x' * 300}", 3, "“title” has 300 characters; it may have 200."),
    "a title of many parts": ("title: [a, b]", 2, "must be one line of text"),
    "a long summary": (f"title: a\nsummary: {'x' * 401}", 3, "has 401 characters; it may have 400"),
    "broken YAML": ("title: Asthma\nsummary: 'x", 3, "cannot be read as YAML"),
    "tabs": ("title: Asthma\ncodes:\n\t- x", 4, "cannot be read as YAML"),
    "words that are no keys": ("just words", 2, "must be lines such as"),
    "two documents": ("title: a\n...\ntitle: b", 4, "cannot be read as YAML"),
    "an anchor that is used again": ("title: &a b\nsummary: *a", 2, "cannot refer to itself"),
    "a NUL": ('slug: a\ntitle: "a\\0b"', 3, "control character"),
    "an escape": ('title: a\nalso_known_as: ["a\\eb"]', 3, "control character"),
    "half a letter": ('title: "\\ud800"', 2, "cannot be read as YAML"),
    "an object": ('title: !!python/object/apply:os.system ["true"]', 2, "must be one line of text"),
    "an impossible date": ("title: a\nrelease_date: 2025-02-30", 3, "is not a day that exists"),
    "an uncertain date": ("title: a\nreviewed_on: 03/04/2025", 3, "could be two different days"),
    "a far date": ("title: a\nrelease_date: 0001-01-01T00:00:00+10:00", 3, "too far away"),
    "a review due before the last": ("title: a\nreviewed_on: 2025-01-02\nreview_due: 2025-01-01", 4, "check both"),
    "a code with a slip": ("title: a\ncode: P6D8VP5", 3, "a character may be mistyped"),
    "an address with blanks": ("title: a\nslug: two words", 3, "may hold only the letters a to z"),
    "a long address": (f"title: a\nslug: {'x' * 101}", 3, "it may have 100 characters"),
    "a long topic": (f"title: a\ntopics: [{'x' * 101}]", 3, "it may have 100 characters"),
    "half a boolean": ("title: a\ndraft: perhaps", 3, "must be true or false"),
    "a number below 1": ("title: a\nnumber: 0", 3, "must be a whole number from 1 on"),
    "an unknown change": ("title: a\nchange: huge", 3, "must be one of: major, minor"),
    "an unknown clinical code": ("title: a\ncodes: [XYZ 12]", 3, "needs a system"),
    "a long clinical code": (f"title: a\ncodes: [ICD-10-CM {'x' * 41}]", 3, "may have 40 characters"),
    "a source without a title": ("title: a\nsources: [{url: 'https://a.example/'}]", 3, "A source needs a title"),
    "a source that runs something": ("title: a\nsource_url: javascript:alert(1)", 3, "is not a web address"),
    "an address without a host": ("title: a\nsource_url: https://", 3, "is not a web address"),
    "a broken address": ("title: a\nsources: [{title: b, url: 'http://['}]", 3, "is not a web address"),
    "a nameless contributor": ("title: a\ncontributors: [{role: Nurse}]", 3, "A contributor needs a name"),
    "an unknown part": ("title: a\ncontributors: [{name: b, part: singer}]", 3, "must be one of: author, reviewer"),
    "a withdrawal without a reason": ("title: a\nwithdrawals: [{at: 2025-01-01}]", 3, "needs “at” and “reason”"),
    "a withdrawal that ends before it begins": (
        "title: a\nwithdrawals: [{at: 2025-01-02, reason: b, lifted_at: 2025-01-01}]",
        3,
        "cannot be lifted before it began",
    ),
    "two withdrawals in force": (
        "title: a\nwithdrawals: [{at: 2025-01-02, reason: b}, {at: 2025-01-03, reason: c}]",
        3,
        "Only one withdrawal can be in force",
    ),
    "a slip inside a withdrawal": (
        "title: a\nwithdrawals:\n  - at: 2025-01-02\n    knid: recalled\n    reason: b",
        5,
        "“knid” is not a key of an entry in “withdrawals”. It may have: at, kind, reason,",
    ),
    "a slip inside a contributor": (
        "title: a\ncontributors: [{name: b, rôle: c}]",
        3,
        "It may have: name, role, part.",
    ),
    "a slip inside a source": ("title: a\nsources:\n- {title: b,\n   link: c}", 5, "“link” is not a key"),
    "a slip inside a clinical code": ("title: a\ncodes:\n- ICD-10 J45\n- {sytem: b}", 5, "“sytem” is not a key"),
    "a slip inside a review": ("title: a\nreviews: [{on: 2025-01-02, until: 2026-01-02}]", 3, "“until” is not a key"),
    "a key that stands twice in an entry": ("title: a\nreviews:\n- on: 2025-01-02\n  on: b", 5, "stands there twice"),
    "a review without dates": ("title: a\nreviews: [{by: b}]", 3, "A review needs"),
    "an unknown type": ("type: poem\ntitle: a", 2, "must be one of: article, topic, glossary-term"),
    "a list within a list": ("title: a\nsources: [[b]]", 3, "must be a list of texts or of"),
    "a topic without a name": ("type: topic\nslug: lungs", 2, "Say its “name”"),
    "a topic without an address": ("type: topic\nname: الرئة", 2, "Say its “slug”"),
    "a topic with a bad address": ("type: topic\nname: Lungs\nslug: The Lungs!", 4, "may hold only"),
    "a term with too many names": (
        f"type: glossary-term\nterm: a\nalso_known_as: [{'x' * 199}, {'y' * 199}]",
        4,
        "300 characters together",
    ),
}


@pytest.mark.parametrize(("block", "line", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_wrong_is_told_with_its_line(block, line, sentence):
    with pytest.raises(BadFile) as refusal:
        read(f"---\n{block}\n---\nWords.")

    assert sentence in str(refusal.value)
    assert refusal.value.line == line


def test_a_term_needs_a_meaning():
    with pytest.raises(BadFile, match="Say below the front matter what “biopsy” means"):
        read("---\ntype: glossary-term\nterm: biopsy\n---\n\n")


def test_front_matter_that_does_not_end_is_refused():
    with pytest.raises(BadFile, match="does not end"):
        read("---\ntitle: Asthma\n\nWords.")


@pytest.mark.parametrize(
    "block",
    [f"title: {'x' * 70_000}", "title: a\nk: " + "[" * 70_000],
    ids=["70 kB of words", "70,000 brackets"],
)
def test_a_flood_of_front_matter_is_refused_unread(block):
    with pytest.raises(BadFile, match="longer than 64 kB"):
        read(f"---\n{block}\n---\nWords.")


def test_lists_within_lists_without_end_are_refused():
    with pytest.raises(BadFile, match="cannot be read as YAML"):
        read("---\ntitle: a\nk: " + "[" * 5_000 + "\n---\nWords.")


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )

    with pytest.raises(BadFile, match="cannot refer to itself"):
        read(f"---\ntitle: b\n{bomb}---\nWords.")
