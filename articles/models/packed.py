"""What a reader of a pack meets on each of its pages at a moment: derived, never stored."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from .article import Article
from .edition import Edition
from .events import Withdrawal
from .fingerprint import canonical
from .packs import PackVersion, PageInPack

AWAY = {"withdrawn", "recalled"}


@dataclass(frozen=True)
class PackedPage:
    """One page of a pack.

    state: "current", "newer" or "newer-for-safety" (a newer edition than the one that is held), "withdrawn", "recalled"
    known: the edition that tells how the page is called
    live: the newest edition if patients can read it, or None
    instead: the live edition of another page that took its place, or None
    """

    place: int
    article: Article
    is_held: bool
    state: str
    known: Edition
    live: Edition | None
    withdrawal: Withdrawal | None = None
    instead: Edition | None = None
    safety_change: Edition | None = None  # the newest one since the edition that is held

    @property
    def given(self) -> Edition | None:
        """The words that a patient gets: of what was taken away, none."""
        return None if self.state in AWAY else self.known

    @property
    def address(self):
        return self.known.get_absolute_url() if self.is_held and self.given else self.article.get_absolute_url()


def pages_at(version: PackVersion, moment: datetime) -> list[PackedPage]:
    """What is in ``version`` at ``moment``, in order. A page that had not been released by then is not there."""
    return met_on(list(version.pages.select_related("article")), moment)


def met_on(held: list[PageInPack], moment: datetime) -> list[PackedPage]:
    """The same of pages that need not be stored."""
    released = Edition.objects.released_by_moment(moment).filter(article__in=[one.article_id for one in held])
    released = released.select_related("article").prefetch_related("withdrawals__replacement").order_by("number")
    editions = {}
    for edition in released:
        editions.setdefault(edition.article_id, []).append(edition)
    pages = (_packed(one, editions.get(one.article_id, []), moment) for one in held)
    return [page for page in pages if page]


def _packed(page, editions, moment):
    known = editions[-1] if editions else None
    if page.edition_id:
        known = next((edition for edition in editions if edition.pk == page.edition_id), None)
    if known is None:
        return None
    newest = editions[-1]
    taken = known.withdrawal_at(moment)
    if not taken or taken.kind != "recalled":
        taken = newest.withdrawal_at(moment) or taken
    newer = [edition for edition in editions if edition.number > known.number]
    safety = next((edition for edition in reversed(newer) if edition.is_safety_change), None)
    state = taken.kind if taken else "newer-for-safety" if safety else "newer" if newer else "current"
    live = None if newest.withdrawal_at(moment) else newest
    instead = taken.leads_to(moment) if taken and not live else None
    return PackedPage(page.place, page.article, bool(page.edition_id), str(state), known, live, taken, instead, safety)


def contents_of(version: PackVersion, editions: list[Edition]) -> dict:
    """Exactly what was given: the version, and the words of each page by their fingerprint."""
    return {
        "form": "1",
        "pack": version.pack.code,
        "version": version.number,
        "language": version.pack.language,
        "title": version.title,
        "note": version.note,
        "pages": [[edition.article.code, edition.number, edition.fingerprint] for edition in editions],
    }


def fingerprint_of_pack(version: PackVersion, editions: list[Edition]) -> str:
    """SHA-256 of the canonical form of ``contents_of``; docs/fingerprint.md describes it."""
    return hashlib.sha256(canonical(contents_of(version, editions))).hexdigest()
