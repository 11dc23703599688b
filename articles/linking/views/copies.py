from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..answering import json_answer, readable_from_elsewhere, with_etag
from ..copies import answer_about
from ..copy_facts import facts_of
from ..embedding import Embedded
from .as_asked import in_language_of, must_be_known_format, not_found, wants_json
from .finding import with_article


@must_be_known_format
@with_article
def copy(request, article, number):
    """Is this copy still current? What the QR code on a printed edition opens, in the language of the article."""
    with translation.override(article.language):
        return in_language_of(article, _copy(request, article, number, timezone.now()))


def _copy(request, article, number, moment):
    answer = answer_about(article, number, moment)
    if answer is None:
        return not_found(request, _("This page has no edition with the number %(number)s.") % {"number": number})
    instead = instead_of(answer, moment)
    if wants_json(request):
        told = facts_of(answer, instead, moment, request.build_absolute_uri)
        return readable_from_elsewhere(with_etag(request, json_answer(told)))
    site = request.build_absolute_uri("/").rstrip("/")
    embedded = Embedded(answer.live, site) if answer.live else None
    context = {"answer": answer, "article": article, "moment": moment, "instead": instead, "embedded": embedded}
    return render(request, "linking/copy.html", context)


def instead_of(answer, moment):
    """What to read now: the page as it is, or what took its place."""
    return answer.live or (answer.withdrawal and answer.withdrawal.leads_to(moment))
