"""Notices go out: to programs one by one, to people in one mail. Safe at any time, twice, and at once in two places.

A notice is held by moving the hour of its next try forward, which only one of two can do. Whoever dies while holding it
leaves it to the next run. So a receiver may hear something twice, under the same id, and never nothing.
"""

import json
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Delivery, News, Notice, Receiver, Way

from .telling import facts_of, sentence_of
from .webhook import NotDelivered, post, signed

_TOLD_OF = ("article", "edition", "version__pack", "event__withdrawal", "receiver__clinic")
HELD = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
TRIED_FOR = timedelta(days=3)


def send_due(now) -> tuple[int, int]:
    """(how many notices have arrived, how many have not)"""
    arrived = failed = 0
    due = Notice.objects.waiting().filter(due_at__lte=now, receiver__stopped_at=None)
    for receiver in Receiver.objects.filter(pk__in=due.values("receiver")).select_related("clinic"):
        send = _by_webhook if receiver.way == Way.WEBHOOK else _by_mail
        notices = due.filter(receiver=receiver).select_related(*_TOLD_OF)
        notices = sorted(notices, key=lambda one: (one.news != News.RECALLED, one.at, one.pk))
        for several in send(receiver, notices, now):
            arrived, failed = arrived + several[0], failed + several[1]
    return arrived, failed


def _by_webhook(receiver, notices, now):
    """In order, recalls first. A program that does not answer is left alone until the next run."""
    for notice in notices:
        if not hold([notice], now):
            continue
        (facts,) = facts_of([notice], now)
        message_id, timestamp = f"notice-{notice.pk}", int(now.timestamp())
        body = json.dumps({"id": message_id, **facts}, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Patient-information-portal",
            "Webhook-Id": message_id,
            "Webhook-Timestamp": str(timestamp),
            "Webhook-Signature": signed(receiver.secret, message_id, timestamp, body),
        }
        try:
            outcome = post(receiver.address, body, headers)
        except NotDelivered as fault:
            _record([notice], str(fault), now, has_arrived=False)
            yield 0, 1
            return
        _record([notice], outcome, now, has_arrived=True)
        yield 1, 0


def _by_mail(receiver, notices, now):
    held = hold(notices, now)
    if not held:
        return
    if not settings.MAIL_IS_SET:
        _record(held, _("The portal has no mail server: see EMAIL_URL"), now)
        yield 0, len(held)
        return
    try:
        _mail(receiver, held, now).send()
    except (SMTPException, OSError) as fault:
        _record(held, _("Not taken by the mail server: %(fault)s") % {"fault": type(fault).__name__}, now)
        yield 0, len(held)
    else:
        _record(held, _("Taken by the mail server"), now, has_arrived=True)
        yield len(held), 0


def _mail(receiver, notices, now):
    facts = [
        {**one, "sentence": sentence_of(notice)} for notice, one in zip(notices, facts_of(notices, now), strict=True)
    ]
    recalls = [one for one in facts if one["news"] == News.RECALLED]
    count = len(recalls or facts)
    if recalls:
        what = ngettext("%(count)s page recalled: act now", "%(count)s pages recalled: act now", count)
    else:
        what = ngettext("%(count)s page that you use has changed", "%(count)s pages that you use have changed", count)
    context = {"clinic": receiver.clinic, "notices": facts, "recalls": recalls, "site": settings.PORTAL_URL}
    return EmailMessage(
        subject=what % {"count": count},
        body=render_to_string("mail/notices.txt", context),
        to=[receiver.address],
        headers={"Auto-Submitted": "auto-generated"},
    )


def hold(notices, now):
    """Those of ``notices`` that nobody else has taken."""
    return [
        one
        for one in notices
        if Notice.objects.waiting().filter(pk=one.pk, due_at=one.due_at).update(due_at=now + HELD)
    ]


def _record(notices, outcome, now, *, has_arrived=False):
    Delivery.objects.bulk_create(
        Delivery(notice=one, at=now, outcome=outcome[:200], has_arrived=has_arrived) for one in notices
    )
    for one in notices:
        if has_arrived:
            facts = {"sent_at": now}
        elif now - one.made_at >= TRIED_FOR:
            facts = {"given_up_at": now}
        else:
            facts = {"due_at": now + wait_after(one.deliveries.count())}
        Notice.objects.filter(pk=one.pk).update(**facts)


def wait_after(tries: int) -> timedelta:
    """Twice as long each time, from a minute up to six hours."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)
