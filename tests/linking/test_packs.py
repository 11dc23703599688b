"""For those who hand out a pack: its QR code, is a booklet still current, and the receipt for all of it."""

import hashlib
import json
from datetime import timedelta

import pytest

from articles.models import ReceiptCount
from tests.linking.test_fhir import is_valid  # noqa: F401 (a fixture)
from tests.makers import NOON, make_article, make_clinic, make_edition, make_pack, make_version, make_withdrawal
from tests.reading.pages import heading, main, read

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
COPY = "/packs/2222222/1/copy/1.1/"
RECEIPT = "/packs/2222222/1/receipt/"


@pytest.fixture
def asthma():
    return make_edition(article=make_article(code="K52V6XC"), title="Asthma", release_at=NOON - 9 * DAY)


@pytest.fixture
def pack(asthma):
    other = make_edition(article=make_article(code="P6D8VP4"), title="Inhalers", release_at=NOON - 9 * DAY)
    return make_pack(asthma.article, other.article, code="2222222", clinic=make_clinic(name="North clinic"))


def newer(edition, **facts):
    return make_edition(article=edition.article, release_at=NOON, **facts)


def test_the_qr_code_of_a_pack_is_printed_with_its_code_in_groups(client, pack):
    drawn = client.get("/packs/222-2222/qr.svg").content.decode()

    assert "<title>http://testserver/packs/2222222/</title>" in drawn
    assert ">222-2222</text>" in drawn
    assert client.get("/packs/2222222/qr.png?size=3")["Content-Type"] == "image/png"
    assert "/packs/2222222/" in read(client, "/packs/2222223/1/receipt/", status=404).decode()


def test_the_code_of_a_pack_leads_to_it_by_the_short_link_too(client, pack):
    """Promise 4. Whoever reads a code aloud does not say what it is of."""
    assert client.get("/go/222-2222/")["Location"] == "/packs/2222222/"
    assert client.get("/go/2222222/1/")["Location"] == "/packs/2222222/versions/1/"


NEWS = {
    "nothing": (lambda first: None, "Yes, this booklet is current", "current"),
    "a small thing": (lambda first: newer(first, change="minor"), "only small things", "newer-in-small-things"),
    "a newer edition": (newer, "some of it is out of date", "newer"),
    "safety": (
        lambda first: newer(first, is_safety_change=True, change_note="Never more than four."),
        "Something important for your safety has changed",
        "newer-for-safety",
    ),
    "withdrawn": (lambda first: make_withdrawal(first, at=NOON), "some of it is out of date", "withdrawn"),
    "recalled": (lambda first: make_withdrawal(first, at=NOON, kind="recalled"), "Stop: do not use all", "recalled"),
}


@pytest.mark.parametrize(("happens", "sentence", "state"), NEWS.values(), ids=NEWS)
def test_who_holds_a_booklet_is_told_at_one_glance_what_became_of_it(client, pack, asthma, happens, sentence, state):
    happens(asthma)

    page = read(client, COPY)

    assert sentence in heading(page)
    assert client.get(COPY + "?format=json").json()["state"] == state
    if state == "newer-for-safety":
        assert "Never more than four." in main(page)


def test_a_page_that_was_left_out_and_a_newer_version_are_told(client, pack, asthma):
    make_version(pack, asthma.article, made_at=NOON)

    said = main(read(client, "/packs/2222222/1/copy/0.1/"))

    assert "Not in this booklet" in said
    assert "The clinic has put the pack together anew: version 2" in said


@pytest.mark.parametrize("numbers", ["1", "1.1.1", "1.2", "1.x", "1.-1", "9999999.1", "1.²", "."])
def test_a_booklet_that_never_was_is_not_there(client, pack, numbers):
    assert "There is no such booklet" in main(read(client, f"/packs/2222222/1/copy/{numbers}/", status=404))


def receipt(client, **asked):
    return client.get(RECEIPT, asked)


def test_one_line_says_what_was_given(client, pack):
    line = receipt(client, **{"as": "line"}).content.decode()

    parts = line.strip().split(" | ")
    assert parts[:5] == [
        "“Before your test”",
        "pack 222-2222 version 1",
        "K52-V6XC/1 P6D-8VP4/1",
        "language en",
        "given as booklet-12",
    ]
    assert parts[6] == f"http://testserver{COPY}"
    assert parts[8] == "North clinic"


def test_the_fingerprint_can_be_worked_out_from_the_receipt_without_us(client, pack):
    told = receipt(client, **{"as": "json"}).json()

    contents = {
        "form": "1",
        **{key: told[key] for key in ("pack", "version", "language", "title", "note")},
        "pages": [[page["code"], page["edition"], page["sha256"]] for page in told["pages"]],
    }
    written = json.dumps(contents, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(written.encode()).hexdigest() == told["sha256"]


def test_the_record_system_takes_it_in(client, pack, is_valid):  # noqa: F811
    bundle = receipt(client, **{"as": "fhir"}).json()

    is_valid["Bundle"](bundle)
    *documents, communication = [entry["resource"] for entry in bundle["entry"]]
    for document in documents:
        is_valid["DocumentReference"](document)
    is_valid["Communication"](communication)
    assert [document["description"] for document in documents] == ["Asthma", "Inhalers"]
    given = [one["contentReference"]["reference"] for one in communication["payload"][:2]]
    assert given == [entry["fullUrl"] for entry in bundle["entry"][:2]]


@pytest.mark.parametrize("form", ["line", "json", "fhir"])
def test_each_form_of_a_receipt_is_understood_again(client, pack, asthma, form):
    given = receipt(client, **{"as": form}).content.decode()
    newer(asthma)

    page = read_posted(client, given)

    assert "Yes, these are words that were released here." in page
    assert "No, some of it is out of date" in page
    told = client.post("/verify/?format=json", {"receipt": given}).json()
    assert (told["is_ours"], told["agrees"], told["state"]) == (True, True, "newer")


def read_posted(client, text):
    response = client.post("/verify/", {"receipt": text})
    assert response.status_code == 200
    return response.content.decode()


def test_a_receipt_that_was_altered_does_not_agree_with_itself(client, pack, asthma):
    newer(asthma)
    given = receipt(client, **{"as": "line"}).content.decode()

    page = read_posted(client, given.replace("copy/2.1", "copy/1.1"))

    assert "does not agree with itself" in page


def test_the_slip_and_the_page_name_every_edition(client, pack):
    for address in (RECEIPT, RECEIPT + "?as=slip"):
        said = main(read(client, address))
        assert "Asthma" in said
        assert "Inhalers" in said
        assert "North clinic" in said or "as=slip" not in address


def test_what_was_taken_away_is_given_to_nobody(client, pack, asthma):
    make_withdrawal(asthma, kind="recalled", at=NOON)
    told = receipt(client, **{"as": "json"}).json()
    assert [page["title"] for page in told["pages"]] == ["Inhalers"]
    assert told["address"].endswith("/copy/0.1/")

    alone = make_pack(asthma.article)
    assert client.get(f"/packs/{alone.code}/1/receipt/").status_code == 410
    assert client.get(f"/packs/{alone.code}/1/receipt/?as=json").json()["status"] == 410


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"as": "x"}, "“as” is"),
        ({"given": "leaflet-12"}, "“given” is"),
        ({"clinic": "x" * 121}, "“clinic” is too long"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_name(client, pack, asked, sentence):
    response = client.get(RECEIPT, {**asked})

    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_nothing_is_kept_but_how_many_were_made(client, pack, asthma):
    receipt(client, **{"as": "line", "clinic": "Secret ward"})

    assert sorted(ReceiptCount.objects.values_list("edition__title", "times")) == [("Asthma", 1), ("Inhalers", 1)]
