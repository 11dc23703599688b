"""What somebody looked for and did not find, told to those who write the pages."""

from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.limiting import take

from ..asking import seen
from ..hearing.feedback import MissingForm, is_flooded, keep
from ..hearing.slips import new_slip, read_slip
from ..moment import moment_of
from .anonymous_forms import asked_to_wait, doubt_about, kept_from_others, too_many, unknown_form


@csrf_exempt  # its token would set a cookie; see docs/decisions/0005-feedback-without-cookies.md
@require_http_methods(["GET", "HEAD", "POST"])
def missing(request):
    if request.method == "POST":
        return _receive(request, moment_of(request))
    return _form_page(request, MissingForm(initial={"words": seen(request.GET.get("q", ""))}))


@require_safe
def missing_thanks(request):
    return render(request, "reading/missing_thanks.html")


def _receive(request, moment):
    slip = read_slip(request.POST.get("slip", ""))
    doubt = doubt_about(request, slip) or (unknown_form() if slip.edition else "")
    if doubt:
        return _again(request, doubt)
    form = MissingForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, form.faults, status=400)
    taken = take(request, "feedback", moment)
    if taken.is_too_much:
        return taken.tell(_again(request, taken.sentence, status=429))
    if is_flooded(Q(edition=None), moment):
        return asked_to_wait(_again(request, too_many(), status=429))
    keep(slip, {"search_language": request.LANGUAGE_CODE}, form.answer, moment)
    return HttpResponseRedirect(reverse("reading:missing_thanks"), status=303)


def _again(request, sentence, status=400):
    """The form with what was written in it, and a new slip."""
    form = MissingForm(initial={"words": request.POST.get("words", "")})
    return _form_page(request, form, [sentence], status=status)


def _form_page(request, form, faults=(), status=200):
    context = {"form": form, "faults": faults, "slip": new_slip()}
    return kept_from_others(request, render(request, "reading/missing.html", context, status=status))
