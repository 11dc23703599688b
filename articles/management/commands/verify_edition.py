import hashlib
import sys
from functools import cache

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models import Edition, Image, is_code, normal_code

AT_ONCE = 200


class Command(BaseCommand):
    help = "Work out the fingerprints of released editions anew and compare them. See docs/fingerprint.md."

    def add_arguments(self, parser):
        parser.add_argument("code", nargs="?", metavar="CODE", help="of one article; without it, all of them")
        parser.add_argument("number", nargs="?", type=int, metavar="EDITION", help="one edition of that article")

    def handle(self, *, code, number, **options):
        editions = _asked_for(code, number)
        self.picture_is_as_it_was = cache(_picture_is_as_it_was)
        total, differing = editions.count(), 0
        if code and not total:
            raise CommandError("No edition with this code and number has been released.")
        with tqdm(total=total, unit=" editions", disable=not sys.stderr.isatty(), leave=False) as bar:
            for edition in editions.with_words().order_by("pk").iterator(chunk_size=AT_ONCE):
                differing += self._differs(edition)
                bar.update()
        if differing:
            raise CommandError(f"Not word for word as released: {differing} of {total} editions.")
        self.stdout.write(f"Word for word as released: {total} of {total} editions.")

    def _differs(self, edition):
        """Whether it does, and if so a line that says how."""
        name = f"{edition.article.spoken_code}, edition {edition.number}"
        now = edition.current_fingerprint()
        if now != edition.fingerprint:
            self.stderr.write(f"{name}: released as {edition.fingerprint}, but its words now give {now}.")
            return True
        shown = [section.image for section in edition.sections.all() if section.image]
        altered = [image.path for image in shown if not self.picture_is_as_it_was(image)]
        for path in altered:
            self.stderr.write(f"{name}: the picture {path} is missing or was altered.")
        return bool(altered)


def _asked_for(code, number):
    """Scheduled editions too: from the moment a release is recorded, their words must stay."""
    editions = Edition.objects.exclude(release_at=None)
    if code is None:
        return editions
    if not is_code(normal_code(code)):
        raise CommandError(f"“{code}” is not a code of ours: a character may be mistyped.")
    editions = editions.filter(article__code=normal_code(code))
    return editions if number is None else editions.filter(number=number)


def _picture_is_as_it_was(image: Image):
    try:
        return hashlib.sha256(image.read()).hexdigest() == image.sha256
    except OSError:
        return False
