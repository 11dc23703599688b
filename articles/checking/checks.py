from dataclasses import replace

from articles.models import GlossaryTerm

from .check import Severity
from .page import Page
from .rules import ADVICE, OBSTACLES
from .written import Written, written


def checks_of_words(words: Written, *, on, terms=()):
    """on: the day from which dates have passed; terms: what the glossary explains"""
    return checks_on(Page(words, on=on, terms=terms))


def checks_on(page):
    """Obstacles first; both in the order of the page, what is about all of it before the rest."""
    told = (_asked(OBSTACLES, Severity.OBSTACLE, page), _asked(ADVICE, Severity.ADVICE, page))
    return [check for checks in told for check in sorted(checks, key=_where)]


def obstacles_in(edition):
    """The sentences of those checks that stand in the way of a release. They depend on no day and no glossary."""
    return [check.sentence for check in _asked(OBSTACLES, Severity.OBSTACLE, Page(written(edition), on=None))]


def terms_of(language):
    """What the glossary explains in ``language``: each term and other name."""
    rows = GlossaryTerm.objects.filter(language=language).order_by("pk").values_list("term", "other_names")
    return tuple(name.strip() for term, others in rows for name in [term, *others.split(",")] if name.strip())


def _where(check):
    section = check.place.section
    return (-1 if section is None else section, check.place.paragraph or 0)


def _asked(rules, severity, page):
    return [replace(check, rule=rule.__name__, severity=severity) for rule in rules for check in rule(page)]
