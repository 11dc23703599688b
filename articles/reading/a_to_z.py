"""The A to Z: titles, and the names people use."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, OuterRef, Subquery, Value

from articles.models import Edition, OtherName, address_of_article
from articles.models.alphabet import DIGITS, OTHER
from articles.storing import worked_out_once


@dataclass(frozen=True)
class Entry:
    name: str
    address: str
    initial: str
    see: str = ""


def letter_order(letter: str) -> tuple:
    return (letter == OTHER, letter != DIGITS, letter)


class AToZ:
    """Everything listed in one language at a moment."""

    def __init__(self, language, moment):
        self.language, self.moment = language, moment
        counts = _counted(language, moment=moment)
        self.total = sum(counts.values())
        self.letters = sorted(counts, key=letter_order)

    def entries(self, letter=None):
        """In order; those that are looked at are fetched."""
        return Entries(_in_order(self.language, letter, moment=self.moment))


class Entries:
    """keys: of an edition, and of the name that it is listed under if that is not its title"""

    def __init__(self, keys):
        self.keys = keys

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, part) -> list[Entry]:
        keys = self.keys[part]
        editions = {key: facts for key, *facts in _EDITIONS.filter(pk__in={edition for edition, _name in keys})}
        names = {key: facts for key, *facts in _NAMES.filter(pk__in={name for _edition, name in keys if name})}
        pairs = ((editions.get(edition), names.get(name)) for edition, name in keys)
        return [_entry(edition, name) for edition, name in pairs if edition]


# A hundred entries stand on a page: of each, no more is read than is shown.
_EDITIONS = Edition.objects.values_list("pk", "title", "initial", "article__language", "article__slug")
_NAMES = OtherName.objects.values_list("pk", "name", "initial")


def _entry(edition, name):
    title, initial, *article = edition
    address = address_of_article(*article)
    if name:
        written, initial = name
        return Entry(written, address, initial, see=title)
    return Entry(title, address, initial)


@worked_out_once
def _counted(language, *, moment):
    """How many titles and names stand under each letter."""
    counts = Counter()
    for rows in _listed(language, moment):
        counts.update(dict(rows.order_by().values_list("initial").annotate(Count("pk"))))
    return counts


def _listed(language, moment):
    editions = Edition.objects.live_at(moment).filter(article__language=language)
    return editions, OtherName.objects.filter(article__in=editions.values("article"))


@worked_out_once
def _in_order(language, letter, *, moment):
    """The keys of all entries. Sorted here and not by the database, which would order two tables each its own way."""
    editions, names = _listed(language, moment)
    edition_of = Subquery(editions.filter(article=OuterRef("article")).values("pk")[:1])
    names = names.annotate(edition=edition_of)
    if letter is not None:
        editions, names = editions.filter(initial=letter), names.filter(initial=letter)
    titles = editions.order_by().values_list("sort_key", "title", "article__slug", "pk", Value(0))
    others = names.order_by().values_list("sort_key", "name", "article__slug", "edition", "pk")
    return [(edition, name) for *_order, edition, name in sorted([*titles, *others])]


def by_letter(entries) -> list[tuple[str, list]]:
    """Pairs of a letter and what stands under it."""
    ordered = sorted(entries, key=lambda entry: letter_order(entry.initial))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda entry: entry.initial)]
