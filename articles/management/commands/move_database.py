import os
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connections
from tqdm import tqdm

from articles.keeping import CannotMove, move_rows
from articles.models import Article
from portal.environment import env

NAME = "NEW_DATABASE_URL"
HERE, THERE = "default", "new"
WHAT_IT_IS = ("ENGINE", "HOST", "PORT", "NAME")


class Command(BaseCommand):
    help = (
        f"Move everything from the database of DATABASE_URL into the one that {NAME} names, such as from SQLite to "
        "PostgreSQL: all of it, compared row by row, or nothing. It stays in the first one too. Stop the portal first."
    )

    def add_arguments(self, parser):
        parser.add_argument("--replace", action="store_true", help="also where articles are there now, which are lost")

    def handle(self, *, replace, verbosity, **options):
        self.open_the_new_one()
        try:
            # Its tables and triggers; the rows that come with them give way to those that are moved.
            call_command("migrate", database=THERE, interactive=False, verbosity=0)
            if Article.objects.using(THERE).exists() and not replace:
                raise CommandError(f"There are articles in the database of {NAME}: say --replace if they may be lost.")
            rows = move_rows(HERE, THERE, watch=self.watch)
        except CannotMove as refusal:
            raise CommandError(str(refusal)) from None
        except OperationalError as fault:
            raise CommandError(f"Nothing was moved: {str(fault).strip().splitlines()[0]}") from None
        finally:
            connections[THERE].close()
        if verbosity:
            articles, editions = rows["articles.article"], rows["articles.edition"]
            self.stdout.write(
                f"{sum(rows.values())} rows are there, and the same: {articles} articles in {editions} editions, and "
                f"all that belongs to them. Write the address of {NAME} into DATABASE_URL, start the portal and run "
                "“manage.py verify_edition”. Everybody signs in again."
            )

    def open_the_new_one(self):
        if not os.environ.get(NAME):
            raise CommandError(f"Say where to: {NAME}=postgres://NAME:PASSWORD@HOST:5432/DATABASE in the environment.")
        config = connections.configure_settings({HERE: env.database(NAME)})[HERE]
        here = connections[HERE].settings_dict
        if [str(here[fact]) for fact in WHAT_IT_IS] == [str(config[fact]) for fact in WHAT_IT_IS]:
            raise CommandError(f"DATABASE_URL and {NAME} are one and the same database.")
        connections.databases[THERE] = config

    def watch(self, models):
        return tqdm(models, unit=" tables", disable=not sys.stderr.isatty(), leave=False)
