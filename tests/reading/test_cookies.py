import pytest
from django.conf import settings
from django.test import Client

from tests.makers import NOON, make_article, make_edition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cookie", [settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME])
def test_a_cookie_that_a_reader_brings_is_neither_renewed_nor_taken_away(client, cookie):
    """Promise 8."""
    make_edition(article=make_article(slug="rest"), release_at=NOON)
    client.cookies[cookie] = "brought from somewhere"

    response = client.get("/articles/rest/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_form_sent_to_a_page_is_answered_as_a_page_that_takes_none():
    make_edition(article=make_article(slug="rest"), release_at=NOON)

    assert Client(enforce_csrf_checks=True).post("/articles/rest/").status_code == 405


def test_a_forged_form_at_the_desk_is_refused():
    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403
