import hashlib
import json
import logging

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.limiting import limited
from articles.models import news_of_original

from ..leaflet import SIZES, LeafletFault, NoLeaflets, as_pdf, leaflet_of
from ..leaflet.pdf import TEMPLATE
from ..moment import moment_of
from .articles import editions_of, released_edition, reviewers_of, taken_away_or_moved, with_everything

logger = logging.getLogger(__name__)

KEPT_SECONDS = 3600


@require_safe
@limited("pdf")
def leaflet(request, slug):
    """What patients read now, as a PDF."""
    moment = moment_of(request)
    live = with_everything(editions_of(request, slug).live_at(moment)).first()
    if live is None:
        return taken_away_or_moved(request, slug, moment)
    response = answer(request, facts_of(live, moment))
    response.headers["Link"] = f'<{request.build_absolute_uri(live.article.get_absolute_url())}>; rel="canonical"'
    return response


@require_safe
@limited("pdf")
def edition_leaflet(request, slug, number):
    """One edition, as its page shows it: with a notice if it is not the newest."""
    moment = moment_of(request)
    asked, told = released_edition(request, slug, number, moment)
    if asked is None:
        return told
    response = answer(request, facts_of(asked, moment) | told)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def facts_of(edition, moment):
    return {
        "edition": edition,
        "article": edition.article,
        "reviewers": reviewers_of(edition),
        "is_overdue": edition.is_overdue_at(moment),
        "news": news_of_original(edition, moment),
    }


def answer(request, page):
    size = request.GET.get("size", "normal")
    if size not in SIZES:
        return no_leaflet(request, page, _("A leaflet comes in three sizes of print: normal, large and largest."), 400)
    made = leaflet_of(page, size=size, site=request.build_absolute_uri("/"))
    tag = tag_of(made)
    if unchanged := get_conditional_response(request, etag=f'"{tag}"'):
        return unchanged
    try:
        pdf = cache.get_or_set(f"leaflet-{tag}", lambda: as_pdf(made), KEPT_SECONDS)
    except NoLeaflets:
        sentence = _("We cannot make PDF leaflets at the moment. Please open the page itself and print it.")
        return no_leaflet(request, page, sentence, 503)
    except LeafletFault as fault:
        logger.error("No leaflet of %s, edition %s: %s", page["article"].code, page["edition"].number, fault)
        return render(request, "500.html", status=500)
    return pdf_response(pdf, file_name(page["edition"], size), tag)


def tag_of(made):
    """The same for the same words in the same design, whatever the moment: what is kept under it is never stale."""
    words = json.dumps([made.words, sorted(made.files), made.released])
    return hashlib.sha256(TEMPLATE.read_bytes() + made.files["qr.svg"] + words.encode()).hexdigest()


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


def no_leaflet(request, page, sentence, status):
    context = {"article": page["article"], "edition": page["edition"], "sentence": sentence}
    return render(request, "reading/no_leaflet.html", context, status=status)
