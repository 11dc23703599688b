"""What became of each section, of the sources and of the people."""

import time

import pytest

from articles.comparing import Fate, changes_between
from articles.models import Edition, Image
from tests.comparing.test_bodies import seen
from tests.makers import NOON, make_article, make_edition

pytestmark = pytest.mark.django_db

REST = {"heading": "Rest", "body": "<p>You rest for a day and drink a lot.</p>"}
FEVER = {"heading": "Fever", "body": "<p>Ring us if you have a fever over 38.</p>", "kind": "urgent"}
FOOD = {"heading": "Food", "body": "<p>Eat what you like to eat.</p>"}


def changes(old, new, **options):
    """old, new: sections, or the facts of an edition"""
    article = make_article()
    for facts in (old, new):
        facts = facts if isinstance(facts, dict) else {"sections": facts}
        make_edition(article=article, release_at=NOON.replace(minute=article.editions.count()), **facts)
    first, second = Edition.objects.with_words().filter(article=article).order_by("number")
    return changes_between(first, second, **options)


def told(found):
    """Each section as its fate and its heading, with a star if it was moved."""
    return [f"{change.fate} {change.section.heading}{'*' * change.is_moved}" for change in found.sections]


def test_two_editions_that_tell_the_same_have_no_changes():
    found = changes([REST, FEVER], [REST, FEVER])

    assert found.is_empty
    assert told(found) == ["same Rest", "same Fever"]


def test_sections_are_added_and_removed_in_their_places():
    found = changes([REST, FEVER], [FOOD, REST])

    assert told(found) == ["added Food", "same Rest", "removed Fever"]
    assert seen(found.sections[0].body) == "<p>{+Eat what you like to eat.+}</p>"
    assert seen(found.sections[2].body) == "<p>[-Ring us if you have a fever over 38.-]</p>"
    assert not found.is_empty


def test_a_moved_section_is_told_as_moved_and_not_as_removed_and_added():
    found = changes([REST, FEVER, FOOD], [FEVER, FOOD, REST])

    assert told(found) == ["same Fever", "same Food", "same Rest*"]
    assert not found.is_empty


def test_a_reworded_heading_is_recognised_by_its_anchor():
    found = changes(
        [{"heading": "Rest", "anchor": "rest", "body": "<p>One.</p>"}],
        [{"heading": "How to rest", "anchor": "rest", "body": "<p>Two.</p>"}],
    )

    assert told(found) == ["changed How to rest"]
    assert seen(found.sections[0].heading) == "[-Rest-]{+How to rest+}"


def test_a_reworded_heading_is_recognised_by_the_words_below_it():
    found = changes([REST], [REST | {"heading": "Take it easy", "body": "<p>You rest for a day and drink water.</p>"}])

    assert told(found) == ["changed Take it easy"]
    assert seen(found.sections[0].body) == "<p>You rest for a day and drink [-a lot-]{+water+}.</p>"


def test_sections_without_a_heading_are_recognised_by_their_words():
    found = changes([{"body": "<p>First words of it all.</p>"}, REST], [{"body": "<p>First words of it.</p>"}, REST])

    assert told(found) == ["changed ", "same Rest"]


def test_a_card_that_became_more_urgent_says_so_in_words():
    found = changes([FEVER | {"kind": "non-urgent"}], [FEVER | {"kind": "emergency"}])

    assert told(found) == ["changed Fever"]
    assert seen(found.sections[0].heading) == "[-See someone soon-]{+Get help now+}: Fever"


def test_bold_print_alone_is_a_change_without_a_changed_word():
    found = changes([REST], [REST | {"body": "<p>You rest for <strong>a day</strong> and drink a lot.</p>"}])

    assert told(found) == ["changed Rest"]
    assert not found.sections[0].has_marks


def test_other_pictures_words_about_them_and_numbers_are_told():
    first, second = (Image.objects.create(sha256=letter * 64, width=1, height=1) for letter in "ab")
    picture = {"kind": "image", "heading": "Where", "body": "<p>Here.</p>"}
    risk = {"kind": "risk", "heading": "How often", "body": "<p>So often.</p>"}

    found = changes(
        [picture | {"image": first, "alt": "A left hand"}, risk | {"risk_count": 1, "risk_of": 7}],
        [picture | {"image": second, "alt": "A right hand"}, risk | {"risk_count": 2, "risk_of": 7}],
    )

    assert found.sections[0].is_new_picture
    assert seen(found.sections[0].alt) == "A [-left-]{+right+} hand"
    assert seen(found.sections[1].risk) == "[-1-]{+2+} in 7"
    assert [change.fate for change in found.sections] == [Fate.CHANGED] * 2


def test_title_summary_sources_and_people_are_told():
    book, leaflet = {"title": "A book", "publisher": "A house"}, {"title": "A leaflet"}
    found = changes(
        {"title": "Having a biopsy", "summary": "Same.", "sources": [book], "people": [("author", "Ann")]},
        {
            "title": "Having a small biopsy",
            "summary": "Same.",
            "sources": [book, leaflet],
            "people": [("reviewer", "Ann")],
        },
    )

    assert seen(found.title) == "Having a {+small+} biopsy"
    assert found.summary == ""
    assert [source.title for source in found.sources.added] == ["A leaflet"]
    assert found.sources.removed == []
    assert [(one.part, one.name) for one in found.people.added] == [("reviewer", "Ann")]
    assert [(one.part, one.name) for one in found.people.removed] == [("author", "Ann")]


def test_hostile_words_are_shown_as_words():
    """Promise 11."""
    hostile = "<script>alert(1)</script>"
    found = changes({"title": f"a {hostile}"}, {"title": f"b {hostile}", "sections": [{"heading": hostile}]})

    assert "<script" not in found.title + found.sections[0].heading


def test_one_endless_section_leaves_the_others_their_words():
    """Promise 10: what would take too long is told as rewritten, and can be read in both editions."""
    endless = {"heading": "Endless", "body": f"<p>{' '.join(f'a{n}' for n in range(3000))}</p>"}
    again = endless | {"body": f"<p>{' '.join(f'a{n}' for n in reversed(range(3000)))}</p>"}
    found = changes(
        [endless, REST], [again, REST | {"body": "<p>You rest for two days and drink a lot.</p>"}], steps=100_000
    )

    assert found.sections[0].is_too_long
    assert found.sections[0].has_marks
    assert seen(found.sections[1].body) == "<p>You rest for [-a day-]{+two days+} and drink a lot.</p>"


def test_two_editions_of_20000_words_are_compared_in_a_bounded_time():
    words = [f"w{n * 7919 % 900}" for n in range(20_000)]
    changed = ["new" if n % 10 == 3 else word for n, word in enumerate(words)]
    sections = [
        [
            {
                "heading": f"Part {at}",
                "body": "".join(f"<p>{' '.join(of[n : n + 50])}</p>" for n in range(at, at + 2000, 50)),
            }
            for at in range(0, 20_000, 2000)
        ]
        for of in (words, changed)
    ]
    began = time.perf_counter()

    found = changes(*sections)

    assert time.perf_counter() - began < 30  # seconds, on the slowest machine; about 1 on a laptop
    assert all(change.fate is Fate.CHANGED for change in found.sections)
    assert not any(change.is_too_long for change in found.sections)
