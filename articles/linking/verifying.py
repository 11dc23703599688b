"""Which edition a receipt or a fingerprint belongs to."""

import re
from dataclasses import dataclass

from articles.models import Edition, is_code, normal_code

from .copies import answer_about

LONGEST = 20_000  # characters of what may be pasted: a receipt as FHIR has about 4,000
MOST = 20  # editions with the very same words
_SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_ADDRESS = re.compile(r"/go\\?/([^/\\\s\"]{5,20})\\?/(\d{1,6})\\?/")


@dataclass(frozen=True)
class Named:
    """What a receipt says of itself: the words it stands for, and the edition it names, if it does."""

    sha256: str
    code: str = ""
    number: int | None = None


def read_receipt(text: str) -> Named | None:
    """The first fingerprint in ``text``, however it was pasted: a line, JSON, FHIR, broken up or in capitals."""
    told = text.casefold()
    found = _SHA256.search(told) or _SHA256.search(re.sub(r"\s+", "", told))
    if found is None:
        return None
    named = _ADDRESS.search(text)
    if named is None or not is_code(normal_code(named[1])):
        return Named(found[0])
    return Named(found[0], normal_code(named[1]), int(named[2]))


@dataclass(frozen=True)
class Verified:
    """answers: about each released edition with these words; agrees: whether the one that was named is among them"""

    named: Named
    answers: list

    @property
    def agrees(self):
        named = (self.named.code, self.named.number)
        return any((answer.edition.article.code, answer.edition.number) == named for answer in self.answers)


def verify(named: Named, moment) -> Verified:
    same = Edition.objects.released_by_moment(moment).filter(fingerprint=named.sha256).select_related("article")
    editions = list(same.order_by("release_at", "pk")[:MOST])
    editions.sort(key=lambda edition: (edition.article.code, edition.number) != (named.code, named.number))
    return Verified(named, [answer_about(edition.article, edition.number, moment) for edition in editions])
