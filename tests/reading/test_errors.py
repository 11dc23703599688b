import pytest
from django.db import OperationalError
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from tests.reading.pages import heading, links, main, read, words
from tests.searching.pages import make_page


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "language"), [("/nowhere/", "en"), ("/es/nada/", "es"), ("/ar/x/y/", "ar")])
def test_what_is_not_found_is_said_in_the_language_of_the_address(client, address, language):
    page = read(client, address, status=404)

    home = "/" if language == "en" else f"/{language}/"
    assert page.html["lang"] == language
    assert f"{home}a-z/" in links(page.main).values()
    assert home in links(page.main).values()


@pytest.mark.django_db
def test_the_words_of_an_address_that_is_not_there_lead_to_the_pages_that_were_meant(client):
    for number in range(7):
        make_page(f"Having a biopsy {number}")
    make_page("Something else")

    page = read(client, "/articles/having-a-biopsy-2019/", status=404)

    assert len([title for title in links(page.main) if title.startswith("Having a biopsy")]) == 5
    assert words(page.find("h2", id="likely")) == "Perhaps you were looking for"
    assert page.select_one("input[type=search]")["value"] == "having biopsy"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nowhere/", "/wp-login.php", "/articles/7/", "/%F0%9F%92%A9/", "/admin/biopsy/"])
def test_an_address_that_says_nothing_brings_no_pages(client, admin_client, address):
    make_page("Having a biopsy")

    page = read(admin_client, address, status=404)

    assert not page.find(id="likely")


def test_what_is_not_found_is_said_without_a_database_too(monkeypatch):
    """Promise 9. No fixture opens one here."""

    def is_down(*args, **facts):
        raise OperationalError("could not connect")

    monkeypatch.setattr("articles.reading.likely.find", is_down)

    page = read(Client(), "/having-a-biopsy/", status=404)

    assert heading(page) == "We cannot find that page"
    assert "/a-z/" in links(page.main).values()


@pytest.mark.django_db
def test_what_is_not_found_says_nothing_of_the_machine(client):
    assert "Resolver404" not in main(read(client, "/nowhere/", status=404))


def test_a_fault_of_ours_is_said_calmly_without_database_or_request(monkeypatch):
    """Promise 9: this page must come when the database does not. No fixture opens one here."""
    monkeypatch.setattr("articles.reading.views.lists.newest_pages", lambda language, moment: 1 / 0)

    page = read(Client(raise_request_exception=False), "/", status=500)

    assert heading(page) == "Something went wrong here"


@pytest.mark.parametrize("name", ["400.html", "403.html", "500.html", "503.html"])
@pytest.mark.parametrize(("language", "direction", "home"), [("en", "ltr", "/"), ("ar", "rtl", "/ar/")])
def test_pages_for_faults_need_nothing_but_themselves(name, language, direction, home):
    with translation.override(language):
        page = get_template(name).render()

    assert f'<html lang="{language}" dir="{direction}">' in page
    assert "<h1>" in page
    assert f'class="site-name" href="{home}"' in page  # whose page it is, and a way on in the same language


@pytest.mark.parametrize("was_sent", [True, False])
def test_whoever_meets_no_database_has_a_button_to_try_again_but_never_loses_what_was_sent_by_it(was_sent):
    page = get_template("503.html").render({"was_sent": was_sent})

    assert ('<a class="button" href="">Try again</a>' in page) == (not was_sent)


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
