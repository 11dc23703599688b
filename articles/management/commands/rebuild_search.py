import sys

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.searching import rebuild


class Command(BaseCommand):
    help = "Make what the search looks in anew, from the words of all articles. Searching goes on meanwhile."

    def handle(self, *, verbosity, **options):
        with tqdm(unit=" articles", disable=not sys.stderr.isatty(), leave=False) as bar:

            def report(done, total):
                bar.total = total
                bar.update(done - bar.n)

            rebuild(report)
        if verbosity:
            self.stdout.write("The search has been made anew.")
