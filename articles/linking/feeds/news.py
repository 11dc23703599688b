"""The newest things that happened to the pages of one language, of a topic or of an article."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Q

from articles.models import Change, Edition, State, TakenAway, Withdrawal

MOST = 50


@dataclass(frozen=True)
class News:
    """at: since when it is so. withdrawal: what took the edition away, or None where patients may read it"""

    at: datetime
    edition: Edition
    is_live: bool = False
    withdrawal: Withdrawal | None = None

    @property
    def kind(self) -> str:
        if self.withdrawal:
            return str(self.withdrawal.kind)
        if self.edition.number == 1:
            return "new"
        return "safety" if self.edition.is_safety_change else "updated"

    @property
    def is_minor(self) -> bool:
        return self.kind == "updated" and self.edition.change == Change.MINOR


def news_of(editions, moment) -> list[News]:
    """Of the released among ``editions``: the newest first. What is taken away is told by that alone."""
    told = [*_readable(editions, moment), *_taken_away(editions, moment)]
    return sorted(told, key=lambda news: (news.at, news.edition.pk), reverse=True)[:MOST]


def _readable(editions, moment):
    readable = editions.with_state_at(moment).filter(state__in=[State.LIVE, State.SUPERSEDED])
    back = Max("withdrawals__lifted_at", filter=Q(withdrawals__lifted_at__lte=moment))
    readable = readable.select_related("article").annotate(back_at=back)
    newest = readable.order_by("-release_at", "-pk")[:MOST]
    given_back = readable.filter(back_at__isnull=False).order_by(F("back_at").desc(), "-pk")[:MOST]
    for edition in {edition.pk: edition for edition in [*newest, *given_back]}.values():
        at = max(filter(None, (edition.release_at, edition.back_at)))
        yield News(at, edition, is_live=edition.state == State.LIVE)


def _taken_away(editions, moment):
    """A recall of any edition is told; a withdrawal of a page, which is that of its newest edition."""
    away = Withdrawal.objects.in_force_at(moment).filter(edition__in=editions.newest_at(moment).order_by())
    recalled = Withdrawal.objects.in_force_at(moment).filter(edition__in=editions.order_by(), kind=TakenAway.RECALLED)
    rows = (away | recalled).distinct().select_related("edition__article", "replacement").order_by("-at", "-pk")
    for withdrawal in rows[:MOST]:
        yield News(withdrawal.at, withdrawal.edition, withdrawal=withdrawal)
