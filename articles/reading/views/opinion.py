"""A draft as patients would read it, for one expert with a link: to read, to comment on, and to judge."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Edition, ExpertLink
from articles.storing import from_the_database_itself

from ..article.four_questions import ask_of, edition_among
from ..hearing.opinions import Ended, Full, OpinionForm, keep
from ..moment import moment_of
from .articles import page_of
from .refusals import not_found


@csrf_exempt  # its token would set a cookie; nobody can forge a form for an address that nobody can guess
@require_http_methods(["GET", "HEAD", "POST"])
@from_the_database_itself
def opinion(request, token):
    response = _opinion(request, token)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address opens the page: no other site may learn it
    return response


def _opinion(request, token):
    moment = moment_of(request)
    link = ExpertLink.objects.of_token(token).first()
    if link is None:
        return _unknown(request)
    if not ExpertLink.objects.open_at(moment).filter(pk=link.pk).exists():
        return _closed(request, link, moment)
    edition = edition_among(Edition.objects.filter(pk=link.edition_id))
    if request.method == "POST":
        return _receive(request, edition, link, moment)
    return _page(request, edition, link, OpinionForm(edition, link, initial=_who_it_was(link)), moment)


def _unknown(request):
    return not_found(request, _("No page has this address. Check that all of it was copied from the message."))


def _receive(request, edition, link, moment):
    form = OpinionForm(edition, link, request.POST)
    if not form.is_valid():
        return _page(request, edition, link, form, moment, form.faults, status=400)
    try:
        keep(form, lambda: moment_of(request))
    except Ended:
        link = ExpertLink.objects.filter(pk=link.pk).first()
        return _closed(request, link, moment_of(request)) if link else _unknown(request)
    except Full:
        sentence = _("So much was written with this link that it takes no more. Ask the editors for a new one.")
        return _page(request, edition, link, form, moment, [sentence], status=429)
    return HttpResponseRedirect(request.path, status=303)


def _page(request, edition, link, form, moment, faults=(), status=200):
    asked = ask_of(edition, edition.release_at or moment)
    seal = edition.current_seal()
    edition.release_at = asked.moment  # in memory only: patients would read a day there
    said = list(link.comments.all())
    for section in edition.sections.all():
        section.said = [one for one in said if one.anchor == section.mark]
        section.box = form.box(section.mark)
    context = page_of(asked) | {
        "link": link,
        "is_unreleased": True,
        "form": form,
        "faults": faults,
        "seal": seal,
        "said_of_all": [one for one in said if one.anchor not in form.headings],
        "verdict": link.verdicts.last(),
        "is_changed_since": any(one.seal != seal for one in link.verdicts.all()),
        "address": request.path,
    }
    return render(request, "reading/opinion.html", context, status=status)


def _who_it_was(link):
    last = link.verdicts.last() or link.comments.last()
    return {"name": last.name if last else link.for_whom, "role": last.role if last else ""}


def _closed(request, link, moment):
    """410. What was never released is not named here: the link may be in other hands by now."""
    released = Edition.objects.released_by_moment(moment).filter(pk=link.edition_id).exists()
    live = Edition.objects.live_at(moment).filter(article__editions=link.edition_id).select_related("article")
    context = {"link": link, "is_released": released, "live": live.first() if released else None}
    return render(request, "reading/opinion_closed.html", context, status=410)
