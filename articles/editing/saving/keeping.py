"""What somebody types is kept every few seconds, until it is saved or thrown away (promise 6)."""

import re
from uuid import uuid4

from django.http import JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from articles.models import Edition, WorkingCopy

from .typed import NEVER_SHOWN

# The names of fields that are about the form, and not typed into it.
WINDOW, INSTEAD_OF, VERSION, CHANGED = "window", "instead_of", "version", "changed"
BRING_BACK, THROW_AWAY = "_bring_back", "_throw_away"
NOT_TYPED = {WINDOW, INSTEAD_OF, VERSION, CHANGED, "theirs"}
NEW = "add"  # in the place of a key, as in the address of a form for something new
WINDOW_NAME = re.compile(r"[\w-]{1,40}")


def window_of(request) -> str:
    """The name of the form that was sent, or a new one."""
    named = request.POST.get(WINDOW, "")
    return named if WINDOW_NAME.fullmatch(named) else uuid4().hex


def form_of(model, one) -> dict:
    """What finds the working copies of one form. one: of ``model``; None in the form for a new one"""
    if model is Edition:
        return {"edition": one, "place": ""}
    return {"edition": None, "place": f"{model._meta.label_lower}/{one.pk if one else NEW}"}


def form_of_step(edition, kept_as) -> dict:
    """The same for what is typed at a step of an edition."""
    return {"edition": None, "place": f"{Edition._meta.label_lower}/{edition.pk}/{kept_as}"}


def keep(request, form, now):
    """Keep what stands in the form that was sent, in place of what the same window sent before."""
    facts = {**form, "typed": _typed(request), "begun_from": request.POST.get(VERSION, "")[:64], "at": now}
    WorkingCopy.objects.update_or_create(by=request.user, window=window_of(request), defaults=facts)
    _of_before(request).delete()


def let_go(request):
    """What is saved need not be kept any longer."""
    WorkingCopy.objects.filter(by=request.user, window=window_of(request)).delete()
    _of_before(request).delete()


def copies_of(request, form):
    """What ``request.user`` typed in other windows and has not saved."""
    kept = WorkingCopy.objects.filter(by=request.user, **form).exclude(window=window_of(request))
    return kept.exclude(pk__in=_of_before(request))


def bring_back(request, form):
    """The copy that was asked for, put in the place of what was sent; None if there is none any more."""
    copy = _asked_for(request, form, BRING_BACK)
    if copy:
        typed = QueryDict(mutable=True)
        for name, values in copy.typed.items():
            typed.setlist(name, values)
        typed[VERSION], typed[INSTEAD_OF] = copy.begun_from, f"{copy.pk} {copy.at.isoformat()}"
        request.POST = typed
    return copy


def throw_away(request, form):
    copy = _asked_for(request, form, THROW_AWAY)
    if copy:
        copy.delete()


def told_of_keeping(request, form, *, is_open):
    """What the page of a form needs. is_open: whether what is typed there may still be kept."""
    return {
        "window": window_of(request),
        "instead_of": request.POST.get(INSTEAD_OF, ""),
        "is_kept": is_open,
        "copies": copies_of(request, form),
    }


def answer(sentence="", told=(), *, request):
    """What the script in the form is told. A new sign-in has a new token, without which no form is taken."""
    return JsonResponse({"kept": sentence, "told": list(told), "token": get_token(request)})


def kept_at(moment):
    return _("Kept at %(time)s.") % {"time": time_format(timezone.localtime(moment), "H:i")}


def _typed(request):
    return {
        name: [value.replace("\x00", "") for value in values]
        for name, values in request.POST.lists()
        if not (name in NOT_TYPED or name.startswith("_") or "__prefix__" in name)
        and not any(secret in name for secret in NEVER_SHOWN)
    }


def _of_before(request):
    """The copy that was brought back into this form, unless its own window has kept more since."""
    pk, _blank, at = request.POST.get(INSTEAD_OF, "").partition(" ")
    try:
        moment = parse_datetime(at)
    except ValueError:
        moment = None
    if not pk.isdecimal() or len(pk) > 18 or moment is None or timezone.is_naive(moment):
        return WorkingCopy.objects.none()
    return WorkingCopy.objects.filter(by=request.user, pk=pk, at__lte=moment)


def _asked_for(request, form, button):
    pk = request.POST.get(button, "")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return WorkingCopy.objects.filter(by=request.user, pk=pk, **form).first()
