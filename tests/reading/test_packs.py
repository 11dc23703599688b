"""A pack: /packs/<code>/"""

from datetime import timedelta

import pytest
import time_machine

from articles.models import InformationPack
from tests.makers import (
    NOON,
    make_article,
    make_clinic,
    make_edition,
    make_pack,
    make_user,
    make_version,
    make_withdrawal,
)
from tests.reading.pages import heading, links, main, read

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CLINIC = {
    "name": "North clinic",
    "phone": "+44 1632 960001",
    "opening_hours": "Monday to Friday\n8 am to 6 pm",
    "emergency_line": "Call 999",
    "languages": ["en", "ar"],
}


@pytest.fixture
def asthma():
    article = make_article(slug="asthma")
    return make_edition(article=article, title="Asthma", summary="How to breathe.", release_at=NOON - 9 * DAY)


@pytest.fixture
def pack(asthma):
    return make_pack(
        asthma.article,
        make_edition(title="Inhalers", release_at=NOON - DAY).article,
        code="2222222",
        clinic=make_clinic(**CLINIC),
    )


def newer(edition, **facts):
    return make_edition(article=edition.article, title="Asthma now", **{"release_at": NOON, **facts})


def test_a_patient_finds_the_pages_in_order_and_how_to_reach_the_clinic(client, pack):
    page = read(client, "/packs/222-2222/")

    assert heading(page) == "Before your test"
    assert [link.get_text() for link in page.select(".pack h3 a")] == ["Asthma", "Inhalers"]
    assert "North clinic" in main(page)
    assert "How to breathe." in main(page)
    assert page.select_one("dd a[href^='tel:']")["href"] == "tel:+441632960001"
    assert page.select_one(".emergency-line").get_text(" ", strip=True) == "In an emergency Call 999"
    assert "العربيّة" in main(page)


@pytest.mark.parametrize("phone", ["01632 960001 or 960002", "+44 (0)1632 960001", "Ask for Jo"])
def test_a_telephone_is_not_dialled_by_a_guess(client, pack, phone):
    pack.clinic.phone = phone
    pack.clinic.save()

    page = read(client, "/packs/2222222/")

    assert phone in main(page)
    assert not page.select("dd a[href^='tel:']")


def test_a_new_edition_is_in_the_pack_at_its_second(client, pack, asthma):
    newer(asthma, release_at=NOON + DAY)

    assert "Asthma now" not in main(read(client, "/packs/2222222/"))
    with time_machine.travel(NOON + DAY, tick=False):
        assert "Asthma now" in main(read(client, "/packs/2222222/"))


def test_a_page_that_is_held_says_that_something_about_safety_changed(client, asthma):
    pack = make_pack(asthma)
    newer(asthma, is_safety_change=True, change_note="Never more than four.")

    page = read(client, f"/packs/{pack.code}/")

    assert "Do not rely on edition 1, which is in this pack." in main(page)
    assert "Never more than four." in main(page)
    assert page.select_one(".pack h3 a")["href"] == "/articles/asthma/editions/1/"
    assert links(page.select_one(".pack .notice")) == {"Read the page as it is now": "/articles/asthma/"}


def test_of_a_recalled_page_the_pack_shows_no_word_and_says_what_to_read_instead(client, pack, asthma):
    other = make_edition(article=make_article(slug="other"), title="Other", release_at=NOON - DAY)
    make_withdrawal(asthma, kind="recalled", reason="A dose is wrong.", at=NOON, replacement=other.article)

    page = read(client, "/packs/2222222/")

    assert "How to breathe." not in page.get_text()
    assert "because it may be unsafe" in main(page)
    assert "A dose is wrong." in main(page)
    assert "If you have already done what it said" in main(page)
    assert links(page.select_one(".pack .notice")) == {"Read instead: Other": "/articles/other/"}


def test_an_earlier_version_keeps_its_address_and_leads_to_the_newest(client, pack, asthma):
    make_version(pack, asthma.article, title="Only asthma", made_at=NOON)

    old = read(client, "/packs/2222222/versions/1/")

    assert "It is not the newest." in main(old)
    assert "Inhalers" in main(old)
    assert heading(read(client, "/packs/2222222/")) == "Only asthma"
    history = read(client, "/packs/2222222/versions/")
    assert "Taken out: Inhalers" in main(history)
    assert "Other words from the clinic." in main(history)
    assert list(links(history.select_one(".history")).values()) == [
        f"/packs/2222222/versions/{number}/" for number in (2, 1)
    ]
    assert "no version with the number 3" in main(read(client, "/packs/2222222/versions/3/", status=404))


def test_what_was_in_it_on_a_day_can_be_asked(client, pack, asthma):
    newer(asthma, release_at=NOON)
    yesterday = (NOON - DAY).date()

    then = read(client, f"/packs/2222222/on/{yesterday}/")
    today = read(client, f"/packs/2222222/on/{NOON.date()}/")

    assert "/articles/asthma/editions/1/" in links(then.main).values()
    assert "/articles/asthma/editions/2/" in links(today.main).values()
    assert "At the end of that day the clinic gave version" in main(then)
    assert "The day is not over. At this moment the clinic gives version" in main(today)
    asked = client.get(f"/packs/2222222/on/?day={yesterday}")
    assert asked.headers["Location"] == f"/packs/2222222/on/{yesterday}/"


def test_who_got_a_page_in_the_morning_that_was_recalled_at_noon_is_told_not_to_use_it(client, pack, asthma):
    make_withdrawal(asthma, kind="recalled", at=NOON - timedelta(minutes=1))

    told = main(read(client, f"/packs/2222222/on/{NOON.date()}/"))

    assert "Taken away by then because it may be unsafe. If you have a copy, do not use it." in told
    assert "Not given" not in told


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("on/2026-02-31/", "That is not a day we know."),
        ("on/?day=x", "That is not a day we know."),
        ("on/2026-03-03/", "That day has not come yet"),
        ("on/2020-01-01/", "did not give this pack on that day"),
    ],
)
def test_a_day_that_cannot_be_answered_is_told_in_a_sentence(client, pack, asked, sentence):
    assert sentence in main(read(client, f"/packs/2222222/{asked}", status=404))


def test_one_slip_in_the_code_leads_to_no_other_pack_but_asks(client, pack):
    page = read(client, "/packs/2222223/", status=404)

    assert "There is no pack with the code “2222223”." in main(page)
    assert "/packs/2222222/" in links(page.main).values()


def test_a_retired_pack_says_so_and_keeps_its_code(client, pack):
    InformationPack.objects.filter(pk=pack.pk).update(retired_at=NOON, retired_by=make_user())

    page = read(client, "/packs/2222222/", status=410)

    assert "The clinic no longer gives out this pack." in main(page)
    assert "+44 1632 960001" in main(page)
    assert not page.select(".take-away")
    assert "no booklet" in main(read(client, "/packs/2222222/booklet.pdf", status=410))


def test_an_example_says_that_the_clinic_does_not_exist(client, asthma):
    pack = make_pack(asthma.article, clinic=make_clinic(is_example=True))

    assert "this clinic does not exist" in main(read(client, f"/packs/{pack.code}/"))


def test_a_pack_speaks_its_language_and_marks_a_page_in_another(client, asthma):
    arabic = make_edition(article=make_article(language="ar"), title="الربو", release_at=NOON - DAY)
    pack = make_pack(arabic.article, asthma.article, language="ar")

    response = client.get(f"/packs/{pack.code}/")
    page = read(client, f"/packs/{pack.code}/")

    assert response.headers["Content-Language"] == page.html["lang"] == "ar"
    assert page.html["dir"] == "rtl"
    assert [page.get("lang") for page in page.select(".pack > li")] == [None, "en"]
    assert page.select(".pack > li")[1]["dir"] == "ltr"


def test_what_a_clinic_says_in_one_language_runs_its_own_way_in_every_pack(client, asthma):
    clinic = make_clinic(
        address="1 High Street, Northtown", opening_hours="8 am to 6 pm", emergency_line="Call 999, now."
    )
    pack = make_pack(asthma.article, clinic=clinic, language="ar")

    page = client.get(f"/packs/{pack.code}/").content.decode()

    for words in (clinic.address, clinic.opening_hours, 'Call <a href="tel:999" dir="ltr">999</a>, now.'):
        assert f'<bdi lang="en" dir="ltr">{words}</bdi>' in page


def test_a_pack_takes_the_same_number_of_questions_however_many_pages(client, django_assert_max_num_queries):
    pack = make_pack(*(make_edition(release_at=NOON - DAY).article for _ in range(9)))

    with django_assert_max_num_queries(7):
        read(client, f"/packs/{pack.code}/")
