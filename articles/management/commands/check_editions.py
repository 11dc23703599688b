import csv
import sys

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from articles.checking import checked
from articles.models import Edition, day_of

ABOUT = ["code", "language", "address", "edition", "title"]
COUNTED = [*ABOUT, "words", "reading age", "inflesz", "obstacles", "advice"]
EACH = [*ABOUT, "severity", "rule", "where", "words", "what to do"]


class Command(BaseCommand):
    help = "Write what the checks say about the editions that patients read now, as CSV. Changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--each", action="store_true", help="one line for each check instead of each edition")
        parser.add_argument("--language", help="only articles in this language, such as en")

    def handle(self, *, each, language, **options):
        now = timezone.now()
        editions = Edition.objects.live_at(now)
        if language:
            editions = editions.filter(article__language=language)
        sheet = csv.writer(self.stdout)
        sheet.writerow(EACH if each else COUNTED)
        looked_at = checked(editions, on=day_of(now))
        for found in tqdm(looked_at, unit=" editions", disable=not sys.stderr.isatty(), leave=False):
            for row in _each(found) if each else [_counted(found)]:
                sheet.writerow([_harmless(value) for value in row])


def _about(edition):
    return [edition.article.code, edition.article.language, edition.article.slug, edition.number, edition.title]


def _counted(found):
    measure, language = found.measure, found.edition.article.language
    return [
        *_about(found.edition),
        found.edition.word_count,
        measure.age if measure and language == "en" else "",
        measure.inflesz if measure and language == "es" else "",
        found.obstacles,
        found.advice,
    ]


def _each(found):
    for check in found.checks:
        place = check.place.name
        yield [*_about(found.edition), check.severity.value, check.rule, place, check.words, check.sentence]


def _harmless(value):
    """A spreadsheet would work out what begins like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
