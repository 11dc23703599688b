"""What became of the original since it was translated."""

from dataclasses import dataclass

from .edition import Edition
from .events import Withdrawal


@dataclass(frozen=True)
class NewsOfOriginal:
    """newest: the newest released edition of the original

    withdrawal: the one that took its words away, or None
    safety_change: the newest later edition that changed something about safety, or None
    """

    newest: Edition
    withdrawal: Withdrawal | None
    safety_change: Edition | None


def news_of_original(edition, moment) -> NewsOfOriginal | None:
    """None if ``edition`` is no translation, or says what its original says."""
    translated = edition.translated_from
    if translated is None:
        return None
    released = Edition.objects.released_by_moment(moment).filter(article=translated.article_id)
    since = released.filter(number__gte=translated.number).select_related("article").prefetch_related("withdrawals")
    return news_among(since, translated, moment)


def news_among(released, translated, moment) -> NewsOfOriginal | None:
    """released: the editions of the original by ``moment``, at least those since the one that was translated"""
    since = [one for one in released if one.number >= translated.number]
    editions = sorted(since, key=lambda one: one.number, reverse=True)
    if not editions:
        return None
    newer = [one for one in editions if one.number > translated.number]
    taken = editions[0].withdrawal_at(moment) or editions[-1].withdrawal_at(moment)
    if not newer and not taken:
        return None
    safety_change = next((one for one in newer if one.is_safety_change), None)
    return NewsOfOriginal(editions[0], taken, safety_change)
