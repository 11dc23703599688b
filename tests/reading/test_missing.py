"""What somebody looked for and did not find, told without a cookie and without a name."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from articles.models import Feedback
from articles.reading.hearing import feedback as rules
from articles.reading.hearing.slips import GOOD_FOR, new_slip
from tests.makers import NOON, make_edition
from tests.reading.pages import heading, links, main, read

pytestmark = pytest.mark.django_db

FORM, THANKS = "/search/missing/", "/search/missing/thanks/"


def tell(client, words="Zebras", **facts):
    sent = {"slip": new_slip(), "words": words, "leave_empty": "", **facts}
    return client.post(facts.pop("address", FORM), sent)


def test_a_search_that_found_nothing_leads_to_a_form_with_its_words(client):
    address = links(read(client, "/search/?q=zebra+%26+stripes").main)["Tell us what is missing"]

    page = read(client, address)

    assert address == "/search/missing/?q=zebra%20%26%20stripes"
    assert heading(page) == "What were you looking for?"
    assert page.select_one("textarea").string == "zebra & stripes"
    assert "Please write nothing about who you are" in main(page)


def test_what_was_missing_is_kept_masked_with_the_language_of_the_search(client):
    slip = read(client, "/es/search/missing/").find("input", {"name": "slip"})["value"]

    response = client.post("/es/search/missing/", {"slip": slip, "words": "Cebras, llame al 020 7946 0018"})

    assert (response.status_code, response["Location"]) == (303, "/es/search/missing/thanks/")
    kept = Feedback.objects.get()
    assert (kept.search_language, kept.edition, kept.is_helpful, kept.at) == ("es", None, False, NOON)
    assert kept.words == "Cebras, llame al [número eliminado]"
    assert "gracias" in heading(read(client, "/es/search/missing/thanks/")).lower()


def test_a_double_click_counts_once(client):
    slip = new_slip()
    for words in ("Zebras", "Zebras and lions"):
        assert tell(client, words, slip=slip).status_code == 303

    assert [kept.words for kept in Feedback.objects.all()] == ["Zebras and lions"]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"words": " \x00 "}, "Write a word or two"),
        ({"words": "a" * 1001}, "Please shorten it to 1000."),
        ({"leave_empty": "x"}, "Something filled in a box that people do not see."),
        ({"slip": "forged\x00"}, "We did not know this form any more."),
    ],
)
def test_bad_input_gets_a_sentence_and_no_word_is_lost(client, facts, sentence):
    """Promises 6 and 10."""
    response = tell(client, **facts)

    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert facts.get("words", "Zebras").strip(" \x00") in response.content.decode()
    assert not Feedback.objects.exists()


def test_a_slip_of_a_page_counts_for_no_search_and_the_other_way_round(client):
    edition = make_edition(release_at=NOON - timedelta(days=1))
    about_page = edition.article.address_of("feedback")

    assert tell(client, slip=new_slip(edition)).status_code == 400
    assert client.post(about_page, {"slip": new_slip(), "helpful": "no"}).status_code == 400
    assert not Feedback.objects.exists()


def test_an_old_form_another_site_and_a_flood_are_asked_to_send_once_more(client, monkeypatch):
    slip = new_slip()
    with time_machine.travel(NOON + GOOD_FOR + timedelta(seconds=2), tick=False):
        assert "open for a very long time" in tell(client, slip=slip).content.decode()
    elsewhere = client.post(FORM, {"slip": slip, "words": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 400
    monkeypatch.setattr(rules, "MOST_ON_AN_ARTICLE", 1)
    tell(client)

    late = tell(client, "My words")

    assert (late.status_code, late["Retry-After"]) == (429, "3600")
    assert "My words" in late.content.decode()
    assert Feedback.objects.count() == 1


def test_no_cookie_is_set_asked_for_or_kept_on_the_whole_way():
    """Promise 8, as a browser sends it."""
    client = Client(enforce_csrf_checks=True)

    for page in (client.get(FORM), tell(client), client.get(THANKS)):
        assert not page.cookies
        assert "Cookie" not in page.headers.get("Vary", "")
    assert client.get(FORM)["Cache-Control"] == "private, no-cache"
    assert tell(client, "")["Cache-Control"] == "private, no-store"
