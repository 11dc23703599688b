"""Which edition a receipt or a fingerprint belongs to."""

import re
from dataclasses import dataclass

from articles.models import Edition, InformationPack, is_code, normal_code

from .copies import answer_about
from .pack_copies import CopyOfPack, copy_of_pack

LONGEST = 100_000  # characters of what may be pasted: a receipt as FHIR has about 4,000, one of a large pack 60,000
MOST = 20  # editions with the very same words
_SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_ADDRESS = re.compile(r"/go\\?/([^/\\\s\"]{5,20})\\?/(\d{1,6})\\?/")
_PACK_ADDRESS = re.compile(r"/packs\\?/([^/\\\s\"]{5,20})\\?/(\d{1,6})\\?/copy\\?/([0-9.]{1,300})\\?/")


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


@dataclass(frozen=True)
class VerifiedPack:
    """agrees: whether the fingerprint of what the address names stands in the receipt"""

    copy: CopyOfPack
    agrees: bool


def verify_pack(text: str, moment) -> VerifiedPack | None:
    """What a receipt of a pack stands for; None if ``text`` is none, or names what was never given."""
    named = _PACK_ADDRESS.search(text)
    code = normal_code(named[1]) if named else ""
    pack = InformationPack.objects.given_by(moment).filter(code=code).first() if is_code(code) else None
    copy = pack and copy_of_pack(pack, int(named[2]), named[3], moment)
    if not copy:
        return None
    told = re.sub(r"\s+", "", text.casefold())
    return VerifiedPack(copy, copy.fingerprint in told)
