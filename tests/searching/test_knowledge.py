"""What editors tell the search holds in the next search, in every process, however it was stored."""

import pytest
from django.db import transaction

from articles.models import EmergencyAnswer, GlossaryTerm, SearchPin, SearchSynonym
from articles.searching import find
from tests.makers import NOON
from tests.searching.pages import make_page, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def diabetes():
    page = make_page("Diabetes")
    assert titles("sugary blight") == []
    return page


def test_a_synonym_holds_at_once_and_so_do_its_change_and_its_end(diabetes):
    SearchSynonym.objects.bulk_create([SearchSynonym(language="en", words="sugary blight", means="diabetes")])
    assert titles("sugary blight") == ["Diabetes"]

    SearchSynonym.objects.update(words="sweet plague")
    assert (titles("sugary blight"), titles("sweet plague")) == ([], ["Diabetes"])

    SearchSynonym.objects.all().delete()
    assert titles("sweet plague") == []


def test_another_name_in_the_glossary_holds_at_once_and_so_do_its_change_and_its_end(diabetes):
    facts = {"language": "en", "slug": "diabetes", "meaning": "Too much sugar in the blood."}
    GlossaryTerm.objects.bulk_create([GlossaryTerm(term="diabetes", other_names="sugary blight", **facts)])
    assert titles("sugary blight") == ["Diabetes"]

    GlossaryTerm.objects.update(other_names="sweet plague")
    assert (titles("sugary blight"), titles("sweet plague")) == ([], ["Diabetes"])

    GlossaryTerm.objects.all().delete()
    assert titles("sweet plague") == []


def test_a_pin_holds_at_once_and_so_do_its_change_and_its_end(diabetes):
    SearchPin.objects.bulk_create([SearchPin(language="en", phrase="sugary blight", article=diabetes.article)])
    assert titles("sugary blight") == ["Diabetes"]

    SearchPin.objects.update(phrase="sweet plague")
    assert (titles("sugary blight"), titles("sweet plague")) == ([], ["Diabetes"])

    SearchPin.objects.all().delete()
    assert titles("sweet plague") == []


def card(words):
    answer = find(words, language="en", moment=NOON).emergency
    return answer and answer.heading


def test_an_emergency_answer_holds_at_once_and_so_do_its_change_and_its_end():
    EmergencyAnswer.objects.bulk_create(
        [EmergencyAnswer(language="en", heading="Call now", body="<p>Call.</p>", phrases="violet knees")]
    )
    assert card("violet knees") == "Call now"

    EmergencyAnswer.objects.filter(heading="Call now").update(phrases="green knees")
    assert (card("violet knees"), card("green knees")) == (None, "Call now")

    EmergencyAnswer.objects.filter(heading="Call now").delete()
    assert card("green knees") is None


def test_what_was_never_kept_is_not_known_and_what_comes_after_it_is(diabetes):
    with pytest.raises(RuntimeError):
        add_and_stumble()
    assert titles("sugary blight") == []

    SearchSynonym.objects.create(words="sweet plague", means="diabetes")
    assert (titles("sugary blight"), titles("sweet plague")) == ([], ["Diabetes"])


@transaction.atomic
def add_and_stumble():
    SearchSynonym.objects.create(words="sugary blight", means="diabetes")
    assert titles("sugary blight") == ["Diabetes"]
    raise RuntimeError


def test_a_search_asks_the_database_a_fixed_number_of_times(django_assert_num_queries):
    for number in range(9):
        make_page(f"Diabetes {number}", text="Sugar in the blood.")
        SearchSynonym.objects.create(words=f"sugary blight {number}", means="diabetes")
    titles("diabetes")

    with django_assert_num_queries(7):
        assert len(titles("diabetes and sugar")) == 9
