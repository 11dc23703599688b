from datetime import timedelta

import pytest

from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import heading, links, main, read

pytestmark = pytest.mark.django_db


def test_a_withdrawn_page_says_what_happened_and_where_to_go(client):
    """Promise 4."""
    replacement = make_article(slug="better")
    make_edition(article=replacement, title="A better page", release_at=NOON - timedelta(days=9))
    edition = make_edition(article=make_article(slug="old"), title="Old page", release_at=NOON - timedelta(days=99))
    make_withdrawal(edition, reason="The trial was stopped.", replacement=replacement)

    page = read(client, "/articles/old/", status=410)

    assert heading(page) == "We have withdrawn “Old page”"
    assert "We withdrew it on 1 March 2026" in main(page)
    assert "The trial was stopped." in main(page)
    assert links(page.main)["Read instead: A better page"] == "/articles/better/"
    assert links(page.main)["What this page said before, edition by edition"] == "/articles/old/editions/"


def test_what_was_taken_away_is_asked_for_anew_each_time(client):
    """Promise 1: patients may read it again, and a 410 may be kept unless it says otherwise."""
    edition = make_edition(article=make_article(slug="old"), release_at=NOON - timedelta(days=99))
    make_withdrawal(edition, kind="recalled")

    for address in ("/articles/old/", "/articles/old/editions/1/", "/articles/old/leaflet.pdf"):
        response = client.get(address)
        assert (response.status_code, response["Cache-Control"]) == (410, "no-cache")


def test_a_recalled_page_warns_of_copies_and_shows_no_old_words(client):
    article = make_article(slug="old")
    make_edition(article=article, title="Old page", release_at=NOON - timedelta(days=99))
    newest = make_edition(article=article, title="Old page", release_at=NOON - timedelta(days=9))
    make_withdrawal(newest, kind="recalled", reason="The dose was wrong.")

    page = read(client, "/articles/old/", status=410)

    assert heading(page) == "Stop: do not use “Old page”"  # as loud as what a printed copy leads to
    assert "If you have a copy, please do not use it. The dose was wrong." in main(page)
    assert "If you have already done what it said, ask your doctor or nurse" in main(page)
    assert "Nothing has taken its place yet." in main(page)
    assert "What happens" not in main(page)


def test_a_replacement_that_is_not_live_itself_is_not_offered(client):
    """Promise 1."""
    replacement = make_article(slug="better")
    make_edition(article=replacement, title="Not yet", release_at=NOON + timedelta(days=9))
    edition = make_edition(article=make_article(slug="old"), release_at=NOON - timedelta(days=99))
    make_withdrawal(edition, replacement=replacement)

    page = read(client, "/articles/old/", status=410)

    assert "Not yet" not in page.get_text()
    assert "Nothing has taken its place yet." in main(page)


def test_a_withdrawal_that_was_lifted_lets_patients_read_again(client):
    article = make_article(slug="back")
    edition = make_edition(article=article, release_at=NOON - timedelta(days=99))
    withdrawal = make_withdrawal(edition, at=NOON - timedelta(days=9))
    withdrawal.lifted_at, withdrawal.lifted_by = NOON, withdrawal.by
    withdrawal.save()

    read(client, "/articles/back/")


def test_a_withdrawn_page_of_another_language_speaks_that_language(client):
    edition = make_edition(article=make_article(slug="vieja", language="es"), release_at=NOON - timedelta(days=99))
    make_withdrawal(edition)

    page = read(client, "/es/articles/vieja/", status=410)

    assert page.html["lang"] == "es"


@pytest.mark.parametrize("rest", ["", "editions/", "editions/1/", "on/2026-02-20/"])
def test_a_past_address_leads_to_the_present_one_in_one_hop(client, rest):
    """Promise 4, after two changes of the address."""
    article = make_article(slug="first")
    make_edition(article=article, release_at=NOON - timedelta(days=30))
    for slug in ("second", "third"):
        article.slug = slug
        article.save()

    for past in ("first", "second"):
        response = client.get(f"/articles/{past}/{rest}")

        assert response.status_code == 301
        assert response.headers["Location"] == f"/articles/third/{rest}"


def test_a_past_address_in_another_language_stays_in_that_language(client):
    article = make_article(slug="primera", language="es")
    make_edition(article=article, release_at=NOON - timedelta(days=30))
    article.slug = "segunda"
    article.save()

    assert client.get("/es/articles/primera/").headers["Location"] == "/es/articles/segunda/"
    assert client.get("/articles/primera/").status_code == 404


def test_a_past_address_of_an_unreleased_article_tells_nothing(client):
    """Promise 1: its present address may say what is in the making."""
    article = make_article(slug="first")
    make_edition(article=article)
    article.slug = "secret-plan"
    article.save()

    response = client.get("/articles/first/")

    assert response.status_code == 404
    assert "secret-plan" not in response.content.decode()
