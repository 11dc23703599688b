"""/connect/: an engineer of a clinic builds a request, sees every answer to it, and finds what to enter."""

import json
from urllib.parse import urlencode
from xml.etree import ElementTree

from django import forms
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import CodeSystem

from .. import atom
from ..answering import BadRequest
from .answer import answer_to
from .question import ANSWER_AS, CRITERION, LANGUAGE, question_in
from .writing import feed_of, sentence_about


class RequestForm(forms.Form):
    """What the most common requests say. The names of the fields are short; the request has the long ones."""

    system = forms.ChoiceField(choices=CodeSystem, required=False)
    code = forms.CharField(max_length=40, required=False)
    name = forms.CharField(max_length=200, required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)

    def query(self) -> dict:
        """The parameters of the request, as far as they are filled in."""
        told = {
            f"{CRITERION}cs": self.cleaned_data["system"] if self.cleaned_data["code"] else "",
            f"{CRITERION}c": self.cleaned_data["code"],
            f"{CRITERION}dn": self.cleaned_data["name"],
            LANGUAGE: self.cleaned_data["language"],
        }
        return {name: value for name, value in told.items() if value}


@require_safe
def builder(request):
    form = RequestForm(request.GET or None)
    context = {"form": form, "systems": CodeSystem.choices, "languages": settings.LANGUAGES, **addresses(request)}
    if form.is_bound and form.is_valid() and (form.cleaned_data["code"] or form.cleaned_data["name"]):
        context |= tried(request, form.query(), timezone.now())
    elif form.is_bound:
        context["fault"] = "Give a code or a name. A code may have 40 characters, and a name 200."
    response = render(request, "linking/connect.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


def addresses(request):
    return {name: request.build_absolute_uri(reverse(f"linking:connect_{name}")) for name in ("application", "service")}


def tried(request, query, moment):
    """The request in each form, and the answer to it. Trying is not counted as asking."""
    base = addresses(request)
    requests = {
        "As a page": f"{base['application']}?{urlencode(query)}",
        "As Atom": f"{base['service']}?{urlencode(query)}",
        "As JSON": f"{base['service']}?{urlencode({**query, ANSWER_AS: 'application/json'})}",
    }
    try:
        answer = answer_to(question_in(urlencode(query)), moment)
    except BadRequest as fault:
        return {"fault": sentence_about(fault), "requests": requests}
    feed = feed_of(answer, request, moment)
    told = json.dumps({"feed": atom.as_json(feed)}, ensure_ascii=False, indent=2)
    ElementTree.indent(feed)
    rows = [{"edition": one, "is_overdue": one.is_overdue_at(moment)} for one in answer.entries]
    as_atom = ElementTree.tostring(feed, encoding="unicode")
    return {"requests": requests, "rows": rows, "reason": answer.reason, "as_atom": as_atom, "as_json": told}
