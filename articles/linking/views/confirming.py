from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.following import confirm, receiver_of

from .as_asked import not_found


@csrf_exempt  # its token would set a cookie; nobody can forge a form for an address that nobody can guess
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_receiver(request, token):
    """Opened from a mail. A program that looks at each link in it confirms nothing: that takes the button."""
    receiver, is_good = receiver_of(token)
    if receiver is None:
        response = not_found(request, _("No page has this address. Check that all of it was copied from the message."))
    else:
        with translation.override(receiver.language):
            response = _confirm(request, receiver, is_good)
        response.headers["Content-Language"] = receiver.language
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _confirm(request, receiver, is_good):
    state = _state_of(receiver, is_good)
    if request.method == "POST" and state == "asked":
        confirm(receiver, at=timezone.now())
        return HttpResponseRedirect(request.path, status=303)
    status = 410 if state in {"stopped", "late"} else 200
    return render(request, "linking/confirm.html", {"receiver": receiver, "state": state}, status=status)


def _state_of(receiver, is_good):
    if receiver.stopped_at:
        return "stopped"
    if receiver.confirmed_at:
        return "confirmed"
    return "asked" if is_good else "late"
