"""/verify/ takes a receipt or a fingerprint and says which words it stands for."""

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.verifying import LONGEST, Named, read_receipt
from articles.models import ReceiptCount
from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import links, main, read, words

pytestmark = pytest.mark.django_db

CODE, OTHER = "K52V6XC", "K52V6J7"
OLD = NOON - timedelta(days=90)
NOT_OURS = "0123456789abcdef" * 4


@pytest.fixture
def edition():
    return make_edition(article=make_article(code=CODE, slug="biopsy"), title="Having a biopsy", release_at=OLD)


def receipt(client, form, number=1):
    response = client.get(f"/go/{CODE}/{number}/receipt/", {"as": form, "clinic": "Ward 3"})
    return response.content.decode()


def pasted(client, text, status=200):
    class Sent:
        def get(self, address):
            return client.post(address, {"receipt": text})

    return read(Sent(), "/verify/", status=status)


def verified(client, text):
    return client.post("/verify/?format=json", {"receipt": text}).json()


@pytest.mark.parametrize("form", ["line", "json", "fhir"])
def test_every_form_of_a_receipt_is_understood(client, edition, form):
    text = receipt(client, form)

    page = pasted(client, text)

    assert "Yes, these are words that were released here." in main(page)
    assert words(page.select_one(".copy h2")) == "Yes, this copy is current"
    assert "“Having a biopsy”, edition 1" in main(page)
    assert links(page.main)["Read these very words"] == "/articles/biopsy/editions/1/"
    assert verified(client, text)["receipt"] == {"code": CODE, "edition": 1, "agrees": True}


@pytest.mark.parametrize("change", [str.upper, lambda one: f"  sha256: {one[:30]}\n{one[30:]} ", lambda one: one])
def test_a_fingerprint_is_understood_however_it_was_copied(client, edition, change):
    page = pasted(client, change(edition.fingerprint))

    assert "Yes, these are words that were released here." in main(page)


def test_the_address_alone_does(client, edition):
    page = read(client, f"/verify/?hash={edition.fingerprint}")

    assert "Yes, these are words that were released here." in main(page)


def test_the_answer_tells_how_current_they_are(client, edition):
    make_edition(
        article=edition.article,
        sections=[{"body": "<p>Other.</p>"}],
        is_safety_change=True,
        change_note="The dose.",
        release_at=NOON,
    )
    page = read(client, f"/verify/?hash={edition.fingerprint}")

    assert "something important for your safety has changed" in words(page.select_one(".copy h2"))

    make_withdrawal(edition, kind="recalled", reason="The dose was wrong.")
    page = read(client, f"/verify/?hash={edition.fingerprint}")
    assert "The dose was wrong." in main(page)
    assert "Read these very words" not in links(page.main)


def test_the_same_as_data(client, edition):
    for told in (
        client.get("/verify/", {"hash": edition.fingerprint}, headers={"Accept": "application/json"}),
        client.post("/verify/?format=json", receipt(client, "json"), content_type="application/json"),
        client.post("/verify/?format=json", receipt(client, "fhir"), content_type="application/fhir+json"),
    ):
        answer = told.json()
        assert answer["sha256"] == edition.fingerprint
        assert answer["is_ours"] is True
        assert [(one["state"], one["edition"]["number"]) for one in answer["editions"]] == [("current", 1)]


def test_a_fingerprint_that_is_not_ours_is_plainly_said_to_be_none(client, edition):
    page = read(client, f"/verify/?hash={NOT_OURS}")

    assert "No edition that was released here has this fingerprint." in main(page)
    assert verified(client, NOT_OURS) == {"sha256": NOT_OURS, "is_ours": False, "receipt": None, "editions": []}


def test_a_receipt_that_names_another_edition_than_its_words_is_caught(client, edition):
    second = make_edition(article=edition.article, title="Newer words", release_at=NOON)
    forged = receipt(client, "line").replace(edition.fingerprint, second.fingerprint)

    page = pasted(client, forged)

    assert f"it names edition 1 of page {CODE}, but its fingerprint is that of other words" in main(page)
    assert "“Newer words”, edition 2" in main(page)
    assert verified(client, forged)["receipt"]["agrees"] is False


def test_the_same_words_in_several_editions_are_all_named_and_the_one_meant_first(client):
    same = {"title": "Same", "release_at": OLD}
    make_edition(article=make_article(code=OTHER), **same)
    edition = make_edition(article=make_article(code=CODE), **same)

    editions = verified(client, receipt(client, "line"))["editions"]

    assert [one["edition"]["code"] for one in editions] == [CODE, OTHER]
    assert {one["edition"]["sha256"] for one in editions} == {edition.fingerprint}


def test_words_that_are_not_released_are_not_known(client):
    """Promise 1."""
    scheduled = make_edition(title="SCHEDULED", release_at=NOON + timedelta(seconds=1))

    page = read(client, f"/verify/?hash={scheduled.fingerprint}")

    assert "No edition that was released here has this fingerprint." in main(page)
    assert "SCHEDULED" not in page.get_text()


@pytest.mark.parametrize("text", ["", "abc", "0" * 63, "g" * 64, "0" * 65, "\0", "<script>alert(1)</script>", "{}"])
def test_what_holds_no_fingerprint_is_said_to_hold_none(client, text):
    """Promise 10."""
    page = pasted(client, text, status=400)

    assert "There is no fingerprint in it." in main(page)
    assert not page.select("main script")
    assert client.get("/verify/", {"hash": text, "format": "json"}).status_code == 400
    assert client.post("/verify/?format=json", text, content_type="text/plain").status_code == 400


def test_what_is_too_long_is_refused_in_a_sentence(client):
    page = pasted(client, "a" * (LONGEST + 1), status=400)

    assert "at most 100,000 characters" in main(page)


def test_machines_that_send_nothing_are_told_what_is_missing(client):
    answer = client.get("/verify/?format=json")

    assert answer.status_code == 400
    assert answer.json()["title"] == "“hash” is missing."


def test_nothing_of_it_is_kept(client, edition):
    """Promise 8: no cookie, nothing stored, nothing in a cache."""
    text = receipt(client, "line")
    counted = list(ReceiptCount.objects.values())

    response = Client(enforce_csrf_checks=True).post("/verify/", {"receipt": text})

    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-store"
    assert list(ReceiptCount.objects.values()) == counted


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_it_only_answers_questions(client, method):
    assert getattr(client, method)("/verify/").status_code == 405


def test_it_speaks_the_language_of_its_address(client, edition):
    assert read(client, "/ar/verify/").html["dir"] == "rtl"
    page = read(client, f"/es/verify/?hash={edition.fingerprint}")
    assert "Sí, son palabras que se publicaron aquí." in main(page)
    assert links(page.main)["Qué es la huella y cómo comprobarla sin nosotros"] == "/es/about/fingerprint/"


@given(st.text(max_size=200))
def test_whatever_is_pasted_gets_an_answer(text):
    assert read_receipt(text) is None or isinstance(read_receipt(text), Named)


@given(st.text(st.characters(categories=["Zs", "P", "Lo"]), max_size=30), st.integers(1, 9999))
def test_a_receipt_is_found_in_whatever_stands_around_it(around, number):
    text = f"{around} http://x/go/k52-v6xc/{number}/ {around} {NOT_OURS} {around}"

    assert read_receipt(text) == Named(NOT_OURS, CODE, number)
