import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.models import LinkPlace
from articles.watching.links import check_links, note_places


class Command(BaseCommand):
    help = "Ask, politely, whether the links in our pages still lead somewhere. The desk shows what is broken."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=2000, metavar="LINKS", help="at most so many (2000)")
        parser.add_argument("--minutes", type=float, default=45, help="begin no question after so long (45)")

    def handle(self, *, most, minutes, verbosity, **options):
        now = timezone.now()
        count = note_places(now)
        checked = check_links(now, most=max(most, 0), seconds=max(minutes, 0) * 60)
        if verbosity:
            broken = LinkPlace.objects.broken_at(now).values("link").distinct().count()
            self.stdout.write(
                f"{count} links. Asked now: {checked.good} lead somewhere, {checked.bad} do not, "
                f"{checked.untold} do not tell. Broken: {broken}."
            )
        if checked.is_offline:
            self.stderr.write("No other site answered, so this server may be cut off: nothing was held against them.")
            sys.exit(1)
