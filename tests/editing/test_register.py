"""A clinic's managers register the links that it uses, and see where each stands and what was told."""

import re
from datetime import timedelta
from ipaddress import ip_network

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from articles.editing.clinics.receivers import ReceiverAdmin
from articles.following import notice_what_happened, stop
from articles.models import Notice, Receiver, RegisteredLink
from tests.editing.test_clinics import someone
from tests.following.clinics import make_receiver
from tests.makers import NOON, make_article, make_clinic, make_edition, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CODE = "K52V6XC"
ADD = "/admin/articles/registeredlink/add/"
LIST = "/admin/articles/registeredlink/"


@pytest.fixture
def clinic(client):
    manager = someone("Clinic manager")
    client.force_login(manager)
    return make_clinic(name="North clinic", managers=[manager])


@pytest.fixture
def committed_at_once(monkeypatch):
    """Within the transaction of a test, what waits for the end of the one of a view would come too late."""
    monkeypatch.setattr(transaction, "on_commit", lambda then, **_more: then())


@pytest.fixture
def biopsy():
    article = make_article(code=CODE, slug="biopsy")
    make_edition(article=article, title="A biopsy", release_at=NOON - 9 * DAY)
    return article


def send(client, clinic, written="", file=None, **more):
    files = {"file": SimpleUploadedFile("links.csv", file)} if file else {}
    return client.post(ADD, {"clinic": clinic.pk, "written": written, **files, **more})


def registered():
    return sorted(RegisteredLink.objects.values_list("written", "number"))


@pytest.mark.parametrize(
    "file",
    [
        b"K52-V6XC/1\n/articles/biopsy/\n",
        b'\xef\xbb\xbfPage;Where it stands\r\nK52-V6XC/1;"Leaflet; front"\r\n\r\n/articles/biopsy/;Site\r\n',
        b"place\taddress\nF\xe9lix\t/articles/biopsy/\nshelf\tK52-V6XC/1\n",
    ],
)
def test_a_list_becomes_the_register_whatever_its_columns(client, clinic, biopsy, file):
    assert send(client, clinic, file=file).status_code == 302

    assert registered() == [("/articles/biopsy/", None), ("K52-V6XC/1", 1)]


def test_the_same_list_again_adds_only_what_is_new(client, clinic, biopsy):
    send(client, clinic, CODE)

    page = client.post(ADD, {"clinic": clinic.pk, "written": f"{CODE}\n/articles/biopsy/"}, follow=True)

    assert "Links registered: 1. There already: 1. Lines left out: 0." in page.content.decode()
    assert len(registered()) == 2


def test_a_line_that_is_no_page_of_ours_is_named_and_nothing_is_registered(client, clinic, biopsy):
    """Promise 10."""
    answer = send(client, clinic, f"{CODE}\nhttps://elsewhere.example/\nK52V6XD")

    told = answer.content.decode()
    assert "Line 2: “https://elsewhere.example/” is no page of ours and no code." in told
    assert "Line 3: “K52V6XD” is no page of ours and no code." in told
    assert registered() == []


def test_such_lines_are_left_out_if_somebody_says_so(client, clinic, biopsy):
    send(client, clinic, f"{CODE}\nhttps://elsewhere.example/", leave_out="on")

    assert registered() == [(CODE, None)]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file, or write at least one address or code."),
        ({"written": "nothing of ours"}, "is no page of ours"),
        ({"written": "x\n" * 5001}, "at most 5000 lines"),
        ({"written": "x" * 501}, "Line 1 is too long"),
        ({"file": b"\x00\xff\xfe\x01"}, "is no page of ours"),
        ({"written": "other", "leave_out": "on"}, "There is no address and no code of ours in it."),
    ],
)
def test_what_is_no_list_gets_one_clear_sentence(client, clinic, biopsy, sent, said):
    """Promise 10."""
    assert said in send(client, clinic, **sent).content.decode()
    assert registered() == []


def test_the_list_says_where_each_link_stands_now(client, clinic, biopsy):
    scan = make_article(slug="scan")
    make_edition(article=scan, title="A scan", release_at=NOON - 9 * DAY)
    gone = make_edition(article=make_article(slug="dose"), title="The dose", release_at=NOON - 9 * DAY)
    send(client, clinic, f"{CODE}\n/articles/scan/\n/articles/scan/editions/1/\n/articles/dose/")
    make_edition(article=scan, title="Your scan", release_at=NOON - DAY, is_safety_change=True)
    make_withdrawal(gone, kind="recalled")
    scan.slug = "ct"
    scan.save()

    page = BeautifulSoup(client.get(LIST).content, "html.parser")
    cells = [row.select(".field-written, .field-stands") for row in page.select("#result_list tbody tr")]
    assert {written.get_text(): stands.get_text() for written, stands in cells} == {
        CODE: "Right · A biopsy",
        "/articles/scan/": "It has another address now · Your scan",
        "/articles/scan/editions/1/": "Not the newest edition, and safety has changed · Your scan",
        "/articles/dose/": "Recalled as unsafe: stop using it",
    }


def test_managers_see_and_fill_the_register_of_their_own_clinic_alone(client, clinic, biopsy):
    other = make_clinic(name="South clinic")
    RegisteredLink.objects.create(
        clinic=other, article=biopsy, written="SOUTH", registered_by=someone("Editor"), registered_at=NOON
    )

    assert send(client, other, CODE).status_code == 200
    assert "SOUTH" not in client.get(LIST).content.decode()
    assert "South clinic" not in client.get(ADD).content.decode()
    assert client.post(f"{ADD[:-4]}{RegisteredLink.objects.get().pk}/delete/", {"post": "yes"}).status_code == 404


def test_a_receiver_is_added_with_a_key_and_stopped(client, clinic, settings):
    settings.WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8")]
    sent = {"clinic": clinic.pk, "way": "webhook", "address": "http://127.0.0.1:9/notices", "language": "en"}

    assert client.post("/admin/articles/receiver/add/", sent).status_code == 302
    receiver = Receiver.objects.get()
    page = f"/admin/articles/receiver/{receiver.pk}/change/"
    assert receiver.secret in client.get(page).content.decode()
    client.post(page, {"stop": "on"})

    receiver.refresh_from_db()
    assert receiver.stopped_at == NOON
    assert client.get("/admin/articles/receiver/").status_code == 200


def test_managers_see_who_stopped_it_and_when_and_that_nobody_is_told_any_more(client, clinic, biopsy):
    first_page = reverse("admin:index")
    nobody = "Nobody is told when a page that North clinic uses is recalled."
    assert nobody not in client.get(first_page).content.decode()  # it uses none
    send(client, clinic, CODE)
    assert nobody in client.get(first_page).content.decode()
    receiver = make_receiver(clinic)
    assert nobody not in client.get(first_page).content.decode()

    stop(receiver, at=NOON, there=True)

    assert nobody in client.get(first_page).content.decode()
    said = "Stopped by whoever reads there, 2 March 2026, 12:00"
    for page in ("", f"{receiver.pk}/change/"):
        assert said in client.get(f"/admin/articles/receiver/{page}").content.decode()


def test_what_its_reader_ended_while_a_manager_saves_stays_ended(client, clinic, monkeypatch):
    receiver, save = make_receiver(clinic), ReceiverAdmin.save_model

    def ended_meanwhile(self, request, receiver, *saved):
        stop(receiver, at=NOON, there=True)
        save(self, request, receiver, *saved)

    monkeypatch.setattr(ReceiverAdmin, "save_model", ended_meanwhile)
    client.post(f"/admin/articles/receiver/{receiver.pk}/change/", {"language": "es", "stop": "on"})

    receiver.refresh_from_db()
    assert (receiver.language, receiver.stopped_at, receiver.stopped_there) == ("es", NOON, True)


def test_whoever_reads_at_an_address_agrees_first_with_a_button_in_their_language(
    client, clinic, settings, committed_at_once
):
    settings.MAIL_IS_SET, settings.PORTAL_URL = True, "https://portal.example.org"
    add = {"clinic": clinic.pk, "way": "mail", "address": "ward@north.example", "language": "es"}
    page = client.post("/admin/articles/receiver/add/", add, follow=True)
    assert "Not confirmed yet: nothing is sent" in page.content.decode()

    (asked,) = mail.outbox
    (link,) = re.findall(r"https://portal\.example\.org(\S+)", asked.body)
    reader = Client(enforce_csrf_checks=True)
    opened = reader.get(link)
    assert "North clinic" in opened.content.decode()
    assert opened["Content-Language"] == "es"
    assert not Receiver.objects.in_use().exists()
    assert not opened.cookies

    answer = reader.post(link, follow=True)
    assert answer.status_code == 200
    assert Receiver.objects.in_use().exists()
    assert answer["Cache-Control"] == "private, no-store"
    assert "<form" not in BeautifulSoup(answer.content, "html.parser").main.decode()


def test_a_link_to_agree_ends_after_a_week_and_may_be_sent_again(client, clinic, settings, committed_at_once):
    settings.MAIL_IS_SET, settings.PORTAL_URL = True, "https://portal.example.org"
    receiver = make_receiver(clinic, confirmed_at=None)
    change = f"/admin/articles/receiver/{receiver.pk}/change/"
    for moment, status in ((NOON + 7 * DAY, 200), (NOON + 8 * DAY, 410)):
        with time_machine.travel(NOON, tick=False):
            client.post(change, {"language": "en", "again": "on"})
        link = mail.outbox[-1].body.split("https://portal.example.org")[1].split()[0]
        with time_machine.travel(moment, tick=False):
            assert client.get(link).status_code == status
    with time_machine.travel(NOON + 8 * DAY, tick=False):
        assert client.post(link).status_code == 410
    assert not Receiver.objects.in_use().exists()

    assert client.get("/receiver/nonsense/").status_code == 404
    client.post(change, {"language": "en", "stop": "on"})
    assert client.post(link).status_code == 410
    assert not Receiver.objects.in_use().exists()


def test_where_no_mail_can_go_out_the_one_who_enters_the_address_is_told(client, clinic, committed_at_once):
    add = {"clinic": clinic.pk, "way": "mail", "address": "ward@north.example", "language": "en"}
    page = client.post("/admin/articles/receiver/add/", add, follow=True)

    assert "was not asked to confirm" in page.content.decode()
    assert Receiver.objects.count() == 1


@pytest.mark.parametrize(
    ("way", "address", "said"),
    [
        ("webhook", "https://10.0.0.1/notices", "is inside a private network."),
        ("webhook", "https://127.0.0.1/", "is inside a private network."),
        ("webhook", "notices", "It is no address such as"),
        ("mail", "ward", "Enter a valid email address."),
    ],
)
def test_a_receiver_that_cannot_be_reached_is_refused_in_a_sentence(client, clinic, way, address, said):
    sent = {"clinic": clinic.pk, "way": way, "address": address, "language": "en"}
    answer = client.post("/admin/articles/receiver/add/", sent)

    assert said in answer.content.decode()
    assert not Receiver.objects.exists()


def test_the_log_tells_what_was_told_and_cannot_be_altered(client, clinic, biopsy):
    send(client, clinic, CODE)
    make_receiver(clinic, at=NOON)
    make_withdrawal(biopsy.newest_edition, kind="recalled", at=NOON + DAY)
    notice_what_happened(NOON + DAY)
    notice = Notice.objects.get()
    notice.deliveries.create(at=NOON + DAY, outcome="Taken by the mail server", has_arrived=True)

    page = client.get(reverse("admin:articles_notice_change", args=[notice.pk])).content.decode()

    assert "Taken by the mail server" in page
    assert 'name="_save"' not in page
    assert "Waiting" in client.get("/admin/articles/notice/").content.decode()
