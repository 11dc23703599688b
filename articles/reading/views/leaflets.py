import logging

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.limiting import limited

from ..article.four_questions import ask
from ..leaflet import SIZES, LeafletFault, NoLeaflets, as_pdf, digest_of, leaflet_of
from ..moment import moment_of
from .articles import editions_of, released_edition, reviewers_of, taken_away_or_moved

logger = logging.getLogger(__name__)

KEPT_SECONDS = 3600


@require_safe
@limited("pdf")
def leaflet(request, slug):
    """What patients read now, as a PDF."""
    moment = moment_of(request)
    live = ask(editions_of(request, slug).live_at(moment), moment)
    if live is None:
        return taken_away_or_moved(request, slug, moment)
    response = answer(request, facts_of(live.edition, live.news, moment))
    page = request.build_absolute_uri(live.edition.article.get_absolute_url())
    response.headers["Link"] = f'<{page}>; rel="canonical"'
    return response


@require_safe
@limited("pdf")
def edition_leaflet(request, slug, number):
    """One edition, as its page shows it: with a notice if it is not the newest."""
    moment = moment_of(request)
    asked, told = released_edition(request, slug, number, moment)
    if asked is None:
        return told
    response = answer(request, facts_of(asked.edition, asked.news, moment) | told)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def facts_of(edition, news, moment):
    """news: of the original"""
    return {
        "edition": edition,
        "article": edition.article,
        "reviewers": reviewers_of(edition),
        "is_overdue": edition.is_overdue_at(moment),
        "news": news,
    }


def answer(request, page):
    size = request.GET.get("size", "normal")
    edition = page["edition"]
    if size not in SIZES:
        sentence = _("A leaflet comes in three sizes of print: normal, large and largest.")
        return no_leaflet(request, edition, sentence, 400)
    made = leaflet_of(page, size=size, site=request.build_absolute_uri("/"))
    what = f"{edition.article.code}, edition {edition.number}"
    sentence = _("We cannot make PDF leaflets at the moment. Please open the page itself and print it.")
    return as_answer(request, made, file_name(edition, size), what) or no_leaflet(request, edition, sentence, 503)


def as_answer(request, made, name, what):
    """The PDF of ``made``, from memory if it was made before; None where none can be made here. what: for the log"""
    tag = digest_of(made)
    if unchanged := get_conditional_response(request, etag=f'"{tag}"'):
        return unchanged
    try:
        pdf = cache.get_or_set(f"leaflet-{tag}", lambda: as_pdf(made), KEPT_SECONDS)
    except NoLeaflets:
        return None
    except LeafletFault as fault:
        logger.error("No leaflet of %s: %s", what, fault)
        return render(request, "500.html", status=500)
    return pdf_response(pdf, name, tag)


def file_name(edition, size):
    more = "" if size == "normal" else f"-{size}"
    return f"{edition.article.slug}-{edition.number}{more}.pdf"


def pdf_response(pdf, name, tag):
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "ETag": f'"{tag}"',
            "Cache-Control": "no-cache",  # kept by browsers, which ask each time whether it is still so
        },
    )


def no_leaflet(request, edition, sentence, status):
    context = {"sentence": sentence, "title": edition.title, "address": edition.article.get_absolute_url()}
    return render(request, "reading/no_leaflet.html", context, status=status)
