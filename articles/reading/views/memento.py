"""What a page said at a moment, asked for by machines (RFC 7089)."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Edition, State

from ..article import link_relations as relations
from ..article.timeline import Timeline
from ..moment import moment_of
from .articles import newest_of
from .refusals import gone, moved, not_found

IN_A_HEADER = "%a, %d %b %Y %H:%M:%S GMT"


@require_safe
def timegate(request, slug):
    """302 to the edition that was live at the moment in Accept-Datetime, or to the newest."""
    moment = moment_of(request)
    newest = newest_of(request, slug, moment)
    if newest is None:
        return moved(request, slug, moment)
    timeline = Timeline(newest.article, moment)
    response = _negotiated(request, timeline, newest)
    patch_vary_headers(response, ["accept-datetime"])
    return relations.with_links(response, request, relations.of_timegate(timeline))


def _negotiated(request, timeline, newest):
    if not timeline.readable:
        return gone(request, newest, newest.withdrawal_at(timeline.moment), timeline.moment)
    try:
        asked = _asked_moment(request)
    except ValueError:
        sentence = _("We cannot read the date in “Accept-Datetime”. Write it like this: Mon, 02 Mar 2026 12:00:00 GMT.")
        return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=400)
    # Outside what is known the nearest end answers, as the RFC has it: its own date says when it was live.
    if asked is None or asked >= timeline.moment:
        if timeline.points[-1].state == State.RECALLED:
            return gone(request, newest, newest.withdrawal_at(timeline.moment), timeline.moment)
        return _to(timeline, timeline.readable[-1])
    if asked < timeline.first.release_at:
        return _to(timeline, timeline.readable[0])
    edition = Edition.objects.live_at(asked).filter(article=timeline.article).select_related("article").first()
    if edition is None:
        return not_found(request, _("This page could not be read at that moment."))
    return redirect(edition)


def _asked_moment(request):
    """None if none was asked for. Raises ValueError."""
    asked = request.headers.get("Accept-Datetime")
    return asked and datetime.strptime(asked.strip(), IN_A_HEADER).replace(tzinfo=UTC)


def _to(timeline, point):
    return redirect(timeline.article.address_of("edition", number=point.number))


@require_safe
def timemap(request, slug):
    """Every edition that can be read, with the moment from which on it was live (application/link-format)."""
    moment = moment_of(request)
    newest = newest_of(request, slug, moment)
    if newest is None:
        return moved(request, slug, moment)
    timeline = Timeline(newest.article, moment)
    if not timeline.readable:
        return gone(request, newest, newest.withdrawal_at(moment), moment)
    itself = relations.timemap(timeline)
    itself.relations = ["self"]
    first, *last = relations.ends(timeline)
    between = [relations.memento(timeline, point) for point in timeline.readable[1:-1]]
    links = [relations.original(timeline), itself, relations.timegate(timeline), first, *between, *last]
    body = ",\n".join(link.written(request, ";") for link in links) + "\n"
    return HttpResponse(body, content_type="application/link-format")
