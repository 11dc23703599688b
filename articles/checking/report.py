"""What the checks say about many editions, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from .check import Check
from .checks import checks_on, terms_of
from .page import Page
from .reading_age import Measure
from .written import written

AT_ONCE = 200


@dataclass(frozen=True)
class Checked:
    edition: object
    checks: list[Check]
    measure: Measure | None

    @property
    def obstacles(self) -> int:
        return sum(check.is_obstacle for check in self.checks)

    @property
    def advice(self) -> int:
        return len(self.checks) - self.obstacles


def checked(editions, *, on) -> Iterator[Checked]:
    """Those about which something is to be said. on: the day from which dates have passed"""
    terms = {}
    for edition in editions.with_words().order_by("article__language", "article__slug").iterator(AT_ONCE):
        language = edition.article.language
        if language not in terms:
            terms[language] = terms_of(language)
        page = Page(written(edition), on=on, terms=terms[language])
        if checks := checks_on(page):
            yield Checked(edition, checks, page.measure)
