"""Whatever has happened to the links of clinics becomes a notice for each receiver, once, whenever this is asked.

Nothing runs at the hour of a release, and nobody knows when this was asked last: so it looks for what has no notice.
"""

from datetime import datetime, time, timedelta

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from articles.models import (
    Edition,
    Happened,
    News,
    Notice,
    PublicEvent,
    Receiver,
    RegisteredLink,
    Way,
    day_of,
    start_of,
)

from .journal import bring_up_to
from .standing import standings

TOLD = {
    Happened.RELEASED: News.CHANGED,
    Happened.WITHDRAWN: News.WITHDRAWN,
    Happened.RECALLED: News.RECALLED,
    Happened.RESTORED: News.RESTORED,
}
DIGEST = time(7)  # in the morning, by the clock of the portal


def notice_what_happened(moment) -> int:
    """Returns how many notices are new. Asked twice at once, it makes each of them once."""
    bring_up_to(moment)
    before = Notice.objects.count()
    new = {(one.receiver_id, one.key): one for tell in (_events, _lapses, _moves) for one in tell(moment)}
    Notice.objects.bulk_create(new.values(), ignore_conflicts=True, batch_size=500)
    return Notice.objects.count() - before


def _notice(receiver, way, news, moment, **facts):
    is_at_once = way == Way.WEBHOOK or news == News.RECALLED
    due_at = moment if is_at_once else next_digest(moment)
    return Notice(receiver_id=receiver, news=news, made_at=moment, due_at=due_at, **facts)


def next_digest(moment) -> datetime:
    """Everything that is not urgent comes in one mail a day."""
    zone = timezone.get_default_timezone()
    today = datetime.combine(day_of(moment), DIGEST, tzinfo=zone)
    return today if today > moment else datetime.combine(day_of(moment) + timedelta(days=1), DIGEST, tzinfo=zone)


def _events(moment):
    link, receiver = "edition__article__links", "edition__article__links__clinic__receivers"
    told = Notice.objects.filter(receiver=OuterRef(receiver), event=OuterRef("pk"))
    rows = PublicEvent.objects.filter(
        **{"kind__in": TOLD, f"{receiver}__stopped_at": None, f"{receiver}__isnull": False},
        at__gte=F(f"{link}__registered_at"),
    ).filter(~Exists(told), at__gte=F(f"{receiver}__registered_at"))
    rows = list(
        rows.order_by("pk").values_list(
            *("pk", "kind", "at", "edition", "edition__article", "edition__number"),
            *(f"{link}__number", receiver, f"{receiver}__way"),
        )
    )
    newest = Edition.objects.newest_at(moment).filter(article__in={row[4] for row in rows}).order_by()
    newest = dict(newest.values_list("article", "number"))
    for event, kind, at, edition, article, number, of_link, receiver, way in rows:
        if _concerns(kind, number, of_link, newest.get(article)):
            facts = {"event_id": event, "edition_id": edition, "article_id": article, "at": at}
            yield _notice(receiver, way, TOLD[kind], moment, key=f"event {event}", **facts)


def _concerns(kind, number, of_link, newest):
    """of_link: the edition that the link names, or None. A recall concerns all: copies of it may be in a drawer."""
    if kind == Happened.RECALLED:
        return True
    if kind == Happened.RELEASED:
        return of_link is None or of_link < number
    return number in (newest, of_link)


def _lapses(moment):
    """A review that fell due since the link is registered. What was overdue before is seen in the list at once."""
    today = day_of(moment)
    overdue = Edition.objects.live_at(moment).filter(article__links__clinic__receivers__stopped_at=None)
    overdue = overdue.with_next_review_due().filter(due__lt=today).distinct().order_by()
    days = {article: (edition, due) for edition, article, due in overdue.values_list("pk", "article", "due")}
    for article, since, receiver, way, receiver_since in _receivers_of(article__in=days):
        edition, due = days[article]
        at = start_of(due + timedelta(days=1))
        if at >= max(since, receiver_since):
            key = f"lapsed {edition} {due}"
            yield _notice(receiver, way, News.LAPSED, moment, key=key, edition_id=edition, article_id=article, at=at)


def _moves(moment):
    links = list(RegisteredLink.objects.filter(clinic__receivers__stopped_at=None, clinic__receivers__isnull=False))
    moved = {one.written: one for one in standings({link.written for link in links}, moment) if one.state == "moved"}
    receivers = {}
    for clinic, pk, way in Receiver.objects.in_use().values_list("clinic", "pk", "way"):
        receivers.setdefault(clinic, []).append((pk, way))
    for link in links:
        if standing := moved.get(link.written):
            key = f"moved {link.pk} {standing.article.slug}"[:100]
            facts = {"edition_id": standing.newest.pk, "article_id": link.article_id, "at": moment}
            for receiver, way in receivers.get(link.clinic_id, []):
                yield _notice(receiver, way, News.MOVED, moment, key=key, **facts)


def _receivers_of(**links):
    rows = RegisteredLink.objects.filter(clinic__receivers__stopped_at=None, clinic__receivers__isnull=False, **links)
    return rows.order_by().values_list(
        *("article", "registered_at", "clinic__receivers", "clinic__receivers__way"),
        "clinic__receivers__registered_at",
    )
