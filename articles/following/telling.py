"""What a notice says at the moment it is told: words of an edition that is away by now are told no more."""

from django.conf import settings
from django.utils import translation

from articles.models import InformationPack, News, PackVersion, PageInPack, RegisteredLink

from .standing import standings

GONE = {News.WITHDRAWN, News.RECALLED}


def facts_of(notices, moment) -> list[dict]:
    """One for each of ``notices``, which are for one clinic: the event, and where the clinic's links stand now."""
    clinic = notices[0].receiver.clinic
    links = RegisteredLink.objects.filter(clinic=clinic, article__in={one.article_id for one in notices})
    of_article = {}
    for link in links.order_by("pk"):
        of_article.setdefault(link.article_id, []).append(link.written)
    every = {written for several in of_article.values() for written in several}
    codes = {one.article.code for one in notices}
    stand = {one.written: one for one in standings([*every, *codes], moment)}
    packs = _packs_with({one.article_id for one in notices}, clinic, moment)
    return [_facts(one, of_article.get(one.article_id, []), packs.get(one.article_id, []), stand) for one in notices]


def _packs_with(articles, clinic, moment):
    """By article, the addresses of the clinic's packs that hold it."""
    packs = InformationPack.objects.in_use_at(moment).filter(clinic=clinic)
    newest = PackVersion.objects.newest().filter(pack__in=packs)
    held = PageInPack.objects.filter(article__in=articles, pack_version__in=newest).order_by("pk")
    found = {}
    for page in held.select_related("pack_version__pack"):
        found.setdefault(page.article_id, []).append(_whole(page.pack_version.pack.get_absolute_url()))
    return found


def _facts(notice, links, packs, stand):
    now, edition = stand[notice.article.code], notice.edition
    told = {
        "news": str(notice.news),
        "at": notice.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "clinic": notice.receiver.clinic.slug,
        "identifier": notice.article.code,
        "inLanguage": notice.article.language,
        "version": edition.number,
        "links": [{"link": written, "state": stand[written].state} for written in links],
        "packs": packs,
        "url": _whole(notice.article.get_absolute_url()),
        "state": now.state,
    }
    if now.newest:
        told |= {"name": now.newest.title, "isReviewOverdue": now.is_overdue}
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
    with translation.override(settings.LANGUAGE_CODE):
        return str(News(notice.news).label)
