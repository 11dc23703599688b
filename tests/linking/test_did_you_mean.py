"""A code with one slip in it is caught, and answered with what may have been meant."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError

from articles.models import ReleasedWordsNeverChange
from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import links, main, read, words

pytestmark = pytest.mark.django_db

CODE = "K52V6XC"
WRONG, SWAPPED, LEFT_OUT = "K52V6TC", "5K2V6XC", "K5V6XC"
HOSTILE = "<script>alert(1)</script>"


def make_page(code=CODE, *, title="Having a biopsy", release_at=NOON, **facts):
    return make_edition(article=make_article(code=code, **facts), title=title, release_at=release_at)


@pytest.mark.parametrize("typed", [WRONG, SWAPPED, LEFT_OUT, "k52-v6tc", "K52V6OC", "K52V6XXC"])
def test_one_slip_is_answered_with_the_page_that_was_meant(client, typed):
    """Promise 4."""
    make_page()

    page = read(client, f"/go/{typed}/", status=404)

    assert "One character may be mistyped." in main(page)
    assert words(page.find(id="near")) == "Did you mean …?"
    assert links(page.main)["Having a biopsy"] == f"/go/{CODE}/"
    assert "K52-V6XC" in main(page)
    assert "Compare the code and the title with your paper" in main(page)


def test_a_slip_in_the_address_of_a_copy_leads_to_the_same_edition_if_there_is_one(client):
    make_page()

    assert links(read(client, f"/go/{WRONG}/1/", status=404).main)["Having a biopsy"] == f"/go/{CODE}/1/"
    assert links(read(client, f"/go/{WRONG}/2/", status=404).main)["Having a biopsy"] == f"/go/{CODE}/"


def test_only_what_is_live_is_named(client):
    """Promise 1."""
    make_page(title="SCHEDULED", release_at=NOON + timedelta(seconds=1))
    make_withdrawal(make_page("K52V6J7", title="GONE"))
    make_edition(article=make_article(code="K52V6H9"), title="DRAFT")

    for typed in (WRONG, "K52V6JX", "K52V6HX"):
        page = read(client, f"/go/{typed}/", status=404)
        assert not page.find(id="near")
        assert not {"SCHEDULED", "GONE", "DRAFT"} & set(page.get_text().split())


def test_two_slips_are_not_guessed_at(client):
    make_page()

    assert not read(client, "/go/K52V8TC/", status=404).find(id="near")


def test_machines_are_told_as_data(client):
    make_page(slug="biopsia", language="es")

    for request in ({"query_params": {"format": "json"}}, {"headers": {"Accept": "application/json"}}):
        told = client.get(f"/go/{WRONG}/1/", **request)
        assert told.status_code == 404
        assert told["Content-Type"] == "application/problem+json"
        assert told.json()["did_you_mean"] == [
            {
                "code": CODE,
                "spoken_code": "K52-V6XC",
                "title": "Having a biopsy",
                "language": "es",
                "url": f"http://testserver/go/{CODE}/1/",
            }
        ]


def test_a_hostile_title_is_shown_as_words(client):
    """Promise 11."""
    make_page(title=HOSTILE)

    page = read(client, f"/go/{WRONG}/", status=404)

    assert not page.select("main script")
    assert HOSTILE in links(page.main)


def test_a_slip_costs_one_query_and_a_code_that_cannot_be_one_none(client, django_assert_num_queries):
    make_page()

    with django_assert_num_queries(1):
        client.get(f"/go/{WRONG.lower()}/")  # in capitals it is asked about twice
    with django_assert_num_queries(0):
        client.get("/go/nothing-like-a-code/")


def test_the_code_of_a_page_that_is_gone_still_answers_and_is_never_given_again(client):
    """Promise 4."""
    edition = make_page(slug="biopsy")
    make_withdrawal(edition, reason="Newer advice exists.")

    response = client.get(f"/go/{CODE}/")

    assert response.status_code == 302
    assert "Newer advice exists." in main(read(client, response["Location"], status=410))
    with pytest.raises((ReleasedWordsNeverChange, ProtectedError)):
        edition.article.delete()
    with pytest.raises((ReleasedWordsNeverChange, ProtectedError)):
        type(edition.article).objects.filter(code=CODE).delete()
