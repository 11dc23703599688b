"""Opened from a mail: somebody agrees to notices, or ends them, without signing in."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.following import confirm, receiver_of, receiver_to_stop, stop
from articles.storing import from_the_database_itself

from .as_asked import not_found


@csrf_exempt  # its token would set a cookie; nobody can forge a form for an address that nobody can guess
@require_http_methods(["GET", "HEAD", "POST"])
@from_the_database_itself
def confirm_receiver(request, token):
    """A program that looks at each link in a mail confirms nothing: that takes the button."""
    receiver, is_good = receiver_of(token)
    return _privately(request, receiver, lambda: _confirm(request, receiver, is_good))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@from_the_database_itself
def stop_receiver(request, token):
    """A program that shows mails posts here without having seen the page, and follows no redirection (RFC 8058)."""
    receiver = receiver_to_stop(token)
    return _privately(request, receiver, lambda: _stop(request, receiver))


def _privately(request, receiver, answer):
    if receiver is None:
        response = not_found(request, _("No page has this address. Check that all of it was copied from the message."))
    else:
        with translation.override(receiver.language):
            response = answer()
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


def _stop(request, receiver):
    if request.method == "POST":
        stop(receiver, at=timezone.now(), there=True)
        receiver.refresh_from_db(fields=["stopped_at"])
    return render(request, "linking/stop.html", {"receiver": receiver})
