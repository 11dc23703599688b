"""Whoever gets notices by mail ends them without an account: /receiver/<token>/stop/"""

import email
import re
from email.policy import default

import pytest
import time_machine
from django.core import mail
from django.test import Client

from articles.following import notice_what_happened
from articles.models import Receiver
from tests.following.clinics import DAY, make_receiver, recall, run
from tests.makers import NOON, make_edition
from tests.reading.pages import heading, main, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server")]
PORTAL = "https://portal.example.org"


@pytest.fixture
def receiver(clinic, biopsy):
    """Who has just got a mail, some days after the link in it was made."""
    receiver = make_receiver(clinic)
    recall(biopsy)
    run(NOON)
    with time_machine.travel(NOON + 900 * DAY, tick=False):
        yield receiver


def told():
    """As it goes over the wire: (text, headers)"""
    message = email.message_from_bytes(mail.outbox[-1].message().as_bytes(), policy=default)
    return message.get_content(), message


def link_to_stop():
    (link,) = re.findall(rf"{PORTAL}(\S+/stop/)", told()[0])
    return link


def test_it_takes_the_link_in_the_mail_and_one_button_however_old_the_mail_is(receiver):
    reader = Client(enforce_csrf_checks=True)

    asked = reader.get(link_to_stop())
    assert "North clinic" in asked.content.decode()
    assert receiver.address in asked.content.decode()
    assert Receiver.objects.in_use().get() == receiver  # a program that looks at links ends nothing

    ended = reader.post(link_to_stop())
    again = read(reader, link_to_stop())

    receiver.refresh_from_db()
    assert (receiver.stopped_at, receiver.stopped_there) == (NOON + 900 * DAY, True)
    assert "<form" not in ended.content.decode().partition("<main")[2].partition("</main")[0]
    assert heading(again) == "Notices have ended"
    assert not {**asked.cookies, **ended.cookies}
    assert {asked["Cache-Control"], ended["Cache-Control"]} == {"private, no-store"}


def test_nothing_goes_there_any_more_not_even_what_was_waiting(receiver, client):
    make_edition(article=receiver.notices.get().article, release_at=NOON)
    notice_what_happened(NOON)

    client.post(link_to_stop())

    assert receiver.notices.waiting().exists()
    assert run(NOON + 901 * DAY) == (0, 0)


def test_a_program_for_mails_ends_it_with_its_own_button(receiver, client):
    """As RFC 8058 has it: one POST without cookies, which is not led elsewhere."""
    _text, headers = told()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip().removeprefix(f"<{PORTAL}").removesuffix(">")

    answer = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not Receiver.objects.in_use().exists()


def test_what_was_ended_before_keeps_its_moment_and_who_did_it(receiver, client):
    Receiver.objects.update(stopped_at=NOON)

    page = read(client, link_to_stop())
    client.post(link_to_stop())

    assert heading(page) == "Notices have ended"
    assert Receiver.objects.values_list("stopped_at", "stopped_there").get() == (NOON, False)


@pytest.mark.parametrize("token", ["nonsense", "MQ:x", "MQ", "💥"])
def test_a_link_that_was_copied_badly_ends_nothing_and_says_so(receiver, client, token):
    """Promise 10."""
    assert "Check that all of it was copied" in main(read(client, f"/receiver/{token}/stop/", status=404))
    assert client.post(f"/receiver/{token}/stop/").status_code == 404
    assert Receiver.objects.in_use().exists()


def test_the_link_that_agrees_does_not_end_and_the_one_that_ends_does_not_agree(receiver, client):
    stopping = link_to_stop()
    assert client.post(stopping.replace("/stop/", "/")).status_code == 404


def test_it_speaks_the_language_of_the_mail(receiver, client):
    Receiver.objects.update(language="ar")

    answer = client.get(link_to_stop())

    assert answer["Content-Language"] == "ar"
    assert 'dir="rtl"' in answer.content.decode()
    assert "Shall the notices end?" not in answer.content.decode()
