"""Whatever has happened to the links of clinics becomes a notice for each receiver, once, whenever this is asked.

Nothing runs at the hour of a release, and nobody knows when this was asked last: so it looks for what has no notice.
"""

from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.models import (
    Edition,
    Happened,
    News,
    Notice,
    PackVersion,
    PageInPack,
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
    new = {(one.receiver_id, one.key): one for tell in (_events, _lapses, _moves, _packs) for one in tell(moment)}
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


def _uses():
    """(article, number of the edition or None, since when, receiver, its way) of each link and each page in a pack."""
    registered = RegisteredLink.objects.order_by()
    newest = PackVersion.objects.newest()
    own = PageInPack.objects.filter(pack_version__in=newest, pack_version__pack__retired_at=None).order_by()
    page, version = ("pages__article", "pages__edition__number"), "pack__versions"
    # A clinic may hand out the pack of another one: its newest version, or the one that the registered address names.
    is_used = Q(number=None, pack__versions__in=newest) | Q(number=F("pack__versions__number"))
    is_used &= Q(pack__retired_at=None, pack__versions__pages__isnull=False)
    packed = "article", "edition__number", "pack_version__made_at", "pack_version__pack__clinic"
    of_others = *(f"{version}__{name}" for name in page), Greatest(f"{version}__made_at", "registered_at"), "clinic"
    uses = (
        (registered, Q(pack=None), "article", "number", "registered_at", "clinic"),
        (own, Q(), *packed),
        (registered, is_used, *of_others),
    )
    for rows, condition, *fields, clinic in uses:
        told = f"{clinic}__receivers"
        # In one breath: a condition that is added later may speak of another link of the same pack.
        rows = rows.filter(condition & Receiver.told_at(told))
        rows = rows.values_list(*fields, told, f"{told}__way", f"{told}__registered_at")
        for article, number, since, receiver, way, receiver_since in rows:
            yield article, number, max(since, receiver_since), receiver, way


def _events(moment):
    uses = {}
    for article, *use in _uses():
        uses.setdefault(article, []).append(use)
    earliest = min((since for several in uses.values() for _number, since, *_told in several), default=moment)
    events = PublicEvent.objects.filter(kind__in=TOLD, edition__article__in=uses, at__gte=earliest).order_by()
    told = set(Notice.objects.filter(event__in=events.values("pk")).values_list("receiver", "event"))
    newest = Edition.objects.newest_at(moment).filter(article__in=uses).order_by()
    newest = dict(newest.values_list("article", "number"))
    rows = events.order_by("pk").values_list("pk", "kind", "at", "edition", "edition__article", "edition__number")
    for event, kind, at, edition, article, number in rows:
        facts = {"key": f"event {event}", "event_id": event, "edition_id": edition, "article_id": article, "at": at}
        for of_use, since, receiver, way in uses[article]:
            if at >= since and (receiver, event) not in told and _concerns(kind, number, of_use, newest.get(article)):
                yield _notice(receiver, way, TOLD[kind], moment, **facts)


def _concerns(kind, number, of_use, newest):
    """of_use: the edition that the clinic uses, or None. A recall concerns all: copies of it may be in a drawer."""
    if kind == Happened.RECALLED:
        return True
    if kind == Happened.RELEASED:
        return of_use is None or of_use < number
    return number in (newest, of_use)


def _lapses(moment):
    """A review that fell due since the page is used. What was overdue before is seen in the list at once."""
    uses = list(_uses())
    overdue = Edition.objects.live_at(moment).filter(article__in={article for article, *_use in uses}).order_by()
    overdue = overdue.with_next_review_due().filter(due__lt=day_of(moment))
    days = {article: (edition, due) for edition, article, due in overdue.values_list("pk", "article", "due")}
    for article, _number, since, receiver, way in uses:
        if article not in days:
            continue
        edition, due = days[article]
        at = start_of(due + timedelta(days=1))
        if at >= since:
            key = f"lapsed {edition} {due}"
            yield _notice(receiver, way, News.LAPSED, moment, key=key, edition_id=edition, article_id=article, at=at)


def _moves(moment):
    links = list(RegisteredLink.objects.filter(Receiver.told_at("clinic__receivers"), pack=None))
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


def _packs(moment):
    """What the one who gives a registered pack has done with it."""
    told = "clinic__receivers"
    links = RegisteredLink.objects.filter(Receiver.told_at(told), pack__isnull=False)
    versions = {}
    for version in PackVersion.objects.filter(pack__in=links.values("pack"), made_at__lte=moment).select_related(
        "pack"
    ):
        versions.setdefault(version.pack_id, []).append(version)
    rows = links.order_by().values_list("pack", "registered_at", told, f"{told}__way", f"{told}__registered_at")
    for pack, since, receiver, way, receiver_since in rows:
        since = max(since, receiver_since)
        for news, at, version in _done_with(versions.get(pack, [])):
            if since <= at <= moment:
                key = f"{news} {version.pk}"
                yield _notice(receiver, way, news, moment, key=key, version_id=version.pk, at=at)


def _done_with(versions):
    for version in versions:
        yield News.REPACKED, version.made_at, version
    newest = max(versions, key=lambda version: version.number, default=None)
    if newest and newest.pack.retired_at:
        yield News.RETIRED, newest.pack.retired_at, newest
