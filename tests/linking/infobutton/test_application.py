"""The same answer as a page: /connect/application"""

from datetime import date

import pytest

from tests.linking.infobutton.test_service import address, make_page
from tests.reading.pages import heading, links, main, read

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def application(client, *args, status=200, **more):
    return read(client, address(*args, page="application", **more), status=status)


def test_the_pages_are_listed_in_the_design_of_the_portal(client):
    make_page("biopsy", "G93", title="Having a biopsy")

    page = application(client, "G93", mainSearchCriteria_v_dn="Biopsy")

    assert heading(page) == "About: Biopsy"
    assert links(page.main)["Having a biopsy"] == "/articles/biopsy/"
    assert "What this page is about." in main(page)


def test_it_speaks_the_language_that_was_asked_for(client):
    make_page("biopsia", "G93", language="es", title="La biopsia")

    page = application(client, "G93", informationRecipient_languageCode_c="es")
    arabic = application(client, "G93", informationRecipient_languageCode_c="ar")

    assert page.html["lang"] == "es"
    assert heading(page) == "Páginas para usted"
    assert links(page.main)["La biopsia"] == "/es/articles/biopsia/"
    assert arabic.html["dir"] == "rtl"


def test_a_page_whose_check_is_overdue_says_so(client):
    make_page("biopsy", "G93", reviewed_on=date(2024, 1, 1), review_due=date(2026, 3, 1))

    assert "due to be checked again on 1 March 2026." in main(application(client, "G93"))


def test_without_a_question_or_a_page_there_is_a_search(client):
    for page in (application(client), application(client, "G93"), application(client, age_v_v="x", status=400)):
        assert page.select_one("main form[role=search] input[name=q]")
    assert "age.v.u" in main(application(client, age_v_v="5", status=400))


def test_a_name_helps_where_the_code_finds_nothing(client):
    from articles.searching import rebuild

    make_page("asthma", title="Living with asthma")
    rebuild()

    page = application(client, "G93", mainSearchCriteria_v_dn="asthma")

    assert "Living with asthma" in links(page.main)


def test_hostile_words_are_shown_as_words(client):
    """Promise 11."""
    for page in (
        application(client, mainSearchCriteria_v_dn=HOSTILE),
        application(client, mainSearchCriteria_v_cs=HOSTILE, mainSearchCriteria_v_c="a"),
        application(client, mainSearchCriteria_v_c=HOSTILE, mainSearchCriteria_v_cs="1", status=400),
    ):
        assert not page.select("main script, main img[src=x]")


def test_it_leaves_readers_alone(client):
    """Promise 8."""
    response = client.get(address("G93", page="application"))

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "no-cache"
