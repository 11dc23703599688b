"""A clinic is told of what happens to the links that it uses: once, whatever runs when, and recalls at once."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_network

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from articles.following import NotDelivered, confirm, notice_what_happened, send_due, sending, webhook
from articles.following.noticing import next_digest
from articles.following.sending import hold
from articles.following.webhook import post
from articles.models import Delivery, Notice, Receiver, RegisteredLink
from tests.makers import (
    NOON,
    make_article,
    make_clinic,
    make_edition,
    make_pack,
    make_released,
    make_user,
    make_version,
    make_withdrawal,
)

pytestmark = pytest.mark.django_db

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LONG_AGO = NOON - 90 * DAY


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.MAIL_IS_SET, settings.PORTAL_URL = True, "https://portal.example.org"
    settings.WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8")]


@pytest.fixture
def clinic():
    return make_clinic(name="North clinic", slug="north")


@pytest.fixture
def biopsy(clinic):
    article = make_article(code="K52V6XC", slug="biopsy")
    make_edition(article=article, title="A biopsy", release_at=LONG_AGO)
    register(clinic, article, "/articles/biopsy/")
    return article


def register(clinic, article, written, number=None, at=NOON - 9 * DAY):
    return RegisteredLink.objects.create(
        clinic=clinic, article=article, written=written, number=number, registered_by=make_user(), registered_at=at
    )


def make_receiver(clinic, way="mail", address="ward@north.example", at=NOON - 9 * DAY, **facts):
    facts = {"confirmed_at": at, "registered_by": make_user(), "registered_at": at, **facts}
    return Receiver.objects.create(clinic=clinic, way=way, address=address, **facts)


def run(now):
    notice_what_happened(now)
    return send_due(now)


def told():
    return [notice.news for notice in Notice.objects.order_by("at", "pk")]


class Program(BaseHTTPRequestHandler):
    """What a clinic runs: answers as it was told to, and remembers what it was sent."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((dict(self.headers), body))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{self.server.address}/elsewhere")
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def program():
    server = HTTPServer(("127.0.0.1", 0), Program)
    server.heard, server.answers = [], []
    server.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def recall(article, at=NOON):
    return make_withdrawal(article.editions.get(number=1), kind="recalled", at=at, reason="The dose was wrong.")


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
    assert facts["reason"] == "The dose was wrong."
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
    assert "The dose was wrong." in at_once.body
    assert "scan" not in at_once.body
    _first, digest = mail.outbox
    assert digest.subject == "1 page that you use has changed"
    assert "Your scan" in digest.body
    assert "How long it takes." in digest.body
    assert "https://portal.example.org/articles/scan/" in digest.body
    assert "biopsy" not in digest.body


def test_running_again_and_after_a_silence_tells_everything_once(clinic, biopsy):
    make_receiver(clinic)
    make_edition(article=biopsy, title="Your biopsy", release_at=NOON - 8 * DAY)
    withdrawal = make_withdrawal(biopsy.editions.get(number=2), at=NOON - 7 * DAY)
    withdrawal.lifted_at, withdrawal.lifted_by = NOON - 6 * DAY, make_user()
    withdrawal.save()

    for days in (0, 1, 1, 30):
        run(NOON + days * DAY)

    assert told() == ["changed", "withdrawn", "restored"]
    assert len(mail.outbox) == 1


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


def test_an_overdue_check_and_another_address_are_told_once(clinic, biopsy):
    make_receiver(clinic)
    first = biopsy.editions.get()
    first.reviews.create(
        reviewed_on=(NOON - 30 * DAY).date(),
        review_due=(NOON + DAY).date(),
        recorded_by=make_user(),
        recorded_at=NOON - 30 * DAY,
    )
    biopsy.slug = "needle-test"
    biopsy.save()

    for days in (0, 1, 2, 3, 4):
        run(NOON + days * DAY)

    assert sorted(told()) == ["lapsed", "moved"]
    assert "https://portal.example.org/articles/needle-test/" in mail.outbox[0].body


def test_a_link_to_one_edition_is_told_what_concerns_that_edition_and_every_recall(clinic):
    article = make_article()
    first, second = (make_edition(article=article, release_at=LONG_AGO + days * DAY) for days in (0, 1))
    register(clinic, article, "K52V6XC/2", number=2)
    make_receiver(clinic)
    make_withdrawal(first, at=NOON)
    make_released(make_edition(article=article), at=NOON + DAY)
    make_withdrawal(second, at=NOON + 2 * DAY, kind="recalled")

    for days in (0, 1, 2):
        notice_what_happened(NOON + days * DAY)

    assert told() == ["changed", "recalled"]


def test_what_happened_before_the_link_or_the_receiver_was_registered_is_no_news(clinic, biopsy):
    make_edition(article=biopsy, release_at=NOON)
    make_receiver(clinic, at=NOON + MINUTE)
    other = make_article()
    make_edition(article=other, release_at=NOON + MINUTE)
    register(clinic, other, "/articles/other/", at=NOON + DAY)

    assert notice_what_happened(NOON + 2 * DAY) == 0


def test_scheduled_words_are_told_when_patients_read_them_and_other_clinics_hear_nothing(clinic, biopsy):
    """Promise 1."""
    make_receiver(clinic)
    make_receiver(make_clinic(), address="else@south.example")
    make_edition(article=biopsy, title="SCHEDULED", release_at=NOON + DAY)

    assert notice_what_happened(NOON) == 0
    assert notice_what_happened(NOON + DAY) == 1


def test_words_that_are_away_by_the_time_of_the_mail_are_told_no_more(clinic, biopsy):
    """Promise 1."""
    make_receiver(clinic)
    second = make_edition(article=biopsy, title="WRONG", change_note="WRONG dose", release_at=NOON)
    notice_what_happened(NOON)
    make_withdrawal(second, kind="recalled", at=NOON + MINUTE)
    make_edition(article=biopsy, title="Right again", release_at=NOON + 2 * MINUTE)

    run(next_digest(NOON))

    assert mail.outbox
    assert not [one for one in mail.outbox if "WRONG" in one.body]


def test_the_pages_of_packs_are_followed_without_being_registered(clinic):
    """Those that stand in the newest version of the pack."""
    make_receiver(clinic)
    left, held = make_article(), make_article()
    for article in (left, held):
        make_edition(article=article, release_at=LONG_AGO)
    pack = make_pack(left, held, clinic=clinic)
    make_version(pack, held)
    recall(left)
    recall(held)

    assert run(NOON) == (1, 0)
    assert f"It stands in your packs: https://portal.example.org/packs/{pack.code}/" in mail.outbox[0].body


@pytest.fixture
def given(clinic, biopsy):
    """A pack of another clinic, whose address stands on the papers of this one."""
    pack = make_pack(biopsy, clinic=make_clinic(name="South clinic"), made_at=LONG_AGO)
    RegisteredLink.objects.all().delete()
    facts = {"written": f"/packs/{pack.code}/", "registered_by": make_user(), "registered_at": NOON - 9 * DAY}
    RegisteredLink.objects.create(clinic=clinic, pack=pack, **facts)
    return pack


def test_a_registered_pack_changes_when_a_page_in_it_does_and_recalls_are_told_at_once(clinic, biopsy, given, program):
    make_receiver(clinic, "webhook", program.address)
    make_receiver(clinic)
    make_edition(article=biopsy, title="Your biopsy", release_at=NOON - DAY)
    run(NOON - DAY)
    make_withdrawal(biopsy.editions.get(number=2), kind="recalled", at=NOON, reason="The dose was wrong.")
    run(NOON)

    heard = [json.loads(body) for _headers, body in program.heard]
    links = [[{"link": f"/packs/{given.code}/", "state": state}] for state in ("live", "gone")]
    assert [(one["news"], one["identifier"], one["links"]) for one in heard] == [
        ("changed", "K52V6XC", links[0]),
        ("recalled", "K52V6XC", links[1]),
    ]
    assert [one.subject for one in mail.outbox] == ["1 page recalled: act now"]
    assert f"You use: /packs/{given.code}/" in mail.outbox[0].body


def test_a_new_version_of_a_registered_pack_and_its_end_are_told_once(clinic, biopsy, given):
    make_receiver(clinic)
    make_version(given, biopsy, title="Before your biopsy", made_at=NOON - DAY)
    given.retired_at, given.retired_by = NOON, make_user()
    given.save()

    for days in (0, 1, 2):
        run(NOON + days * DAY)

    assert told() == ["repacked", "retired"]
    (digest,) = mail.outbox
    assert "Before your biopsy" in digest.body
    assert "The pack is handed out no more" in digest.body
    assert f"https://portal.example.org/packs/{given.code}/" in digest.body


def test_of_a_registered_version_of_a_pack_its_own_pages_are_told(clinic, biopsy, given):
    """They stand on paper, whatever the newest version holds."""
    make_receiver(clinic)
    third = make_clinic(name="Third clinic")
    make_receiver(third, address="ward@third.example")
    facts = {"written": given.code, "registered_by": make_user(), "registered_at": NOON - 9 * DAY}
    RegisteredLink.objects.create(clinic=third, pack=given, **facts)
    other = make_article()
    make_edition(article=other, release_at=LONG_AGO)
    make_version(given, other, made_at=NOON - 8 * DAY)
    clinic.links.update(written=f"/packs/{given.code}/versions/1/", number=1)
    recall(biopsy)
    recall(other)

    notice_what_happened(NOON)

    of_pages = Notice.objects.filter(news="recalled").values_list("receiver__clinic", "article")
    assert set(of_pages) == {(clinic.pk, biopsy.pk), (third.pk, other.pk)}


def test_nothing_goes_to_an_address_before_somebody_there_has_agreed_and_then_all_that_happened_meanwhile(
    clinic, biopsy
):
    receiver = make_receiver(clinic, confirmed_at=None)
    recall(biopsy)

    assert run(NOON) == (0, 0)
    confirm(receiver, at=NOON + DAY)
    assert run(NOON + DAY) == (1, 0)


def test_a_mail_is_written_in_the_language_of_whoever_reads_it(clinic, biopsy):
    make_receiver(clinic, language="es")
    make_receiver(clinic, address="ar@north.example", language="ar")
    recall(biopsy)

    run(NOON)

    for written, language in zip(mail.outbox, ("es", "ar"), strict=True):
        with translation.override(language):
            subject = ngettext("%(count)s page recalled: act now", "%(count)s pages recalled: act now", 1)
            sentence = gettext("Recalled: unsafe")
        assert written.subject == subject % {"count": 1}
        assert sentence in written.body
        assert "recalled" not in f"{written.subject} {written.body}".lower()


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


def test_who_was_stopped_hears_nothing_more(clinic, biopsy):
    receiver = make_receiver(clinic)
    make_edition(article=biopsy, release_at=NOON)
    notice_what_happened(NOON)
    Receiver.objects.filter(pk=receiver.pk).update(stopped_at=NOON)
    recall(biopsy)

    assert notice_what_happened(NOON + DAY) == 0
    assert send_due(NOON + 2 * DAY) == (0, 0)


def test_a_thousand_links_are_looked_at_in_a_fixed_number_of_queries(clinic, django_assert_max_num_queries):
    make_receiver(clinic)
    for number in range(30):
        article = make_article()
        make_edition(article=article, release_at=LONG_AGO)
        register(clinic, article, f"/articles/{article.slug}/?from={number}")
    notice_what_happened(NOON)

    with django_assert_max_num_queries(26):
        notice_what_happened(NOON)


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
