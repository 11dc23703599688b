"""The receipt of what was given: /go/<code>/<n>/receipt/"""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ReceiptCount
from tests.linking.paper import qr_codes_in, rendered
from tests.makers import NOON, TODAY, make_article, make_edition, make_withdrawal
from tests.reading.pages import links, main, read, words

pytestmark = pytest.mark.django_db

CODE = "K52V6XC"
RECEIPT = f"/go/{CODE}/1/receipt/"
OLD = NOON - timedelta(days=90)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def edition():
    return make_edition(article=make_article(code=CODE, slug="biopsy"), title="Having a biopsy", release_at=OLD)


def asked(client, form, address=RECEIPT, **more):
    response = client.get(address, {"as": form, **more})
    assert response.status_code == 200, response.content
    return response


def test_one_line_says_what_was_given(client, edition):
    response = asked(client, "line", given="leaflet-18", clinic="Ward 3")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "“Having a biopsy” | K52-V6XC edition 1 | language en | given as leaflet-18 | 2026-03-02T12:00:00Z | "
        f"http://testserver/go/K52V6XC/1/ | sha256:{edition.fingerprint} | Ward 3\n"
    )


def test_the_same_comes_as_data(client, edition):
    assert asked(client, "json", given="read-aloud", clinic="Ward 3").json() == {
        "receipt": 1,
        "title": "Having a biopsy",
        "code": CODE,
        "edition": 1,
        "state": "current",
        "language": "en",
        "given": "read-aloud",
        "sha256": edition.fingerprint,
        "address": "http://testserver/go/K52V6XC/1/",
        "words": "http://testserver/go/K52V6XC/1/words.json",
        "made_at": "2026-03-02T12:00:00Z",
        "clinic": "Ward 3",
    }
    assert client.get(RECEIPT, headers={"Accept": "application/json"}).json()["given"] == "page"


def test_the_slip_has_everything_on_paper_and_a_place_for_the_patients_label(client, edition):
    page = read(client, f"{RECEIPT}?as=slip&given=leaflet-24&clinic=Ward+3")

    text = main(page)
    for said in (
        "Title Having a biopsy",
        "Page K52-V6XC, edition 1, released 2 December 2025",
        "Language English",
        "Given as the leaflet, very large print (24 pt)",
        "Receipt made 2 March 2026, 12:00 (Europe/London)",
        "Clinic Ward 3",
        "At that time the newest edition, and checked in time",
        "Patient label here",
    ):
        assert said in text
    assert "".join(part.string for part in page.select(".slip__print span")) == edition.fingerprint
    assert page.select_one(".slip img")["src"] == f"/go/{CODE}/1/qr.svg"


def test_the_page_asks_how_it_is_given_and_leads_to_each_form(client, edition):
    page = read(client, f"{RECEIPT}?given=leaflet-12")

    assert [one["value"] for one in page.select("[name=given]")] == [
        *("page", "leaflet-12", "leaflet-18", "leaflet-24", "read-aloud")
    ]
    assert page.select_one("[name=given][checked]")["value"] == "leaflet-12"
    assert {one["value"] for one in page.select("button[name=as]")} == {"slip", "line", "json", "fhir"}
    assert "Enter nothing about the patient" in main(page)
    assert links(page.main)["Check a receipt"] == "/verify/"
    assert links(read(client, f"/go/{CODE}/1/").main)["For clinics: a receipt for the record"] == RECEIPT


def test_who_gives_an_old_edition_is_warned_and_the_receipt_says_so(client, edition):
    make_edition(article=edition.article, is_safety_change=True, change_note="The dose is halved.", release_at=NOON)

    page = read(client, RECEIPT)

    assert "something important for safety has changed" in words(page.select_one("main .notice"))
    assert "| state newer-for-safety |" in asked(client, "line").content.decode()
    assert asked(client, "json").json()["state"] == "newer-for-safety"


@pytest.mark.parametrize(
    ("facts", "said"),
    [({"review_due": date(2026, 3, 1), "reviewed_on": date(2024, 1, 1)}, "its check is overdue"), ({}, "withdrawn")],
)
def test_the_slip_says_honestly_how_the_edition_stood(client, facts, said):
    edition = make_edition(article=make_article(code=CODE), release_at=OLD, **facts)
    if not facts:
        make_withdrawal(edition)

    assert said in main(read(client, f"{RECEIPT}?as=slip"))


@pytest.mark.parametrize("form", ["", "slip", "line", "json", "fhir"])
def test_a_recalled_edition_is_given_to_nobody_any_more(client, edition, form):
    """Promise 5."""
    make_withdrawal(edition, kind="recalled", reason="The dose was wrong.")

    gone = client.get(RECEIPT, {"as": form} if form else {})

    assert gone.status_code == 410
    assert "The dose was wrong." in gone.content.decode()
    assert edition.fingerprint not in gone.content.decode()
    assert not ReceiptCount.objects.exists()


def test_a_slip_says_nothing_of_a_check_in_time_where_no_day_is_set_for_one(client):
    article = make_article()
    make_edition(article=article, release_at=NOON - timedelta(days=9), review_due=None)

    slip = main(read(client, f"/go/{article.code}/1/receipt/?as=slip"))

    assert "At that time the newest edition; no day is set for its next check" in slip


def test_what_is_not_released_has_no_receipt(client, edition):
    """Promise 1."""
    make_edition(article=edition.article, title="SCHEDULED", release_at=NOON + timedelta(seconds=1))

    missing = client.get(f"/go/{CODE}/2/receipt/", {"as": "fhir"})

    assert missing.status_code == missing.json()["status"] == 404
    assert "SCHEDULED" not in missing.content.decode()


@pytest.mark.parametrize(
    ("asked_for", "sentence"),
    [
        ({"as": "pdf"}, "“as” is line, json, slip or fhir."),
        ({"given": "fax"}, "“given” is one of these: page, leaflet-12, leaflet-18, leaflet-24, read-aloud."),
        ({"clinic": "x" * 121}, "“clinic” is too long: it may have 120 characters."),
        ({"as": "<script>", "given": "\0"}, "“as” is line"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(client, edition, asked_for, sentence):
    """Promise 10."""
    page = client.get(RECEIPT, asked_for)
    data = client.get(RECEIPT, asked_for, headers={"Accept": "application/json"})
    of_a_program = client.get(RECEIPT, {"as": "fhir", **asked_for})

    assert page.status_code == data.status_code == 400
    assert sentence in page.content.decode()
    assert sentence in data.json()["title"]
    assert data.json()["parameter"] in asked_for
    assert of_a_program.status_code == 400
    assert of_a_program.json() == data.json() if "as" not in asked_for else "html" in of_a_program["Content-Type"]


def test_the_name_of_a_clinic_is_one_bounded_line_and_shown_as_words(client, edition):
    """Promise 11."""
    line = asked(client, "line", clinic="Ward 3\r\n\0sha256:\u2028 evil").content.decode()
    page = read(client, f"{RECEIPT}?as=slip&clinic={HOSTILE}")

    assert line.count("\n") == 1
    assert line.endswith("Ward 3 sha256: evil\n")
    assert not page.select("main script, main img[src=x]")
    assert not read(client, f"{RECEIPT}?clinic={HOSTILE}").select("main script, main img[src=x]")


def test_nothing_is_kept_but_how_many_were_made_on_a_day(client, edition):
    """Promise 8."""
    for form in ("line", "json", "slip", "fhir"):
        response = asked(client, form, clinic="Ward 3")
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies
    client.get(RECEIPT)
    client.head(RECEIPT, {"as": "line"})

    (count,) = ReceiptCount.objects.all()

    assert (count.edition, count.day, count.times) == (edition, TODAY, 4)
    assert {field.name for field in ReceiptCount._meta.fields} == {"id", "edition", "day", "times"}


def test_a_count_that_fails_never_fails_the_receipt(client, edition):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_receiptcount RENAME TO elsewhere")
    try:
        assert asked(client, "json").json()["code"] == CODE
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO articles_receiptcount")


def test_a_receipt_costs_a_fixed_number_of_queries(client, edition):
    def cost(form):
        with CaptureQueriesContext(connection) as asked_of_database:
            asked(client, form)
        return len(asked_of_database)

    asked(client, "line")
    few = [cost(form) for form in ("line", "fhir")]
    for days in range(20):
        make_edition(article=edition.article, release_at=OLD + timedelta(days=days + 1))

    assert [cost(form) for form in ("line", "fhir")] == few
    assert max(few) <= 14


def test_the_code_on_the_slip_is_the_one_on_the_leaflet(client, edition):
    pdf = client.get("/articles/biopsy/leaflet.pdf").content

    (on_paper,) = {text for page in rendered(pdf) for text in qr_codes_in(page)}

    assert on_paper == json.loads(asked(client, "json").content)["address"]
