import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.keeping import CannotRestore, open_backup, restore
from articles.models import Article, What
from articles.recording import end, record


class Command(BaseCommand):
    help = "Put back everything that “backup” kept in FILE, in the place of all that is there: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where articles are there now, which are lost")

    def handle(self, *, file, replace, verbosity, **options):
        def watch(models):
            return tqdm(models, unit=" tables", disable=not sys.stderr.isatty(), leave=False)

        try:
            with open_backup(file) as (archive, told):
                if Article.objects.exists() and not replace:
                    raise CommandError("There are articles here, which would be lost: say --replace if they may be.")
                number, seal = end()
                restore(archive, told, watch=watch)
                about = f"the backup of {told['made_at']}, in the place of a record that ended with {number}:{seal}"
                record(What.RESTORED, about=about)
        except CannotRestore as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as fault:
            raise CommandError(f"{file}: {(fault.strerror or str(fault)).lower()}. Nothing was restored.") from None
        if verbosity:
            self.stdout.write(f"Everything is as it was on {told['made_at']}. Now run “manage.py verify_edition”.")
