"""All pages of a pack to take home: /packs/<code>/booklet.pdf"""

import sys
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import translation

from articles.models import Image
from articles.reading.leaflet.booklet import contact_of
from tests.linking.paper import qr_codes_in, rendered
from tests.makers import (
    NOON,
    make_article,
    make_clinic,
    make_edition,
    make_pack,
    make_version,
    make_withdrawal,
    picture,
)
from tests.reading.pages import main, read
from tests.reading.pdf import Leaflet

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def asthma():
    return make_edition(article=make_article(code="K52V6XC"), title="Asthma", release_at=NOON - 9 * DAY)


@pytest.fixture
def inhalers():
    facts = {"title": "Inhalers", "sections": [{"heading": "How to hold it", "body": "<p>Upright.</p>"}]}
    return make_edition(article=make_article(code="P6D8VP4"), **facts, release_at=NOON - 2 * DAY)


@pytest.fixture
def pack(asthma, inhalers):
    clinic = make_clinic(name="North clinic", emergency_line="Call 999", logo=Image.keep(picture()), languages=["ar"])
    return make_pack(asthma.article, inhalers.article, code="2222222", clinic=clinic)


def booklet(client, address="/packs/2222222/booklet.pdf"):
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return response.content


def test_a_patient_takes_every_page_home_with_a_cover_and_a_list_of_what_is_inside(client, pack):
    told = Leaflet(booklet(client))

    assert told.tagged("H1") == ["Before your test", "Asthma", "Inhalers"]
    cover, inside, *pages = [sheet.extract_text() for sheet in told.file.pages]
    for words in ("North clinic", "Call 999", "01632 960000", "2 March 2026"):
        assert words in cover
    starts = [number for number, words in enumerate(pages, start=3) if "Is this copy still current?" in words]
    assert [inside.split(title)[1].strip(" .\n").split()[0] for title in ("Asthma", "Inhalers")] == list(
        map(str, starts)
    )
    assert "Upright." in told.text
    assert told.root["/MarkInfo"]["/Marked"]
    assert told.root["/Lang"] == "en"


def test_a_camera_finds_on_paper_the_code_of_the_booklet_and_of_each_page(client, pack):
    found = [code for sheet in rendered(booklet(client)) for code in qr_codes_in(sheet)]

    assert found == [
        "http://testserver/packs/2222222/1/copy/1.1/",
        "http://testserver/go/K52V6XC/1/",
        "http://testserver/go/P6D8VP4/1/",
    ]
    for address in found:
        assert "Yes, this" in main(read(client, address.removeprefix("http://testserver")))


def test_a_recalled_page_is_not_in_it_and_the_list_says_why(client, pack, asthma):
    make_withdrawal(asthma, kind="recalled", reason="A dose is wrong.", at=NOON)

    pdf = booklet(client)
    told = Leaflet(pdf)

    assert told.tagged("H1") == ["Before your test", "Inhalers"]
    assert "You rest." not in told.text
    assert "“Asthma” was taken away because it may be unsafe." in told.text
    assert "A dose is wrong." in told.text
    assert qr_codes_in(next(iter(rendered(pdf)))) == ["http://testserver/packs/2222222/1/copy/0.1/"]


def test_a_booklet_of_which_every_page_was_taken_away_still_says_so(client, asthma):
    pack = make_pack(asthma.article)
    make_withdrawal(asthma, reason="Newer advice exists.", at=NOON)

    told = Leaflet(booklet(client, f"/packs/{pack.code}/booklet.pdf"))

    assert "“Asthma” was withdrawn because it is out of date. Newer advice exists." in told.text
    assert len(told.file.pages) == 2


def test_an_edition_that_is_held_says_what_changed_about_safety_since(client, asthma):
    pack = make_pack(asthma)
    make_edition(article=asthma.article, is_safety_change=True, change_note="Never more than four.", release_at=NOON)

    text = Leaflet(booklet(client, f"/packs/{pack.code}/booklet.pdf")).text

    assert "Do not rely on this old edition." in text
    assert "Never more than four." in text


def test_an_arabic_booklet_reads_from_right_to_left_and_an_english_page_in_it_does_not(client, asthma):
    arabic = make_edition(article=make_article(language="ar"), title="الربو", release_at=NOON - DAY)
    clinic = make_clinic(name="عيادة", language="es", address="Calle Mayor 1\nMadrid")
    pack = make_pack(arabic.article, asthma.article, language="ar", clinic=clinic)

    told = Leaflet(booklet(client, f"/packs/{pack.code}/booklet.pdf?size=large"))

    assert told.root["/Lang"] == "ar"
    assert told.root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert "What happens" in told.text
    assert "es" in told.languages  # where the clinic is, in its own language, for a voice that reads it


def test_an_arabic_booklet_leaves_the_number_of_an_english_street_in_its_place():
    clinic = make_clinic(phone="01632 960001", address="North hospital\n1 High Street")

    with translation.override("ar"):
        told = [line["words"] for one in contact_of(clinic)[:2] for line in one["lines"]]

    assert told == ["\u206601632 960001\u2069", "\u2068North hospital\u2069", "\u20681 High Street\u2069"]


def test_the_same_booklet_is_made_once_and_a_new_edition_makes_another(client, pack, asthma):
    first = client.get("/packs/2222222/booklet.pdf")

    assert client.get("/packs/2222222/booklet.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert 'filename="pack-222-2222-1.pdf"' in first["Content-Disposition"]
    make_edition(article=asthma.article, title="Asthma now", release_at=NOON)
    assert client.get("/packs/2222222/booklet.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_earlier_version_has_a_booklet_too(client, pack, asthma):
    make_version(pack, asthma.article, made_at=NOON)

    assert "Inhalers" in Leaflet(booklet(client, "/packs/2222222/versions/1/booklet.pdf")).text
    assert client.get("/packs/2222222/versions/9/booklet.pdf").status_code == 404


def test_a_booklet_that_cannot_be_made_says_what_to_do_instead(client, pack, monkeypatch):
    assert "three sizes" in main(read(client, "/packs/2222222/booklet.pdf?size=huge", status=400))

    monkeypatch.setitem(sys.modules, "typst", None)
    assert "open the pages of the pack" in main(read(client, "/packs/2222222/booklet.pdf", status=503))
