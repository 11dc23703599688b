import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from articles.keeping import CannotKeep, keep_all
from articles.models import What
from articles.recording import record


class Command(BaseCommand):
    help = "Keep everything, words, history and pictures, in one FILE, while editors go on. Restore it with “restore”."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *, file, verbosity, **options):
        def watch(models):
            return tqdm(models, unit=" tables", disable=not sys.stderr.isatty(), leave=False)

        try:
            rows = keep_all(file.absolute(), at=timezone.now(), watch=watch)
        except CannotKeep as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as fault:
            raise CommandError(f"{file} cannot be written ({(fault.strerror or str(fault)).lower()}).") from None
        record(What.EXPORTED, about="everything, as a backup")
        if verbosity:
            articles, editions = rows["articles.article"], rows["articles.edition"]
            self.stdout.write(f"{file} keeps {articles} articles in {editions} editions, and all that belongs to them.")
