"""The newest things that happened to the pages of one language, of a topic or of an article."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from articles.models import Edition, State, TakenAway, Withdrawal

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


def news_of(editions, moment) -> list[News]:
    """Of the released among ``editions``: the newest first. What is taken away is told by that alone."""
    told = [*_readable(editions, moment), *_taken_away(editions, moment)]
    return sorted(told, key=lambda news: (news.at, news.edition.pk), reverse=True)[:MOST]


def _readable(editions, moment):
    lifted = Withdrawal.objects.filter(lifted_at__lte=moment, edition__in=editions.order_by())
    back_at = dict(lifted.order_by("-lifted_at").values_list("edition", "lifted_at")[:MOST][::-1])
    readable = editions.with_state_at(moment).filter(state__in=[State.LIVE, State.SUPERSEDED]).select_related("article")
    newest = list(readable.order_by("-release_at", "-pk")[:MOST])
    given_back = readable.filter(pk__in=back_at) if back_at else []
    for edition in {edition.pk: edition for edition in [*newest, *given_back]}.values():
        at = max(edition.release_at, back_at.get(edition.pk, edition.release_at))
        yield News(at, edition, is_live=edition.state == State.LIVE)


def _taken_away(editions, moment):
    """A recall of any edition is told; a withdrawal of a page, which is that of its newest edition."""
    newer = Edition.objects.released_by_moment(moment).filter(
        article=OuterRef("edition__article"), number__gt=OuterRef("edition__number")
    )
    away = Withdrawal.objects.in_force_at(moment).filter(edition__in=editions.order_by())
    away = away.filter(Q(kind=TakenAway.RECALLED) | ~Exists(newer))
    for withdrawal in away.select_related("edition__article", "replacement").order_by("-at", "-pk")[:MOST]:
        yield News(withdrawal.at, withdrawal.edition, withdrawal=withdrawal)
