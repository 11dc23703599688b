"""How hard the pages that patients read are to read, all of them together."""

from collections import Counter
from dataclasses import dataclass

from articles.checking import Page, written
from articles.checking.reading_age import EASY_SPANISH, OLDEST
from articles.models import Edition, Readability, day_of

AT_ONCE = 60  # that somebody waits for, for about half a second
YOUNGEST_SHOWN, OLDEST_SHOWN = 8, 18
EASES = (0, 40, 55, EASY_SPANISH, 80)  # where the bands of INFLESZ begin


@dataclass(frozen=True)
class Bar:
    """least, most: the ages or the ease that it counts; None where it is open"""

    least: int | None
    most: int | None
    count: int
    is_good: bool


def measure(now, most=AT_ONCE) -> int:
    """Measure live editions that never were, at most so many; returns how many are left."""
    unmeasured = Edition.objects.live_at(now).filter(readability=None)
    editions = list(unmeasured.with_words().order_by("pk")[:most])
    Readability.objects.bulk_create((_measured(one, day_of(now)) for one in editions), ignore_conflicts=True)
    return unmeasured.count() if len(editions) == most else 0


def ages(now) -> list[Bar]:
    """English pages by the age from which they are understood."""
    counts = Counter(min(max(age, YOUNGEST_SHOWN), OLDEST_SHOWN) for age in _live(now, "age"))
    if not counts:
        return []
    shown = range(YOUNGEST_SHOWN, OLDEST_SHOWN + 1)
    return [Bar(*_open_at_ends(age), counts[age], is_good=age <= OLDEST) for age in shown]


def eases(now) -> list[Bar]:
    """Spanish pages by the bands of INFLESZ, the easiest first, as young ages come first."""
    counts = Counter(max(start for start in EASES if start <= ease) for ease in _live(now, "ease"))
    if not counts:
        return []
    ends = [*(start - 1 for start in EASES[1:]), 100]
    bands = zip(EASES, ends, strict=True)
    return [Bar(start, end, counts[start], is_good=start >= EASY_SPANISH) for start, end in reversed(list(bands))]


def _measured(edition, day):
    measured = Page(written(edition), on=day, terms={}).measure
    language = edition.article.language
    return Readability(
        edition=edition,
        age=measured.age if measured and language == "en" else None,
        ease=measured.inflesz if measured and language == "es" else None,
    )


def _live(now, scale):
    live = Edition.objects.live_at(now).order_by().values("pk")
    return Readability.objects.filter(edition__in=live).exclude(**{scale: None}).values_list(scale, flat=True)


def _open_at_ends(age):
    return (None if age == YOUNGEST_SHOWN else age, None if age == OLDEST_SHOWN else age)
