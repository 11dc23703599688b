"""How it gets there: a recall at once, the rest in the morning, and again until it has arrived."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.following import NotDelivered, notice_what_happened, send_due, sending, webhook
from articles.following.noticing import next_digest
from articles.following.sending import hold
from articles.following.webhook import post
from articles.models import Delivery, Notice
from tests.following.clinics import LONG_AGO, MINUTE, make_receiver, recall, register, run
from tests.makers import NOON, make_article, make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server")]


def test_a_recall_reaches_a_program_that_failed_twice_signed_and_under_the_same_id(clinic, biopsy, program):
    receiver = make_receiver(clinic, "webhook", f"{program.address}/notices")
    program.answers = [500, 503]
    recall(biopsy)

    first, too_early, second, third, after = (run(NOON + minutes * MINUTE) for minutes in (0, 0.5, 1, 3, 600))

    assert (first, too_early, second, third, after) == ((0, 1), (0, 0), (0, 1), (1, 0), (0, 0))
    assert len(program.heard) == 3
    headers, body = program.heard[2]
    facts = json.loads(body)
    assert facts["news"] == "recalled"
    assert (facts["name"], facts["reason"]) == ("A biopsy", "The dose was wrong.")
    assert facts["links"] == [{"link": "/articles/biopsy/", "state": "gone"}]
    assert facts["url"] == "https://portal.example.org/articles/biopsy/"
    assert {one["Webhook-Id"] for one, _body in program.heard} == {facts["id"]}
    key = base64.b64decode(receiver.secret.removeprefix("whsec_"))
    words = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.".encode() + body
    proof = base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()
    assert headers["Webhook-Signature"] == f"v1,{proof}"
    assert int(headers["Webhook-Timestamp"]) == int((NOON + 3 * MINUTE).timestamp())
    outcomes = list(Delivery.objects.values_list("outcome", "has_arrived"))
    assert outcomes == [
        ("Answered with status 500", False),
        ("Answered with status 503", False),
        ("Taken with status 200", True),
    ]


def test_a_recall_is_mailed_at_once_and_everything_else_in_one_mail_in_the_morning(clinic, biopsy):
    make_receiver(clinic)
    other = make_article(slug="scan")
    make_edition(article=other, title="A scan", release_at=LONG_AGO)
    register(clinic, other, "/articles/scan/")
    make_edition(article=other, title="Your scan", release_at=NOON, change_note="How long it takes.")
    recall(biopsy)

    run(NOON)
    (at_once,) = mail.outbox
    run(next_digest(NOON))

    assert at_once.subject == "1 page recalled: act now"
    assert at_once.to == ["ward@north.example"]
    assert "A biopsy (K52-V6XC)" in at_once.body  # what to look for on the shelf
    assert "The dose was wrong." in at_once.body
    assert "scan" not in at_once.body
    _first, digest = mail.outbox
    assert digest.subject == "1 page that you use has changed"
    assert "Your scan" in digest.body
    assert "How long it takes." in digest.body
    assert "https://portal.example.org/articles/scan/" in digest.body
    assert "biopsy" not in digest.body


def test_two_at_the_same_time_send_it_once(clinic, biopsy, monkeypatch):
    make_receiver(clinic)
    recall(biopsy)
    notice_what_happened(NOON)
    sent = mail.EmailMessage.send

    def while_another_runs(message):
        monkeypatch.setattr(mail.EmailMessage, "send", sent)
        assert send_due(NOON) == (0, 0)
        sent(message)

    monkeypatch.setattr(mail.EmailMessage, "send", while_another_runs)

    assert send_due(NOON) == (1, 0)
    assert len(mail.outbox) == 1


def test_of_two_who_have_seen_the_same_notice_one_holds_it(clinic, biopsy):
    make_receiver(clinic)
    recall(biopsy)
    notice_what_happened(NOON)
    one, other = Notice.objects.get(), Notice.objects.get()

    assert hold([one], NOON) == [one]
    assert hold([other], NOON) == []


def test_whoever_died_while_sending_leaves_it_to_a_later_run(clinic, biopsy, monkeypatch):
    make_receiver(clinic)
    recall(biopsy)
    notice_what_happened(NOON)

    def dies(_message):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", dies)
        with pytest.raises(KeyboardInterrupt):
            send_due(NOON)

    assert send_due(NOON + MINUTE) == (0, 0)
    assert send_due(NOON + 5 * MINUTE) == (1, 0)


def test_what_does_not_arrive_for_three_days_is_given_up_and_stays_in_the_log(clinic, biopsy, program):
    make_receiver(clinic, "webhook", program.address)
    program.answers = [500] * 100
    recall(biopsy)
    notice_what_happened(NOON)

    hour = NOON
    for _ in range(40):
        send_due(hour)
        hour = max(hour + MINUTE, Notice.objects.get().due_at)

    notice = Notice.objects.get()
    assert notice.given_up_at - NOON >= timedelta(days=3)
    assert notice.deliveries.count() == len(program.heard) < 25


def test_a_program_that_does_not_answer_holds_up_no_recall_behind_it(clinic, biopsy, program):
    make_receiver(clinic, "webhook", program.address)
    make_edition(article=biopsy, title="Your biopsy", release_at=NOON)
    program.answers = [500]
    run(NOON)
    recall(biopsy, at=NOON + timedelta(seconds=30))

    run(NOON + timedelta(seconds=30))

    assert [json.loads(body)["news"] for _headers, body in program.heard] == ["changed", "recalled"]


def test_a_recall_is_told_before_what_happened_earlier(clinic, biopsy, program):
    make_receiver(clinic, "webhook", program.address)
    make_edition(article=biopsy, release_at=NOON - MINUTE)
    recall(biopsy)

    run(NOON)

    assert [json.loads(body)["news"] for _headers, body in program.heard] == ["recalled", "changed"]


def test_a_redirect_is_not_followed(clinic, biopsy, program):
    make_receiver(clinic, "webhook", program.address)
    program.answers = [302]
    recall(biopsy)

    assert run(NOON) == (0, 1)
    assert len(program.heard) == 1
    assert Delivery.objects.get().outcome == "Answered with status 302"


def test_programs_that_hang_hold_nobody_up(clinic, biopsy, program, monkeypatch):
    """Each is waited for beside the others; who did not answer the last time comes last."""
    hanging = [make_receiver(clinic, "webhook", f"https://{number}.example.org/") for number in range(3)]
    make_receiver(clinic, "webhook", program.address)
    make_receiver(clinic)
    recall(biopsy)
    all_wait, answered = threading.Barrier(len(hanging) + 1, timeout=20), threading.Event()

    def hang(address, *sent):
        if address == program.address:
            all_wait.wait()
            outcome = post(address, *sent)
            answered.set()
            return outcome
        all_wait.wait()
        assert answered.wait(20)  # it was told while these did not answer
        raise NotDelivered("No answer")

    monkeypatch.setattr(webhook, "post", hang)

    assert run(NOON) == (2, 3)
    lines = sending._lines(NOON + MINUTE)
    assert {receiver for receiver, _notices in lines} == set(hanging)


def test_a_mail_server_that_is_away_is_asked_once_a_run_and_holds_up_no_program(clinic, biopsy, program, monkeypatch):
    make_receiver(clinic, "webhook", program.address)
    for name in ("one", "two", "three"):
        make_receiver(clinic, address=f"{name}@north.example")
    recall(biopsy)
    asked = []

    def is_away(_connection):
        asked.append(1)
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "open", is_away)

    assert run(NOON) == (1, 3)
    assert len(asked) == 1


def test_the_command_says_what_it_did_and_what_it_needs(clinic, biopsy, settings, capsys):
    make_receiver(clinic)
    recall(biopsy)
    with time_machine.travel(NOON, tick=False):
        assert timezone.now() == NOON
        call_command("send_notices")
        call_command("send_notices")

    assert capsys.readouterr().out.splitlines() == [
        "1 new, 1 sent, 0 to be tried again.",
        "0 new, 0 sent, 0 to be tried again.",
    ]
    settings.PORTAL_URL = ""
    with pytest.raises(CommandError, match="PORTAL_URL"):
        call_command("send_notices")


def test_without_a_mail_server_mails_wait_and_the_log_says_so(clinic, biopsy, settings):
    settings.MAIL_IS_SET = False
    make_receiver(clinic)
    recall(biopsy)

    assert run(NOON) == (0, 1)
    settings.MAIL_IS_SET = True
    assert run(NOON + MINUTE) == (1, 0)
    assert Delivery.objects.first().outcome == "The portal has no mail server: see EMAIL_URL"
