"""A clinic's managers put packs together, and no other clinic's are there for them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.models import InformationPack
from articles.releasing import pages_of
from articles.searching import index
from tests.editing.test_clinics import someone
from tests.makers import NOON, make_article, make_clinic, make_edition, make_pack, make_version, make_withdrawal
from tests.reading.pages import main, read, words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ADD = reverse("admin:articles_informationpack_add")
LIST = reverse("admin:articles_informationpack_changelist")


@pytest.fixture
def manager(client):
    person = someone("Clinic manager")
    client.force_login(person)
    return person


@pytest.fixture
def clinic(manager):
    return make_clinic(name="North clinic", managers=[manager])


@pytest.fixture
def asthma():
    edition = make_edition(article=make_article(code="K52V6XC"), title="Asthma", release_at=NOON - 9 * DAY)
    index([edition.article], moment=NOON)
    return edition


@pytest.fixture
def inhalers():
    edition = make_edition(article=make_article(code="P6D8VP4"), title="Inhalers", release_at=NOON - 2 * DAY)
    index([edition.article], moment=NOON)
    return edition


def change(pack, page="change"):
    return reverse(f"admin:articles_informationpack_{page}", args=[pack.pk])


def form(*codes, held=None, **facts):
    told = {"language": "en", "title": "Before", "note": "", "q": "", "page": list(codes)}
    return {**told, "held": held or [""] * len(codes), **facts}


def rows(response):
    page = response.content.decode()
    return [part.partition('"')[0] for part in page.split('name="page" value="')[1:]]


def test_a_manager_puts_a_pack_together_and_patients_can_open_it(client, clinic, asthma, inhalers):
    sent = form("P6D8VP4", "K52V6XC", held=["", "1"], note="Read this.", _save="1", clinic=clinic.pk)

    saved = client.post(ADD, sent, follow=True)

    pack = InformationPack.objects.get()
    assert pages_of(pack.newest_version) == [(inhalers.article, None), (asthma.article, asthma)]
    assert "Patients get version 1 now." in saved.content.decode()
    client.logout()
    assert "Read this." in main(read(client, pack.get_absolute_url()))


def test_the_first_page_leads_a_manager_to_the_links_of_the_clinic(client, clinic):
    asked = client.get("/admin/")

    assert "Links that your clinic uses" in asked.content.decode()
    assert client.get(reverse("admin:articles_registeredlink_changelist")).status_code == 200


def test_pages_are_found_by_words_or_code_and_added(client, clinic, asthma, inhalers):
    found = client.post(ADD, form("P6D8VP4", q="asthma", _find="1"))
    assert 'name="_add" value="K52V6XC"' in found.content.decode()
    assert rows(found) == ["P6D8VP4"]

    by_code = client.post(ADD, form("P6D8VP4", q="k52-v6xc", _find="1"))
    assert 'name="_add" value="K52V6XC"' in by_code.content.decode()
    assert rows(client.post(ADD, form("P6D8VP4", _add="K52V6XC"))) == ["P6D8VP4", "K52V6XC"]
    assert "No page was found." in client.post(ADD, form(q="zzzz", _find="1")).content.decode()
    assert not InformationPack.objects.exists()


@pytest.mark.parametrize(
    ("press", "order"),
    [
        ({"_up": "2"}, ["P6D8VP4", "K52V6XC"]),
        ({"_down": "1"}, ["P6D8VP4", "K52V6XC"]),
        ({"_up": "1"}, ["K52V6XC", "P6D8VP4"]),
        ({"_remove": "1"}, ["P6D8VP4"]),
        ({"_remove": "9"}, ["K52V6XC", "P6D8VP4"]),
        ({"_up": "x"}, ["K52V6XC", "P6D8VP4"]),
        ({"_add": "K52V6XC"}, ["K52V6XC", "P6D8VP4"]),
        ({"_add": "nothing"}, ["K52V6XC", "P6D8VP4"]),
        ({"_add": "K7M3HT4"}, ["K52V6XC", "P6D8VP4"]),
    ],
)
def test_pages_are_put_in_order_one_press_at_a_time_and_what_was_typed_stays(
    client, clinic, asthma, inhalers, press, order
):
    make_edition(article=make_article(code="K7M3HT4"), title="Nobody reads it yet")

    answer = client.post(ADD, form("K52V6XC", "P6D8VP4", title="My title", **press))

    assert rows(answer) == order
    assert 'value="My title"' in answer.content.decode()


def test_what_a_patient_gets_is_seen_before_it_is_saved(client, clinic, asthma):
    seen = client.post(ADD, form("K52V6XC", note="Read this.", _preview="1", clinic=clinic.pk))

    said = seen.content.decode()
    assert "Preview: nothing of this is saved yet." in said
    assert "Read this." in said
    assert "North clinic" in said
    assert not InformationPack.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"page": [], "held": []}, "Put at least one page into the pack."),
        ({"page": ["nothing"]}, "One of the pages was not understood"),
        ({"note": "Read\x01"}, "control character"),
        ({"held": ["7"]}, "One of the pages was not understood"),
        ({"clinic": "999999"}, "not one of the available choices"),
        ({"language": "tlh"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(client, clinic, asthma, facts, sentence):
    answer = client.post(ADD, form("K52V6XC", **{"clinic": clinic.pk, **facts}, _save="1"))

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not InformationPack.objects.exists()


def test_a_crafted_form_makes_no_pack_for_another_clinic(client, clinic, asthma):
    client.post(ADD, form("K52V6XC", clinic=make_clinic().pk, _save="1"))

    assert not InformationPack.objects.exists()


@pytest.mark.parametrize("way", ["change", "retire", "history"])
def test_the_number_of_another_clinics_pack_leads_nowhere(client, clinic, asthma, way):
    theirs = make_pack(asthma.article)

    assert client.get(change(theirs, way)).status_code == 404
    assert client.post(change(theirs, way), form("K52V6XC", title="Mine", _save="1")).status_code == 404
    assert "Before your test" not in client.get(LIST).content.decode()
    theirs.refresh_from_db()
    assert (theirs.newest_version.number, theirs.retired_at) == (1, None)


def test_who_saves_after_somebody_else_is_told_and_may_save_again(client, clinic, asthma, inhalers):
    pack = make_pack(asthma.article, clinic=clinic)
    make_version(pack, inhalers.article, title="Theirs", made_at=NOON)
    mine = form("K52V6XC", title="Mine", seen="1", _save="1")

    refused = client.post(change(pack), mine).content.decode()

    assert "has made version 2 meanwhile" in refused
    assert 'value="Mine"' in refused
    assert 'name="seen" value="2"' in refused
    client.post(change(pack), {**mine, "seen": "2"})
    assert InformationPack.objects.get().newest_version.title == "Mine"


def test_the_desk_says_what_became_of_a_page_and_offers_what_took_its_place(client, clinic, asthma, inhalers):
    pack = make_pack(asthma.article, clinic=clinic)
    make_withdrawal(asthma, kind="recalled", reason="A dose is wrong.", at=NOON, replacement=inhalers.article)

    first_page = words(read_desk(client, reverse("admin:index")))
    shown = client.get(change(pack)).content.decode()

    assert "1 Packs that need a look" in first_page
    assert "Before your test" in words(read_desk(client, f"{LIST}?look=yes"))
    assert "Patients see no word of it. Take it out." in shown
    assert 'name="_add" value="P6D8VP4"' in shown


def read_desk(client, address):
    from bs4 import BeautifulSoup

    return BeautifulSoup(client.get(address).content, "html.parser").main


def test_a_pack_is_retired_after_a_question_and_never_deleted(client, clinic, asthma):
    pack = make_pack(asthma.article, clinic=clinic)

    assert "This cannot be taken back." in client.get(change(pack, "retire")).content.decode()
    assert client.post(change(pack, "delete"), {"post": "yes"}).status_code == 403
    client.post(change(pack, "retire"))

    assert client.get(pack.get_absolute_url()).status_code == 410
    assert "This pack is retired." in client.get(change(pack)).content.decode()
    assert "has been retired" in client.post(change(pack, "retire"), follow=True).content.decode()


def test_who_looks_after_no_clinic_is_told_whom_to_ask(client, manager):
    assert "An administrator can say which one is yours." in client.get(ADD, follow=True).content.decode()
    assert "Packs of your clinic" not in client.get(reverse("admin:index")).content.decode()
