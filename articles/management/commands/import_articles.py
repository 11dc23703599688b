import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from articles.importing import Wishes, import_paths


class Command(BaseCommand):
    help = "Import articles from .txt, .md and .docx files, folders, .tar.gz and .zip. See docs/import-format.md."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--release", action="store_true", help="release each article as of its date")
        parser.add_argument("--by", metavar="USERNAME", help="who imports, and releases with --release")
        parser.add_argument("--topic", metavar="SLUG", default="", help="a topic to put every article under")
        parser.add_argument("--language", metavar="TAG", default="", help="the language of files that do not say")

    def handle(self, *, paths, release, by, topic, language, verbosity, **options):
        if release and not by:
            raise CommandError("Say who releases: --by USERNAME.")
        wishes = Wishes(
            now=timezone.now(), by=_user(by), is_release=release, topic=_slug(topic), language=_language(language)
        )
        report = import_paths(paths, wishes, watch=self._watch)
        self._tell(report, verbosity)
        if report.faults:
            sys.exit(1)

    def _watch(self, files):
        return tqdm(files, unit=" files", disable=not sys.stderr.isatty(), leave=False)

    def _tell(self, report, verbosity):
        for name, line, sentence in report.faults:
            self.stderr.write(f"{name}:{line}: {sentence}" if line else f"{name}: {sentence}")
        if verbosity:
            for name, note in report.notes:
                self.stdout.write(f"{name}: {note}")
        counts = [f"{count} {outcome}" for outcome, count in sorted(report.outcomes.items())]
        self.stdout.write(", ".join([*counts, f"{len(report.faults)} refused"]))


def _user(username):
    if not username:
        return None
    user = get_user_model().objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user “{username}”.")
    return user


def _slug(topic):
    if topic and not (topic.isascii() and topic.replace("-", "").isalnum() and len(topic) <= 100):
        raise CommandError(f"“{topic}” is not a topic: use letters a to z, figures and hyphens.")
    return topic


def _language(language):
    known = [tag for tag, _name in settings.LANGUAGES]
    if language and language not in known:
        raise CommandError(f"The portal has no pages in “{language}”. It has: {', '.join(known)}.")
    return language
