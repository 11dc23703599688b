"""The pages of a pack as one PDF to take home."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.limiting import limited
from articles.models import Edition, news_of_original, pages_at

from ..leaflet import SIZES, booklet_of
from .leaflets import as_answer, facts_of
from .packs import no_version, with_pack


@limited("pdf")
@with_pack
def booklet(request, pack, moment):
    if pack.is_retired_at(moment):
        sentence = _("The clinic no longer gives out this pack, so there is no booklet of it.")
        return _no_booklet(request, pack, pack.version_at(moment), sentence, 410)
    return _answer(request, pack, pack.version_at(moment), moment)


@limited("pdf")
@with_pack
def version_booklet(request, pack, moment, number):
    version = pack.versions.filter(number=number).first()
    return _answer(request, pack, version, moment) if version else no_version(request, number)


def _answer(request, pack, version, moment):
    size = request.GET.get("size", "normal")
    if size not in SIZES:
        sentence = _("A booklet comes in three sizes of print: normal, large and largest.")
        return _no_booklet(request, pack, version, sentence, 400)
    pages = pages_at(version, moment)
    site = request.build_absolute_uri("/")
    made = booklet_of(version, pages, list(_given(pages, moment)), size=size, site=site, moment=moment)
    more = "" if size == "normal" else f"-{size}"
    name = f"pack-{pack.spoken_code}-{version.number}{more}.pdf"
    sentence = _("We cannot make PDF booklets at the moment. Please open the pages of the pack and print them.")
    made = as_answer(request, made, name, f"pack {pack.code}, version {version.number}")
    return made or _no_booklet(request, pack, version, sentence, 503)


def _given(pages, moment):
    """What the leaflet of each page asks for, those that are held with what their notices say."""
    editions = Edition.objects.with_words().select_related("translated_from").prefetch_related("reviews")
    by_key = editions.in_bulk([page.given.pk for page in pages if page.given])
    for page in pages:
        if page.given:
            told = {"newest": page.live, "safety_change": page.safety_change}
            edition = by_key[page.given.pk]
            facts = facts_of(edition, news_of_original(edition, moment), moment)
            yield facts | (told if page.state != "current" else {})


def _no_booklet(request, pack, version, sentence, status):
    context = {"sentence": sentence, "title": version.title, "address": pack.get_absolute_url()}
    return render(request, "reading/no_leaflet.html", context, status=status)
