import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from tests.reading.pages import heading, links, main, read


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "language"), [("/nowhere/", "en"), ("/es/nada/", "es"), ("/ar/x/y/", "ar")])
def test_what_is_not_found_is_said_in_the_language_of_the_address(client, address, language):
    page = read(client, address, status=404)

    home = "/" if language == "en" else f"/{language}/"
    assert page.html["lang"] == language
    assert f"{home}a-z/" in links(page.main).values()
    assert home in links(page.main).values()


@pytest.mark.django_db
def test_what_is_not_found_says_nothing_of_the_machine(client):
    assert "Resolver404" not in main(read(client, "/nowhere/", status=404))


def test_a_fault_of_ours_is_said_calmly_without_database_or_request(monkeypatch):
    """Promise 9: this page must come when the database does not. No fixture opens one here."""
    monkeypatch.setattr("articles.reading.views.lists.live_editions", lambda request: 1 / 0)

    page = read(Client(raise_request_exception=False), "/", status=500)

    assert heading(page) == "Something went wrong here"


@pytest.mark.parametrize("name", ["400.html", "403.html", "500.html"])
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_pages_for_faults_need_nothing_but_themselves(name, language, direction):
    with translation.override(language):
        page = get_template(name).render()

    assert f'<html lang="{language}" dir="{direction}">' in page
    assert "<h1>" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/articles/%00/",
        "/articles/a%00b/editions/1/",
        "/topics/%F0%9F%92%A9/",
        "/a-z/?%00=%00",
        "/%ff/",
        "/articles/x/on/%00/",
    ],
)
def test_broken_addresses_never_end_in_a_fault(client, address):
    """Promise 10."""
    assert client.get(address).status_code in (200, 400, 404)
