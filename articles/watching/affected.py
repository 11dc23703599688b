"""What hangs on a page, told before it is taken away."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Edition,
    InformationPack,
    PageInPack,
    RegisteredLink,
    SearchPin,
    Section,
    State,
    Withdrawal,
)

SHOWN = 20
_LINK = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True)
class Affected:
    """things: pairs of a name and an address, which may be empty; the first of them"""

    title: Promise
    things: list[tuple[str, str]]
    count: int

    @property
    def unsaid(self):
        return self.count - len(self.things)


def affected_by(edition, moment) -> list[Affected]:
    """If ``edition`` is taken away at ``moment``. To tell one more kind of thing, add it to KINDS."""
    found = [(title, list(ask(edition, moment))) for title, ask, is_of_page in KINDS if _concerns(edition, is_of_page)]
    return [Affected(title, things[:SHOWN], len(things)) for title, things in found if things]


def _concerns(edition, is_of_page):
    """What hangs on the page is touched only with the newest edition: without an older one the page stays."""
    newer = Edition.objects.filter(article=edition.article_id, number__gt=edition.number)
    return not is_of_page or not newer.exclude(release_at=None).exists()


def _short_link(edition, moment):
    article = edition.article
    yield article.spoken_code, reverse("linking:short_link", args=[article.code])


def _other_editions(edition, moment):
    others = Edition.objects.readable_at(moment).filter(article=edition.article_id).exclude(pk=edition.pk)
    for other in others.with_state_at(moment).select_related("article").order_by("-number"):
        yield f"{other} ({State(other.state).label})", other.get_absolute_url()


def _in_other_languages(edition, moment):
    group = edition.article.translation_group_id
    others = Edition.objects.live_at(moment).exclude(article=edition.article_id)
    return _named(others.filter(article__translation_group=group) if group else others.none())


def _translated_from_it(edition, moment):
    translations = Edition.objects.live_at(moment).filter(translated_from__article=edition.article_id)
    return _named(translations.filter(translated_from__number__lte=edition.number))


def _linking_here(edition, moment):
    article = edition.article
    slugs = {article.slug, *article.past_addresses.values_list("slug", flat=True)}
    ends = {f"/articles/{slug}/" for slug in slugs} | {f"/go/{article.code}"}
    words = Q()
    for end in ends:
        words |= Q(body__contains=end)
    live = Edition.objects.live_at(moment).exclude(article=article)
    sections = Section.objects.filter(words, edition__in=live).select_related("edition__article")
    linking = {one.edition_id: one.edition for one in sections if _leads_to(one.body, article, ends)}
    return _named(linking.values())


def _leads_to(body, article, ends):
    language = article.get_absolute_url().removesuffix(f"articles/{article.slug}/")
    starts = tuple(end if end.startswith("/go/") else language + end.removeprefix("/") for end in ends)
    return any(urlsplit(address).path.startswith(starts) for address in _LINK.findall(body))


def _sending_here(edition, moment):
    away = Withdrawal.objects.in_force_at(moment).filter(replacement=edition.article_id)
    return _named(one.edition for one in away.select_related("edition__article"))


def _clinical_codes(edition, moment):
    for code in edition.article.clinical_codes.all():
        yield str(code), ""


def _pinned(edition, moment):
    for pin in SearchPin.objects.filter(article=edition.article_id):
        yield pin.phrase, reverse("admin:articles_searchpin_change", args=[pin.pk])


def _packs(edition, moment):
    pages = PageInPack.objects.filter(article=edition.article_id)
    for pack in InformationPack.objects.in_use_at(moment).holding(pages).prefetch_related("versions"):
        yield f"{pack} ({pack.clinic})", pack.get_absolute_url()


def _registered(edition, moment):
    holding = InformationPack.objects.in_use_at(moment).holding(PageInPack.objects.filter(article=edition.article_id))
    links = RegisteredLink.objects.filter(Q(article=edition.article_id) | Q(pack__in=holding))
    for link in links.select_related("clinic"):
        yield f"{link.clinic}: {link.written}", ""


def _named(editions):
    for edition in editions if not hasattr(editions, "select_related") else editions.select_related("article"):
        yield str(edition), edition.get_absolute_url()


# Each: what it is called, the question, and whether it hangs on the page or on this one edition.
KINDS = [
    (_("The short link and every QR code on paper: they tell what happened"), _short_link, True),
    (_("Other editions of this page"), _other_editions, False),
    (_("The same page in other languages: it stays, and may hold the same fault"), _in_other_languages, False),
    (_("Translated from it: they stay, and may hold the same fault"), _translated_from_it, False),
    (_("Pages that link to it in their words"), _linking_here, True),
    (_("Pages taken away earlier, whose readers are sent here"), _sending_here, True),
    (_("Information packs that hold it"), _packs, True),
    (_("Links that clinics have registered"), _registered, True),
    (_("Clinical codes by which record systems find it"), _clinical_codes, True),
    (_("Searches it is pinned to"), _pinned, True),
]
