from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.understanding.document import BadFile
from articles.importing.understanding.markdown import read_sections
from articles.importing.writing import body_of
from articles.models import Edition, Section
from articles.reading.article.figures import figures
from articles.releasing import obstacles_to_release
from tests.makers import NOON, make_article, make_edition
from tests.reading.pages import make_picture, read, words


def people(path):
    return path.count("M")


def risk(count=1, of=7, **facts):
    return {
        "kind": "risk",
        "heading": "How likely it is",
        "body": "<p>women get it.</p>",
        "risk_count": count,
        "risk_of": of,
        **facts,
    }


@pytest.mark.django_db
def test_a_risk_is_told_in_words_beside_a_picture_that_says_no_more(client):
    make_edition(article=make_article(slug="risk"), sections=[risk()], release_at=NOON - timedelta(days=1))

    section = read(client, "/articles/risk/").select_one(".risk")

    assert words(section) == "How likely it is 1 in 7 women get it."
    assert section.svg["aria-hidden"] == "true"
    assert [people(path["d"]) for path in section("path")] == [6, 1]
    assert not section.select("[style]")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "told"), [("es", "1 de cada 7"), ("ar", "1 من كل 7")])
def test_a_risk_is_told_in_the_language_of_the_page(client, language, told):
    article = make_article(slug="risk", language=language)
    make_edition(article=article, sections=[risk()], release_at=NOON - timedelta(days=1))

    assert words(read(client, f"/{language}/articles/risk/").select_one(".figures__told")) == told


@pytest.mark.django_db
def test_a_large_number_is_drawn_as_a_hundred_and_the_page_says_so(client):
    sections = [risk(7, 1000), risk(3, 365)]
    make_edition(article=make_article(slug="risk"), sections=sections, release_at=NOON - timedelta(days=1))

    first, second = read(client, "/articles/risk/").select(".risk")

    assert "7 in 1000" in words(first)
    assert "each figure stands for 10 people" in words(first)
    assert first("path")[2]["clip-path"] == "inset(30% 0 0)"
    assert "as if there were 100 people" in words(second)


@given(st.integers(1, 1000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_picture_shows_the_numbers_whatever_they_are(numbers):
    count, of = numbers

    drawn = figures(count, of)

    shown = people(drawn.filled) + people(drawn.outlined)
    assert shown == min(of, 100)
    part = (100 - drawn.empty) / 100 if drawn.part else 0
    assert people(drawn.filled) + part == pytest.approx(count * shown / of, abs=0.006)
    assert drawn.pixels[0] <= 240


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts", [risk(None, 7), risk(1, None), risk(8, 7), risk(0, 0), risk(1, 1001), {"risk_count": 1, "risk_of": 7}]
)
def test_numbers_that_make_no_sense_are_never_stored(facts):
    edition = make_edition()

    with pytest.raises(ValidationError) as refusal:
        Section(edition=edition, **{"body": "<p>x</p>", **facts}).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(edition=edition, **facts)

    assert "Constraint" not in str(refusal.value)


@pytest.mark.django_db
def test_a_risk_without_numbers_stands_in_the_way_of_a_release():
    edition = make_edition(sections=[risk(None, None), risk()])

    assert [obstacle for obstacle in obstacles_to_release(edition, NOON) if "how many" in obstacle] == [
        "Say in “How likely it is” how many of how many, such as 1 of 7."
    ]


@pytest.mark.django_db
def test_a_draft_without_numbers_is_shown_without_a_picture(client):
    make_edition(article=make_article(slug="risk"), sections=[risk(None, None)], release_at=NOON - timedelta(days=1))

    assert words(read(client, "/articles/risk/").select_one(".risk")) == "How likely it is women get it."


@pytest.mark.django_db
def test_the_numbers_are_part_of_what_was_released():
    """Promise 2: other numbers are other words."""
    editions = [
        make_edition(article=make_article(), title="T", sections=[risk(*numbers)]) for numbers in [(1, 7), (1, 8)]
    ]

    assert len({edition.current_fingerprint() for edition in editions}) == 2


def written_and_read(*sections):
    edition = make_edition(sections=sections)
    text = body_of(Edition.objects.with_words().get(pk=edition.pk))
    _title, read_back = read_sections(text)
    return text, read_back


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        risk(),
        risk(0, 1000),
        risk(None, None),
        risk(None, None, heading="1 in 7 women"),
        risk(heading="2 in 3"),
        risk(heading=""),
        risk(body="<p>One<br>two</p><blockquote><p>three</p></blockquote><dl><dt>a</dt><dd>b</dd></dl>"),
    ],
)
def test_a_risk_comes_back_from_a_file_exactly_as_it_was(facts):
    _text, (section,) = written_and_read(facts)

    told = (section.kind, section.heading, section.body, section.risk)
    numbers = None if facts["risk_of"] is None else (facts["risk_count"], facts["risk_of"])
    assert told == ("risk", facts["heading"], facts["body"], numbers)


@pytest.mark.django_db
def test_a_risk_is_written_as_the_handbook_says():
    text, _sections = written_and_read(risk())

    assert text == "::: risk 1 in 7 How likely it is\nwomen get it.\n:::"


@pytest.mark.parametrize(
    "words", ["How likely", "8 in 7", "1 in 0", "1 in 1001", "1 in", "-1 in 7", "", "١ in ٧", "1 in ?"]
)
def test_a_risk_in_a_file_without_sensible_numbers_is_refused_with_its_line(words):
    """Promise 10."""
    with pytest.raises(BadFile) as refusal:
        read_sections(f"Before.\n\n::: risk {words}\nbody\n:::")

    assert refusal.value.line == 3


@pytest.mark.django_db
def test_a_long_description_of_a_picture_is_folded_behind_its_caption(client):
    image = make_picture()
    long = "<p>The caption.</p>" + "<p>What it shows.</p>" * 20
    pictures = [long, "<p>The caption.</p><p>A little more.</p>", f"<p>{'One long paragraph. ' * 20}</p>"]
    sections = [{"kind": "image", "image": image, "alt": "A hand", "body": body} for body in pictures]
    make_edition(article=make_article(slug="pictures"), sections=sections, release_at=NOON - timedelta(days=1))

    first, second, third = read(client, "/articles/pictures/").select(".picture")

    assert words(first.figcaption) == "The caption."
    assert words(first.summary) == "Describe the picture"
    assert words(first.select_one(".details__body")).count("What it shows.") == 20
    assert words(second.figcaption) == "The caption. A little more."
    assert not second.select("details")
    assert not third.select("details")
