import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Edition
from articles.models.alphabet import initial, sort_key
from tests.makers import make_article, make_edition


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Asthma", "A"),
        ("éczema", "E"),
        ("“Ångström”", "A"),
        ("  fever", "F"),
        ("5-FU", "0–9"),
        ("٥ أدوية", "0–9"),
        ("الربو", "ر"),
        ("أدوية", "ا"),
        ("¿Qué es el asma?", "Q"),
        ("ßeta", "S"),
        ("…", "#"),
        ("", "#"),
    ],
)
def test_a_title_stands_under_the_letter_where_people_look_for_it(title, letter):
    assert initial(title) == letter


def test_capitals_accents_and_quotation_marks_do_not_change_the_order():
    titles = ["zinc", "Éclampsia", "“Asthma”", "eczema", "asthma attack"]

    assert sorted(titles, key=sort_key) == ["“Asthma”", "asthma attack", "Éclampsia", "eczema", "zinc"]


@given(st.text(max_size=300))
def test_every_title_has_a_place(title):
    assert len(sort_key(title)) <= 200
    assert 1 <= len(initial(title)) <= 3


@pytest.mark.django_db
def test_a_title_that_changes_moves_to_its_new_place():
    edition = make_edition(title="Asthma")

    edition.title = "Wheeze"
    edition.save()
    Edition.objects.bulk_create([Edition(article=make_article(), number=1, title="Éczema")])

    assert list(Edition.objects.order_by("sort_key").values_list("initial", "sort_key")) == [
        ("E", "eczema"),
        ("W", "wheeze"),
    ]
