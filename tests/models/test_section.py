import pytest
from django.template.loader import get_template

from articles.models import Kind, Section, free_anchor
from tests.makers import make_edition, make_image

pytestmark = pytest.mark.django_db


def anchors(edition):
    return [section.anchor for section in edition.sections.all()]


def test_a_section_can_be_linked_to_by_its_heading():
    edition = make_edition(sections=[{"heading": "What happens next?"}, {"heading": "الربو"}, {"heading": "?!"}])

    assert anchors(edition) == ["what-happens-next", "الربو", "section"]


def test_two_sections_with_the_same_heading_have_different_anchors():
    edition = make_edition(sections=[{"heading": "Rest"}, {"heading": "Rest"}, {"heading": "rest"}])

    assert anchors(edition) == ["rest", "rest-2", "rest-3"]


def test_an_old_link_still_arrives_when_the_heading_is_reworded():
    edition = make_edition(sections=[{"heading": "Rest"}])
    section = edition.sections.get()

    section.heading = "Rest and sleep"
    section.save()

    assert edition.sections.get().anchor == "rest"


def test_a_section_without_a_heading_has_no_anchor():
    assert anchors(make_edition(sections=[{"body": "<p>a</p>"}, {"body": "<p>b</p>"}])) == ["", ""]


def test_sections_stand_in_their_order():
    edition = make_edition(sections=[{"heading": "One"}, {"heading": "Two"}])

    Section.objects.filter(heading="One").update(position=7)

    assert [section.heading for section in edition.sections.all()] == ["Two", "One"]


@pytest.mark.parametrize("length", [1, 90, 250])
def test_an_anchor_fits_its_column_however_long_the_heading_is(length):
    taken = {free_anchor("a" * length, set())}

    assert len(free_anchor("a" * length, taken)) <= 100


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_of_section_names_its_own_template(kind):
    get_template(Section(kind=kind).template_name)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>You rest.</p><p>Sleep.</p>", "You rest."),
        ("<ul><li>x</li></ul>", ""),
        ("", ""),
        ("<p>a &lt; b</p>", "a < b"),
    ],
)
def test_the_first_paragraph_is_told_in_plain_words(body, words):
    assert Section(body=body).first_paragraph == words


def test_a_section_is_empty_when_nobody_could_read_or_see_anything():
    assert Section(heading="Rest", body="<p> </p><ul><li></li></ul>").is_empty
    assert not Section(body="<p>x</p>").is_empty
    assert not Section(kind=Kind.IMAGE, image=make_image()).is_empty
