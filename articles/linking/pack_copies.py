"""Is this booklet still current? What can be said about each page of a pack that somebody holds.

The address on a booklet names the version of the pack and the edition of each page in it, ``3.1.4``, in order: 0 where
nothing was given because the page had been taken away. So it says all that is on the paper, and nothing is kept of it.
"""

import re
from dataclasses import dataclass

from articles.models import Article, PackVersion, fingerprint_of_pack

from .copies import STATES, Answer, answer_about

_MOST_PRESSING_FIRST = (
    *("recalled", "newer-for-safety", "withdrawn", "newer"),
    *("original-changed", "overdue", "newer-in-small-things", "current"),
)
_NUMBER = re.compile(r"[0-9]{1,6}")
assert set(_MOST_PRESSING_FIRST) == set(STATES)


@dataclass(frozen=True)
class PageOfCopy:
    """answer: about the edition that was given, or None if the page was left out"""

    place: int
    article: Article
    answer: Answer | None


@dataclass(frozen=True)
class CopyOfPack:
    version: PackVersion
    newest: PackVersion
    is_retired: bool
    pages: list[PageOfCopy]

    @property
    def answers(self):
        return [page.answer for page in self.pages if page.answer]

    @property
    def state(self):
        """That of the page about which a patient must know first."""
        return min((answer.state for answer in self.answers), key=_MOST_PRESSING_FIRST.index, default="current")

    @property
    def editions(self):
        return [answer.edition for answer in self.answers]

    @property
    def numbers(self):
        return numbers_of([page.answer.edition if page.answer else None for page in self.pages])

    @property
    def fingerprint(self):
        return fingerprint_of_pack(self.version, self.editions)


def numbers_of(editions) -> str:
    return ".".join(str(edition.number if edition else 0) for edition in editions)


def copy_of_pack(pack, number, numbers: str, moment) -> CopyOfPack | None:
    """None if no version ``number`` of the pack has so many pages, or no such editions were ever released."""
    version = pack.versions.filter(number=number, made_at__lte=moment).first()
    held = list(version.pages.select_related("article")) if version else []
    given = numbers.split(".")
    if not held or len(given) != len(held) or not all(map(_NUMBER.fullmatch, given)):
        return None
    pages = []
    for page, one in zip(held, map(int, given), strict=True):
        answer = answer_about(page.article, one, moment) if one else None
        if one and answer is None:
            return None
        pages.append(PageOfCopy(page.place, page.article, answer))
    version.pack = pack
    return CopyOfPack(version, pack.version_at(moment), pack.is_retired_at(moment), pages)
