"""Importing many files: each on its own, the bad ones reported, the others kept."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, ImportedFile
from articles.recording import hold

from .begin import Places, begin_articles, new_article
from .files import find_files
from .keep import find_article, keep_edition
from .news import circle_of
from .parts import NotYet
from .shelving import keep_on_shelf
from .understanding.document import ArticleDocument, BadFile, ShelfDocument
from .understanding.markdown import read_markdown
from .understanding.text import decode, read_text
from .understanding.word import read_word
from .wishes import Outcome

BATCH = 100  # new articles that are stored together

logger = logging.getLogger(__name__)


@dataclass
class Report:
    """What became of the files: how many ended in each Outcome, notes by file, faults by file and line."""

    outcomes: Counter = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)
    faults: list[tuple[str, int | None, str]] = field(default_factory=list)

    def add(self, name, outcome, notes=()):
        self.outcomes[outcome] += 1
        self.notes += [(name, note) for note in notes]

    def add_fault(self, name, fault):
        self.faults.append((name, getattr(fault, "line", None), str(fault)))


@dataclass
class ReadFile:
    name: str
    sha256: str
    document: ArticleDocument | ShelfDocument
    language: str
    article: Article | None = None  # the article made for it, where it is new


def import_paths(paths, wishes, watch: Callable = lambda files: files):
    """Read every file below ``paths``; returns a Report. ``watch`` wraps the files, so that progress can be shown."""
    run = _Run(wishes)
    for found in watch(found for path in paths for found in find_files(path)):
        run.take(found)
    run.finish()
    return run.report


class _Run:
    """New articles gather and are stored together; everything else is stored on its own, after them."""

    def __init__(self, wishes):
        self.wishes, self.report = wishes, Report()
        self.known = _known_files()
        self.places = Places()
        self.new_files, self.early_files = [], []

    def take(self, found):
        try:
            file = self._read(found)
        except BadFile as fault:
            self.report.add_fault(found.name, fault)
            return
        except Exception:  # one file that nobody foresaw must not stop the others
            logger.exception("A file could not be understood")
            self.report.add_fault(found.name, BadFile(_("It cannot be understood. The log of the portal says why.")))
            return
        if file is None:
            self.report.add(found.name, Outcome.UNCHANGED)
        elif isinstance(file.document, ShelfDocument):
            self._alone(file)
        elif self.places.is_new(file.document, file.language):
            file.article = new_article(file.document, file.language, self.places)
            self.places.take(file.article)
            self.new_files.append(file)
        else:
            self._store_new()
            self._alone(file)
        if len(self.new_files) >= BATCH:
            self._store_new()

    def finish(self):
        """Store what is left; files that came before what they refer to go on until none gets any further."""
        self._store_new()
        while self.early_files:
            early, self.early_files = self.early_files, []
            for file, _reason in early:
                self._alone(file)
            if len(self.early_files) == len(early) and not self._circle():
                break
        for file, reason in self.early_files:
            self.report.add_fault(file.name, reason)

    def _read(self, found):
        """The file, understood, or None if it was imported before."""
        data = found.read()
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self.known:
            return None
        document = _understand(found, data)
        if found.suffix == ".md" and (beside := document.pictures):
            sha256 = hashlib.sha256(b"".join([data, *beside])).hexdigest()
            if sha256 in self.known:
                return None
        self.known.add(sha256)
        return ReadFile(found.name, sha256, document, self.wishes.language_of(document))

    def _store_new(self):
        files, self.new_files = self.new_files, []
        if not files:
            return
        try:
            with _together(self.wishes):
                outcomes = begin_articles(files, self.wishes)
        except Exception:
            # One of them cannot be stored, perhaps because somebody else was quicker: each tells for itself.
            self.places = Places()
            for file in files:
                self._alone(file)
            return
        for file, (outcome, notes) in zip(files, outcomes, strict=True):
            self.report.add(file.name, outcome, notes)

    def _alone(self, file):
        try:
            with _together(self.wishes):
                outcome, notes = self._keep(file)
        except NotYet as reason:
            self.early_files.append((file, reason))
        except BadFile as fault:
            self.report.add_fault(file.name, fault)
        except Exception:
            logger.exception("A file could not be stored")
            self.report.add_fault(file.name, BadFile(_("It could not be stored. The log of the portal says why.")))
        else:
            self.report.add(file.name, outcome, notes)

    def _circle(self):
        """Keep new articles that are to be read instead of one another, all or none; returns whether there were any."""
        circle, done = circle_of([file for file, _reason in self.early_files]), []
        if not circle:
            return False
        try:
            with _together(self.wishes):
                for file in circle:
                    current = file
                    article = new_article(file.document, file.language, self.places)
                    article.save()
                    self.places.take(article)
                for file in circle:
                    current = file
                    done.append((file.name, *self._keep(file)))
        except (BadFile, NotYet) as fault:
            self.report.add_fault(current.name, fault)
            self.places, circle = Places(), [current]
        else:
            for kept in done:
                self.report.add(*kept)
        self.early_files = [(file, reason) for file, reason in self.early_files if file not in circle]
        return True

    def _keep(self, file):
        if isinstance(file.document, ShelfDocument):
            return Outcome.TOPIC_OR_TERM, file.document.notes + keep_on_shelf(file.document, file.language)
        article = find_article(file.document, file.language)
        is_new = article is None
        if is_new:
            article = new_article(file.document, file.language, self.places)
            article.save()
        kept = keep_edition(article, file, self.wishes)
        if is_new:
            self.places.take(article)
        return kept


@contextmanager
def _together(wishes):
    with transaction.atomic():
        if wishes.is_release:
            hold()
        yield


def _known_files():
    """The SHA-256 of the newest state of each file whose edition is there."""
    files = ImportedFile.objects.exclude(edition=None).order_by("pk").values_list("article", "name", "sha256")
    return set({(article, name): sha256 for article, name, sha256 in files}.values())


def _understand(found, data):
    if found.suffix == ".docx":
        document = read_word(data)
    elif found.suffix == ".md":
        document = read_markdown(decode(data), found.beside)
    else:
        document = read_text(decode(data))
    return document
