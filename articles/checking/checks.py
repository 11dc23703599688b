from dataclasses import replace

from articles.models import GlossaryTerm

from .check import Severity
from .page import Page
from .rules import ADVICE, OBSTACLES
from .written import Written, written


def checks_of(edition, *, on):
    """What an editor should mend in ``edition``, obstacles first. on: the day from which dates have passed"""
    return checks_of_words(written(edition), on=on, terms=terms_of(edition.article.language))


def checks_of_words(words: Written, *, on, terms=()):
    return checks_on(Page(words, on=on, terms=terms))


def checks_on(page):
    return [*_asked(OBSTACLES, Severity.OBSTACLE, page), *_asked(ADVICE, Severity.ADVICE, page)]


def obstacles_in(edition):
    """The sentences of those checks that stand in the way of a release. They depend on no day and no glossary."""
    return [check.sentence for check in _asked(OBSTACLES, Severity.OBSTACLE, Page(written(edition), on=None))]


def terms_of(language):
    """What the glossary explains in ``language``: each term and other name."""
    rows = GlossaryTerm.objects.filter(language=language).order_by("pk").values_list("term", "other_names")
    return tuple(name.strip() for term, others in rows for name in [term, *others.split(",")] if name.strip())


def _asked(rules, severity, page):
    return [replace(check, rule=rule.__name__, severity=severity) for rule in rules for check in rule(page)]
