"""/connect/service for machines, /connect/application for people at a record system."""

from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.limiting import limited
from articles.models import UnansweredCode, day_of
from articles.storing import may_be_written_to

from .. import atom
from ..answering import (
    BadRequest,
    json_answer,
    problem,
    problem_while_away,
    readable_from_elsewhere,
    with_etag,
    xml_answer,
)
from .answer import answer_to
from .question import ANSWER_AS, CRITERION, answer_type_in, question_in
from .writing import fault_feed, feed_of, sentence_about, shown

ATOM_TYPES = {"": "text/xml", "text/xml": "text/xml", "application/xml": "text/xml", atom.MEDIA_TYPE: atom.MEDIA_TYPE}
JSON = "application/json"


def _too_often(request, sentence):
    """In the form that was asked for, as a mistake is told."""
    try:
        answer_type = answer_type_in(query_of(request))
    except BadRequest:
        answer_type = ""
    if answer_type == JSON:
        return readable_from_elsewhere(problem(_("Too many requests"), status=429, detail=sentence))
    return faulty(request, BadRequest("", sentence), answer_type, timezone.now(), status=429)


@require_safe
@limited("infobutton", _too_often)
def service(request):
    """A feed of the live pages for what is asked, in Atom or JSON."""
    moment, query = timezone.now(), query_of(request)
    answer_type = answer_type_in(query)
    if answer_type not in (*ATOM_TYPES, JSON):
        fault = BadRequest(ANSWER_AS, _("Ask for text/xml, application/atom+xml or application/json."))
        return faulty(request, fault, "", moment, status=415)
    try:
        answer = answer_to(must_ask_something(question_in(query)), moment)
    except BadRequest as fault:
        return faulty(request, fault, answer_type, moment)
    count_unanswered(answer, moment)
    feed = feed_of(answer, request, moment)
    if answer_type == JSON:
        response = json_answer({"feed": atom.as_json(feed)})
    else:
        response = xml_answer(atom.as_xml(feed), ATOM_TYPES[answer_type])
    if answer.reason:
        response.headers["X-Reason"] = answer.reason
    response.headers["Content-Language"] = answer.language
    return readable_from_elsewhere(with_etag(request, response))


def must_ask_something(question):
    if not question.criteria:
        raise BadRequest(f"{CRITERION}c", _("Say what you are looking for: a code and its system, or a name."))
    return question


def faulty(request, fault, answer_type, moment, status=400):
    """In the form that was asked for, with the parameter named."""
    if answer_type == JSON:
        more = {"parameter": fault.parameter}
        response = problem(_("This request cannot be understood"), status=status, detail=str(fault), **more)
    else:
        written = atom.as_xml(fault_feed(fault, request, moment))
        response = xml_answer(written, ATOM_TYPES.get(answer_type, "text/xml"), status=status)
    response.headers["Cache-Control"] = "no-store"
    return readable_from_elsewhere(response)


def _while_away(request):
    answer_type = answer_type_in(query_of(request))
    if answer_type == JSON:
        return problem_while_away(request)
    fault = BadRequest("", f"{_('We cannot answer at the moment')}. {_('Try again in a minute.')}")
    response = faulty(request, fault, answer_type, timezone.now(), status=503)
    response.headers["Retry-After"] = "60"
    return response


service.while_away = _while_away


@require_safe
@limited("infobutton")
def application(request):
    """The same answer as a page, in the language that is asked for. Without a question it is a search box."""
    moment = timezone.now()
    try:
        question = question_in(query_of(request))
    except BadRequest as fault:
        return page(request, {"fault": sentence_about(fault)}, status=400)
    with translation.override(question.language):
        answer = answer_to(question, moment, names_too=True)
        count_unanswered(answer, moment)
        name = next((one.name for one in question.criteria if one.name), "")
        rows = [{"edition": one, "is_overdue": one.is_overdue_at(moment)} for one in answer.entries]
        return page(request, {"rows": rows, "name": name, "asked": list(map(shown, question.criteria))})


def page(request, context, status=200):
    response = render(request, "linking/application.html", context, status=status)
    response.headers["Content-Language"] = translation.get_language()
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def query_of(request):
    """As it was sent: bytes outside ASCII are handed on as Latin-1."""
    return request.META.get("QUERY_STRING", "").encode("latin-1", "replace").decode("utf-8", "replace")


def count_unanswered(answer, moment):
    if answer.unanswered and may_be_written_to():
        codes = [(one.system, one.code) for one in answer.unanswered]
        UnansweredCode.objects.count_all(codes, day_of(moment))
