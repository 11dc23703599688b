from csp.constants import NONE
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from articles.following import standings
from articles.limiting import limited
from articles.models import Clinic, Edition, is_code, normal_code

from ..answering import json_answer, problem, problem_while_away, readable_from_elsewhere, with_etag, xml_answer
from ..attribution import reviewers
from ..embedding import HEIGHT, LOWEST, NARROWEST, WIDTH, Embedded
from ..oembed import as_xml, told_of
from .as_asked import in_language_of

FORMATS = ("json", "xml")


@require_safe
@xframe_options_exempt
def embed(request, clinic, code):
    """The page without our menus, in a frame on the websites of one clinic and nowhere else."""
    clinic, moment, code = Clinic.objects.filter(slug=clinic).first(), timezone.now(), normal_code(code)
    released = Edition.objects.newest_at(moment).filter(article__code=code) if is_code(code) else Edition.objects.none()
    edition = released.with_words().prefetch_related("reviews", "withdrawals__replacement").first()
    if clinic is None:
        return _in_any_frame(request, edition and edition.article)
    if edition is None:
        context = {"code": "".join(filter(str.isprintable, code))[:40] or "–"}
        return _in_frame_of(clinic, _unknown(request, clinic.language, context))
    withdrawal = edition.withdrawal_at(moment)
    context = {
        "edition": edition,
        "article": edition.article,
        "withdrawal": withdrawal,
        "instead": withdrawal and withdrawal.leads_to(moment),
        "reviewers": ", ".join(reviewers(edition)),
        "is_overdue": edition.is_overdue_at(moment),
    }
    with translation.override(edition.article.language):
        response = render(request, "linking/embed.html", context, status=410 if withdrawal else 200)
    return _in_frame_of(clinic, in_language_of(edition.article, response))


def _in_any_frame(request, article):
    """Whoever put the frame there would else see nothing but the refusal of the browser, and learn no reason.

    It repeats nothing that was sent and only leads to our pages, so that it harms nobody wherever it is shown.
    """
    response = _unknown(request, article.language if article else settings.LANGUAGE_CODE, {"article": article})
    return _framed_by(["*"], response)


def _unknown(request, language, context):
    with translation.override(language):
        response = render(request, "linking/embed_unknown.html", context, status=404)
    response.headers["Content-Language"] = language
    return response


def _in_frame_of(clinic, response):
    return _framed_by(clinic.frames_on or [NONE], response)


def _framed_by(websites, response):
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response._csp_replace = {"frame-ancestors": websites}
    return response


@limited("api", lambda _request, sentence: _refused(429, sentence))
def oembed(request):
    """For programs that turn an address of ours into what they show: https://oembed.com"""
    if request.method not in {"GET", "HEAD"}:
        return _refused(405, _("This address only answers questions"))
    form, address = request.GET.get("format", "json"), request.GET.get("url", "")
    if form not in FORMATS:
        return _refused(501, _("“format” is json or xml."))
    if not address:
        return _refused(400, _("“url” is missing: the address of a page here."))
    room = [_room(request, *facts) for facts in (("maxwidth", WIDTH, NARROWEST), ("maxheight", HEIGHT, LOWEST))]
    if None in room:
        return _refused(400, _("“maxwidth” and “maxheight” are whole numbers."))
    name = request.GET.get("clinic", "")
    clinic = Clinic.objects.filter(slug=name).first() if name.isprintable() else None  # PostgreSQL looks for no NUL
    if "clinic" in request.GET and (clinic is None or not clinic.frames_on):
        return _refused(404, _("No such clinic shows our pages in a frame."))
    moment = timezone.now()
    (standing,) = standings([address], moment)
    if standing.withdrawal and not standing.newest:
        return _refused(410, _("This page was taken away: %(reason)s") % {"reason": standing.withdrawal.reason})
    if not standing.newest:
        return _refused(404, _("There is no page here at that address."))
    told = told_of(Embedded(standing.newest, request.build_absolute_uri("/").rstrip("/"), clinic, *room), moment)
    response = json_answer(told) if form == "json" else xml_answer(as_xml(told), "text/xml")
    return readable_from_elsewhere(with_etag(request, response))


oembed.while_away = problem_while_away


def _room(request, name, usual, least):
    """In pixels, as much as there is and never more than we use; None if it is no number."""
    written = request.GET.get(name, str(usual))
    if not (written.isascii() and written.isdecimal() and len(written) <= 6):
        return None
    return max(min(int(written), usual), least)


def _refused(status, sentence):
    response = problem(_("This cannot be shown elsewhere"), status=status, detail=sentence)
    response.headers["Cache-Control"] = "no-store"
    return readable_from_elsewhere(response)
