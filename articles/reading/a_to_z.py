"""The A to Z: titles, and the names people use."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, F, OuterRef, Subquery

from articles.models import Edition, OtherName
from articles.models.alphabet import DIGITS, OTHER


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
        self.editions = Edition.objects.live_at(moment).filter(article__language=language)
        self.names = OtherName.objects.filter(article__in=self.editions.values("article"))
        counts = Counter()
        for rows in (self.editions, self.names):
            counts.update(dict(rows.order_by().values_list("initial").annotate(Count("pk"))))
        self.total = counts.total()
        self.letters = sorted(counts, key=letter_order)

    def entries(self, letter=None) -> list[Entry]:
        """In order. Sorted here and not by the database, which would order two tables each its own way."""
        editions, names = self.editions, self.names
        if letter is not None:
            editions, names = editions.filter(initial=letter), names.filter(initial=letter)
        titles = editions.order_by().values_list("sort_key", "title", "article__slug", "initial")
        title_of = Subquery(self.editions.filter(article=OuterRef("article")).values("title")[:1])
        others = names.annotate(see=title_of, slug=F("article__slug"))
        others = others.order_by().values_list("sort_key", "name", "slug", "initial", "see")
        return sorted(Entry(*row) for row in [*titles, *others])


def by_letter(entries) -> list[tuple[str, list]]:
    """Pairs of a letter and what stands under it."""
    ordered = sorted(entries, key=lambda entry: letter_order(entry.initial))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda entry: entry.initial)]
