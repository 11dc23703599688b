"""Before something weighty is done, the person shows again that it is they. What they typed goes along."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import OutsideIdentity

from .factors import has_factor
from .hospital import hospital_name
from .locking import CLOSED, names_locked_out
from .passkeys import has_passkey, to_use_one
from .proof import has_password, proves
from .staying import has_confirmed, note_confirmed

OURS = "_confirm"  # how the names of our own fields begin
SECRET = ("csrfmiddlewaretoken", "password")


def to_confirm(request, *, before_opening=False):
    """The page that asks, or None where the person has shown it a moment ago, or does so with this request.

    before_opening: ask before the page is shown, and not only when it is sent: for forms with new passwords,
        which are not to travel twice
    """
    now = timezone.now()
    if has_confirmed(request, now):
        return _opened(request)
    if request.method != "POST" and not before_opening:
        return None
    error = ""
    if request.method == "POST" and OURS in request.POST:
        shown = {name: request.POST.get(f"{OURS}_{name}", "") for name in ("password", "code", "passkey")}
        if proves(request, request.user, **shown):
            note_confirmed(request, now)
            return _opened(request)
        error = _why_not(request)
    return _ask(request, error)


def _opened(request):
    """On with what was sent; or, where the page was only to be opened, to that page."""
    if request.method == "POST" and f"{OURS}_opening" in request.POST:
        return HttpResponseRedirect(request.get_full_path())
    return None


def _ask(request, error):
    person, sent = request.user, request.method == "POST"
    context = {
        **admin.site.each_context(request),
        "title": _("Is it still you?"),
        "error": error,
        "typed": _typed(request) if sent else [],
        "is_opening": not sent or f"{OURS}_opening" in request.POST,
        "has_password": has_password(person),
        "has_code": has_factor(person),
        "options": to_use_one(person) if has_passkey(person) else "",
        "by_hospital": settings.SSO_ISSUER and OutsideIdentity.objects.filter(person=person).exists(),
        "hospital": hospital_name(),
    }
    return render(request, "admin/entering/confirm.html", context, status=403)


def _why_not(request):
    name = request.user.get_username()
    if name in names_locked_out([name]):
        return CLOSED
    return _("That was not right. What you typed is still here: try once more.")


def _typed(request):
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return [
        (name, value)
        for name, value in pairs
        if not name.startswith(OURS) and not any(secret in name for secret in SECRET)
    ]
