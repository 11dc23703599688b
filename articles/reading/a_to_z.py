"""The A to Z: titles, and the names people use."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, OuterRef, Subquery, Value

from articles.models import Edition, OtherName
from articles.models.alphabet import DIGITS, OTHER
from articles.storing import worked_out_once


@dataclass(frozen=True, order=True)
class Entry:
    sort_key: str
    name: str
    slug: str
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
        editions = Edition.objects.select_related("article").in_bulk({edition for edition, _name in keys})
        names = OtherName.objects.in_bulk({name for _edition, name in keys if name})
        pairs = ((editions.get(edition), names.get(name)) for edition, name in keys)
        return [_entry(edition, name) for edition, name in pairs if edition]


def _entry(edition, name):
    if name:
        return Entry(name.sort_key, name.name, edition.article.slug, name.initial, see=edition.title)
    return Entry(edition.sort_key, edition.title, edition.article.slug, edition.initial)


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
