"""Is this copy still current? What can be said about edition 2 of a page that somebody holds on paper."""

from dataclasses import dataclass, field

from articles.models import Change, Edition, NewsOfOriginal, news_of_original


@dataclass(frozen=True)
class Answer:
    """What a reader is told about one copy. ``state`` is one of the names in ``STATES``."""

    state: str
    edition: Edition
    live: Edition | None = None
    withdrawal: object = None
    newer: list = field(default_factory=list)  # safety changes first, then the newest first
    news: NewsOfOriginal | None = None  # of a translation, whose original may have changed


STATES = (
    *("current", "original-changed", "overdue"),
    *("newer-in-small-things", "newer", "newer-for-safety", "withdrawn", "recalled"),
)


def answer_about(article, number, moment) -> Answer | None:
    """None if no edition with this number has been released."""
    released = article.editions.released_by_moment(moment).select_related("article")
    released = list(released.prefetch_related("withdrawals__replacement", "reviews").order_by("-number"))
    asked = next((edition for edition in released if edition.number == number), None)
    if asked is None:
        return None
    newest = released[0]
    taken = _recall_of(asked, moment) or newest.withdrawal_at(moment)
    newer = [edition for edition in released if edition.number > number]
    newer.sort(key=lambda edition: not edition.is_safety_change)
    live = None if newest.withdrawal_at(moment) else newest
    news = news_of_original(asked, moment)
    return Answer(_state(asked, newer, taken, news, moment), asked, live, taken, newer, news)


def _recall_of(edition, moment):
    withdrawal = edition.withdrawal_at(moment)
    return withdrawal if withdrawal and withdrawal.kind == "recalled" else None


def _state(asked, newer, taken, news, moment):
    if taken:
        return str(taken.kind)
    if any(edition.is_safety_change for edition in newer):
        return "newer-for-safety"
    if any(edition.change == Change.MAJOR for edition in newer):
        return "newer"
    if newer:
        return "newer-in-small-things"
    if news:
        return "original-changed"
    return "overdue" if asked.is_overdue_at(moment) else "current"
