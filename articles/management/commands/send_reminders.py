import sys
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.watching import mail_to, people_to_tell, record_wanted


class Command(BaseCommand):
    help = "Mail editors and approvers what is due. Safe to run at any time and as often as you like."

    def handle(self, *, verbosity, **options):
        _must_be_set()
        now = timezone.now()
        wanted, unheard = record_wanted(now)
        try:
            with get_connection() as connection:
                sent, faults = self._send(wanted, now, connection)
        except (SMTPException, OSError) as fault:
            raise CommandError(
                f"The mail server of EMAIL_URL cannot be reached, so nothing was sent: {fault}"
            ) from None
        if verbosity:
            self.stdout.write(f"{sent} {'mail' if sent == 1 else 'mails'} sent.")
        if unheard:
            self.stderr.write(
                f"Nobody can be told about {unheard} of the pages: "
                "give the one in charge, or a publisher, an e-mail address."
            )
        if faults:
            sys.exit(1)

    def _send(self, wanted, now, connection):
        sent = faults = 0
        for person in people_to_tell():
            try:
                sent += mail_to(person, wanted, now=now, connection=connection)
            except (SMTPException, OSError) as fault:
                faults += 1
                self.stderr.write(f"A mail was not taken, and will be sent with the next run: {fault}")
        return sent, faults


def _must_be_set():
    missing = {
        "EMAIL_URL": (settings.MAIL_IS_SET, "smtp+tls://NAME:PASSWORD@smtp.example.org:587"),
        "EMAIL_FROM": (settings.DEFAULT_FROM_EMAIL, "portal@example.org"),
        "PORTAL_URL": (settings.PORTAL_URL, "https://portal.example.org"),
    }
    examples = [f"{name}={example}" for name, (is_set, example) in missing.items() if not is_set]
    if examples:
        raise CommandError(f"To send mail the portal needs {' and '.join(examples)} (docs/operators.md).")
