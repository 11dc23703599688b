"""What people are told, in one mail and in their language."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import News

from .stopping import address_to_stop, headers_to
from .telling import facts_of, sentence_of


class Mails:
    """Of one run, by one connection. A mail server that does not answer is asked once, and not for each receiver."""

    def __init__(self):
        self.connection, self.fault = None, ""

    def send(self, receiver, notices, now) -> tuple[str, bool]:
        """(what came of it, whether the mail server has taken it)"""
        if not settings.MAIL_IS_SET:
            return _("The portal has no mail server: see EMAIL_URL"), False
        if not self.connection:
            self._open()
        if self.fault:
            return self.fault, False
        try:
            mail_about(receiver, notices, now, self.connection).send()
        except (SMTPException, OSError) as fault:
            self.connection.close()  # what is left of it may be no connection any more
            self.connection = None
            return _not_taken(fault), False
        return _("Taken by the mail server"), True

    def _open(self):
        self.connection = get_connection()
        try:
            self.connection.open()
        except (SMTPException, OSError) as fault:
            self.fault = _not_taken(fault)


def _not_taken(fault):
    return _("Not taken by the mail server: %(fault)s") % {"fault": type(fault).__name__}


def mail_about(receiver, notices, now, connection=None) -> EmailMessage:
    with translation.override(receiver.language):
        facts = [
            {**one, "sentence": sentence_of(notice), "code": notice.used.spoken_code}
            for notice, one in zip(notices, facts_of(notices, now), strict=True)
        ]
        recalls = [one for one in facts if one["news"] == News.RECALLED]
        context = {"clinic": receiver.clinic, "notices": facts, "recalls": recalls, "site": settings.PORTAL_URL}
        context["to_stop"] = address_to_stop(receiver)
        return EmailMessage(
            subject=_subject(len(recalls), len(facts)),
            body=render_to_string("mail/notices.txt", context),
            to=[receiver.address],
            headers=headers_to(receiver),
            connection=connection,
        )


def _subject(recalls, every):
    if recalls:
        what = ngettext("%(count)s page recalled: act now", "%(count)s pages recalled: act now", recalls)
    else:
        what = ngettext("%(count)s page that you use has changed", "%(count)s pages that you use have changed", every)
    return what % {"count": recalls or every}
