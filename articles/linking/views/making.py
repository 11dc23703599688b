"""How a receipt is asked for and told: the same for a page and for a pack."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..answering import BadRequest, json_answer
from ..fhir import MEDIA_TYPE
from ..receipts import LONGEST_CLINIC
from .as_asked import printable, refused, wants_json

FORMS = ("line", "json", "slip", "fhir")


@dataclass(frozen=True)
class Asked:
    form: str  # empty: the page on which somebody chooses
    given: str
    clinic: str


def asked_in(request, choices, *, given, clinic=""):
    """given, clinic: where the request says nothing. Raises BadRequest."""
    asked = Asked(
        form=request.GET.get("as", "json" if wants_json(request) else ""),
        given=request.GET.get("given", given),
        clinic=" ".join(printable(request.GET.get("clinic", clinic)).split()),
    )
    if asked.form and asked.form not in FORMS:
        raise BadRequest("as", _("“as” is line, json, slip or fhir."))
    if asked.given not in choices:
        raise BadRequest("given", _("“given” is one of these: %(choices)s.") % {"choices": ", ".join(choices)})
    if len(asked.clinic) > LONGEST_CLINIC:
        raise BadRequest("clinic", _("“clinic” is too long: it may have 120 characters."))
    return asked


def cannot_be_made(request, fault):
    return refused(request, str(fault), parameter=fault.parameter)


def told(request, made, form, *, bundle, slip):
    """bundle: what makes FHIR of it; slip: the template to print"""
    if form == "line":
        return HttpResponse(made.line + "\n", content_type="text/plain; charset=utf-8")
    if form == "json":
        return json_answer(made.as_data())
    if form == "fhir":
        return json_answer(bundle(made), media_type=MEDIA_TYPE)
    return render(request, slip, {"receipt": made, "time_zone": settings.TIME_ZONE})


def of_this_moment(response):
    response.headers["Cache-Control"] = "no-store"  # the time on it is that of the request
    response.headers["X-Robots-Tag"] = "noindex"
    return response
