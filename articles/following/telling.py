"""What a notice says at the moment it is told: words of an edition that is away by now are told no more."""

from django.conf import settings
from django.db.models import Q

from articles.models import InformationPack, News, PackVersion, PageInPack, RegisteredLink, in_utc

from .standing import standings

GONE = {News.WITHDRAWN, News.RECALLED}


def facts_of(notices, moment) -> list[dict]:
    """One for each of ``notices``, which are for one clinic: the event, and where the clinic's links stand now."""
    clinic = notices[0].receiver.clinic
    articles = {one.article_id for one in notices} - {None}
    links = RegisteredLink.objects.filter(Q(article__in=articles) | Q(article=None), clinic=clinic).order_by("pk")
    every = {link.written for link in links} | {_address_of(one) for one in notices}
    stand = {one.written: one for one in standings(every, moment)}
    used = {}
    for link in links:
        for thing in _things_behind(link, stand[link.written]):
            used.setdefault(thing, []).append(link.written)
    packs = _packs_with(articles, clinic, moment)
    return [_facts(one, used, packs, stand) for one in notices]


def _things_behind(link, standing):
    """Of a pack, itself and each of its pages."""
    if link.pack_id is None:
        return [("article", link.article_id)]
    return [("pack", link.pack_id), *(("article", page.article.pk) for page in standing.pages)]


def _address_of(notice):
    """The shortest by which all of it can be looked up."""
    return notice.article.code if notice.article else notice.version.pack.get_absolute_url()


def _packs_with(articles, clinic, moment):
    """By article, the addresses of the clinic's packs that hold it."""
    packs = InformationPack.objects.in_use_at(moment).filter(clinic=clinic)
    newest = PackVersion.objects.newest().filter(pack__in=packs)
    held = PageInPack.objects.filter(article__in=articles, pack_version__in=newest).order_by("pk")
    found = {}
    for page in held.select_related("pack_version__pack"):
        found.setdefault(page.article_id, []).append(_whole(page.pack_version.pack.get_absolute_url()))
    return found


def _facts(notice, used, packs, stand):
    now, thing = stand[_address_of(notice)], notice.used
    links = used.get(("article" if notice.article else "pack", thing.pk), [])
    told = {
        "news": str(notice.news),
        "at": in_utc(notice.at),
        "clinic": notice.receiver.clinic.slug,
        "identifier": thing.code,
        "inLanguage": thing.language,
        "version": (notice.edition or notice.version).number,
        "links": [{"link": written, "state": stand[written].state} for written in links],
        "packs": packs.get(notice.article_id, []),
        "url": _whole(thing.get_absolute_url()),
        "state": now.state,
    }
    if shown := now.newest or now.version:
        told |= {"name": shown.title, "isReviewOverdue": now.is_overdue}
    elif now.withdrawal:  # the name of what to look for on the shelf, as its page tells it too
        told["name"] = now.withdrawal.edition.title
    return told | (_facts_of_page(notice, now) if notice.article else {})


def _facts_of_page(notice, now):
    told, edition = {}, notice.edition
    if notice.news == News.CHANGED and now.newest and now.newest.number == edition.number:
        told |= {"isSafetyChange": edition.is_safety_change, "changeNote": edition.change_note}
    withdrawal = (notice.event and notice.event.withdrawal) or now.withdrawal
    if notice.news in GONE and withdrawal:
        told["reason"] = withdrawal.reason
    if now.instead:
        told["replacement"] = _whole(now.instead.article.get_absolute_url())
    return told


def _whole(path):
    return f"{settings.PORTAL_URL}{path}"


def sentence_of(notice) -> str:
    return str(News(notice.news).label)
