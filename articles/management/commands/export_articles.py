import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.importing import export_all
from articles.models import What
from articles.recording import record


class Command(BaseCommand):
    help = "Write all articles, with every edition, as Markdown that import_articles reads. See docs/import-format.md."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="FOLDER")

    def handle(self, *, folder, **options):
        try:
            count = export_all(
                folder, watch=lambda articles: tqdm(articles, disable=not sys.stderr.isatty(), leave=False)
            )
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}.") from None
        record(What.EXPORTED, about=f"all articles, as {count} files")
        self.stdout.write(f"{count} files written to {folder}")
