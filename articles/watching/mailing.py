"""Reminders go out: one mail to each person, with all that is new.

A mail server cannot promise to take a mail exactly once. So nothing is skipped: a reminder counts as sent when the
server has taken it. If the process dies in that very second, the mail is sent again with the same Message-ID, by which
many mail programs show it once.
"""

import hashlib
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from articles.models import Reminder, day_of, site_name

LEASE = timedelta(minutes=15)  # how long a process may take for one mail before another takes it over
MOST_TOLD = 25


def people_to_tell():
    return list(Reminder.objects.filter(sent_at=None).order_by("to").values_list("to", flat=True).distinct())


def mail_to(person: int, wanted, *, now, connection) -> bool:
    """Send ``person`` what is recorded and still wanted; returns whether there was anything.

    Raises SMTPException or OSError if the server does not take it; then it stays to be sent.
    """
    claim = uuid4().hex
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE)
    Reminder.objects.filter(free, to=person, sent_at=None).update(claim=claim, claimed_at=now)
    claimed = Reminder.objects.filter(claim=claim, sent_at=None)
    reminders = list(claimed.select_related("edition__article", "request__by", "to"))
    told = [reminder for reminder in reminders if reminder.key in wanted]
    gone = [reminder.pk for reminder in reminders if reminder.key not in wanted]
    Reminder.objects.filter(pk__in=gone).delete()  # done meanwhile, or told by a newer one
    if not told:
        return False
    try:
        _message(told, now, connection).send()
    except (SMTPException, OSError):
        claimed.update(claim="", claimed_at=None)
        raise
    claimed.update(sent_at=now)
    return True


def _message(told, now, connection):
    person, today = told[0].to, day_of(now)
    reviews = sorted((reminder for reminder in told if reminder.due), key=lambda reminder: reminder.due)
    piles = {
        "approvals": [reminder for reminder in told if reminder.request_id],
        "overdue": [reminder for reminder in reviews if reminder.due < today],
        "due": [reminder for reminder in reviews if reminder.due >= today],
    }
    context = {
        "person": person,
        "site": settings.PORTAL_URL,
        "piles": [(name, pile[:MOST_TOLD], len(pile) - MOST_TOLD) for name, pile in piles.items() if pile],
    }
    return EmailMessage(
        subject=f"{site_name()}: {', '.join(_counted(piles))}",
        body=render_to_string("mail/reminders.txt", context),
        to=[person.email],
        headers={"Message-ID": _message_id(told), "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _counted(piles):
    approvals, overdue, due = (len(piles[name]) for name in ("approvals", "overdue", "due"))
    if approvals:
        yield ngettext("%(count)s to approve", "%(count)s to approve", approvals) % {"count": approvals}
    if overdue:
        yield ngettext("%(count)s review overdue", "%(count)s reviews overdue", overdue) % {"count": overdue}
    if due:
        yield ngettext("%(count)s review due", "%(count)s reviews due", due) % {"count": due}


def _message_id(told):
    """The same for the same reminders."""
    keys = repr(sorted(str(reminder.key) for reminder in told))
    return f"<{hashlib.sha256(keys.encode()).hexdigest()[:32]}@{urlsplit(settings.PORTAL_URL).hostname}>"
