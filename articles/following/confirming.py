"""Nobody gets mails that they did not ask for: whoever reads at an address says first that notices may come there."""

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles.models import Receiver

from .stopping import headers_to

GOOD_FOR = timedelta(days=7)
_SALT = "a receiver of notices is confirmed"


class NotAsked(Exception):
    """Why no mail went out, in one sentence."""


def ask_to_confirm(receiver):
    """One mail with a link that is good for a week. Raises NotAsked."""
    if not (settings.MAIL_IS_SET and settings.PORTAL_URL):
        raise NotAsked(_("The portal cannot send mail yet: EMAIL_URL and PORTAL_URL must be set."))
    context = {"clinic": receiver.clinic, "address": f"{settings.PORTAL_URL}{address_to_confirm(receiver)}"}
    with translation.override(receiver.language):
        mail = EmailMessage(
            subject=_("Please confirm: notices about pages for patients"),
            body=render_to_string("mail/confirm.txt", context),
            to=[receiver.address],
            headers=headers_to(receiver),
        )
    try:
        mail.send()
    except (SMTPException, OSError) as fault:
        raise NotAsked(_("Not taken by the mail server: %(fault)s") % {"fault": type(fault).__name__}) from None


def address_to_confirm(receiver) -> str:
    return reverse("linking:confirm_receiver", args=[signing.dumps(receiver.pk, salt=_SALT)])


def receiver_of(token: str) -> tuple[Receiver | None, bool]:
    """Whom the link is about, and whether it is still good."""
    try:
        pk, is_good = signing.loads(token, salt=_SALT, max_age=GOOD_FOR), True
    except signing.SignatureExpired:
        pk, is_good = signing.loads(token, salt=_SALT), False
    except signing.BadSignature:
        return None, False
    return Receiver.objects.select_related("clinic").filter(pk=pk).first(), is_good


def confirm(receiver, *, at):
    """Said twice, the first moment stays."""
    Receiver.objects.filter(pk=receiver.pk, confirmed_at=None, stopped_at=None).update(confirmed_at=at)
