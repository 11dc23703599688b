from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.following import notice_what_happened, purge_what_moved, send_due


class Command(BaseCommand):
    help = "Tell clinics what has happened to the links they use. Safe to run at any time, twice, and in two places."

    def handle(self, *, verbosity, **options):
        if settings.PURGE_URL and purge_what_moved() and verbosity:
            self.stdout.write("The caches in front have let go of what was before.")
        if not settings.PORTAL_URL:
            raise CommandError(
                "Notices lead back to the portal, so it must know its own address: set PORTAL_URL, such as "
                "PORTAL_URL=https://portal.example.org (docs/operators.md)."
            )
        new = notice_what_happened(timezone.now())
        arrived, failed = send_due(timezone.now())
        if verbosity:
            self.stdout.write(f"{new} new, {arrived} sent, {failed} to be tried again.")
