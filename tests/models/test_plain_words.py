"""What the desk accepts, an import accepts, and the other way round."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from articles.models import (
    AboutPage,
    Clinic,
    Contributor,
    Edition,
    GlossaryTerm,
    OtherName,
    PackVersion,
    Section,
    Source,
    Topic,
)


def faults(instance):
    with pytest.raises(ValidationError) as refused:
        instance.clean_fields()
    return refused.value.message_dict


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Edition, "title"),
        (Edition, "change_note"),
        (Section, "alt"),
        (Section, "heading"),
        (Source, "publisher"),
        (Contributor, "role"),
        (OtherName, "name"),
        (Topic, "description"),
        (GlossaryTerm, "meaning"),
    ],
)
def test_what_nobody_can_see_is_refused_where_it_is_typed(model, field):
    """Promise 10: an import refuses it too, and an export could not be read back."""
    assert faults(model(**{field: "Rest\x1b and sleep"}))[field][0].startswith("There is a control character")


@pytest.mark.parametrize(
    ("model", "field"),
    [(Clinic, "name"), (Clinic, "emergency_line"), (PackVersion, "title"), (Edition, "title"), (AboutPage, "title")],
)
@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u202a", "\x85"])
def test_a_name_holds_nothing_that_turns_words_around(model, field, sign):
    assert "nobody can see" in faults(model(**{field: f"Call {sign}112"}))[field][0]


def test_marks_that_arabic_needs_are_kept_in_names():
    assert "name" not in faults(Clinic(name="\u0639\u064a\u0627\u062f\u0629\u200f (1)\u200e"))


def test_line_ends_and_tabs_are_no_such_characters():
    assert "description" not in faults(Topic(description="Rest.\r\n\tSleep."))


@pytest.mark.parametrize("year", [1, 1899, 3000, 9999])
def test_a_year_that_nobody_means_is_refused(year):
    assert faults(Edition(reviewed_on=date(year, 1, 1)))["reviewed_on"] == ["Check the year."]


def test_a_source_is_on_the_web():
    with pytest.raises(ValidationError, match="begins with https://"):
        Source(title="A study", url="ftp://a.example/").clean()


@pytest.mark.django_db
def test_the_words_of_a_shelf_are_one_paragraph_as_in_files():
    topic, term = Topic(slug="lungs", description="How\r\nwe\n\nbreathe."), GlossaryTerm(meaning="A small\npiece.")

    topic.clean()
    term.clean()

    assert (topic.description, term.meaning) == ("How we breathe.", "A small piece.")


def test_other_names_are_kept_as_an_export_writes_them():
    term = GlossaryTerm(other_names="a,b ,, c")

    term.clean()

    assert term.other_names == "a, b, c"
    with pytest.raises(ValidationError, match="300 characters"):
        GlossaryTerm(other_names=",".join("a" * 150)).clean()
