from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ReceiptCount, day_of

from ..answering import json_answer, problem
from ..copies import answer_about
from ..fhir import MEDIA_TYPE, bundle
from ..receipts import GIVEN, LONGEST_CLINIC, Receipt
from .as_asked import not_found, printable, refused, wants_json
from .copies import instead_of
from .finding import with_article

FORMS = ("line", "json", "slip", "fhir")


@with_article
def receipt(request, article, number):
    """What was given, for the record. Only that one was made is counted; see docs/clinics.md."""
    moment = timezone.now()
    answer = answer_about(article, number, moment)
    if answer is None:
        response = not_found(request, _("This page has no edition with the number %(number)s.") % {"number": number})
    elif answer.state == "recalled":
        response = _recalled(request, article, answer, moment)
    else:
        response = _receipt(request, answer, moment)
    response.headers["Cache-Control"] = "no-store"  # the time on it is that of the request
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _receipt(request, answer, moment):
    form = request.GET.get("as", "json" if wants_json(request) else "")
    given = request.GET.get("given", "page")
    clinic = " ".join(printable(request.GET.get("clinic", "")).split())
    if form and form not in FORMS:
        return refused(request, _("“as” is line, json, slip or fhir."))
    if given not in GIVEN:
        return refused(request, _("“given” is page, leaflet-12, leaflet-18, leaflet-24 or read-aloud."))
    if len(clinic) > LONGEST_CLINIC:
        return refused(request, _("“clinic” is too long: it may have 120 characters."))
    made = Receipt(answer.edition, answer.state, given, clinic, moment, request.build_absolute_uri("/"))
    if not form:
        return _page(request, made, answer)
    if request.method == "GET":
        ReceiptCount.objects.count_one(answer.edition, day_of(moment))
    return _made(request, made, form)


def _page(request, made, answer):
    context = {"receipt": made, "answer": answer, "choices": GIVEN.items(), "longest": LONGEST_CLINIC}
    return render(request, "linking/receipt.html", context)


def _made(request, made, form):
    if form == "line":
        return HttpResponse(made.line + "\n", content_type="text/plain; charset=utf-8")
    if form == "json":
        return json_answer(made.as_data())
    if form == "fhir":
        return json_answer(bundle(made), media_type=MEDIA_TYPE)
    return render(request, "linking/slip.html", {"receipt": made, "time_zone": settings.TIME_ZONE})


def _recalled(request, article, answer, moment):
    """What is unsafe is given to nobody any more; a receipt from before can still be verified."""
    if wants_json(request) or request.GET.get("as") in {"line", "json", "fhir"}:
        return problem(answer.withdrawal.reason, status=410, state=answer.state)
    context = {"answer": answer, "article": article, "moment": moment, "instead": instead_of(answer, moment)}
    return render(request, "linking/copy.html", context, status=410)
