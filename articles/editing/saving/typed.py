"""What was typed is not lost when the desk cannot take it: after a sign-in that ended, or a form that grew too old."""

import logging

from django.contrib import admin
from django.db import DataError, IntegrityError
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from articles.entering import lacks_factor

logger = logging.getLogger(__name__)
TOO_LARGE = (OverflowError, DataError)  # as SQLite and PostgreSQL say it
NEVER_SHOWN = ("csrfmiddlewaretoken", "password")


class NothingTypedIsLostMiddleware:
    """Django would lead whoever is signed out to the sign-in page, and forget the form that came with the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if _is_form_of_desk(request) and _leads_to_sign_in(response) and typed_in(request):
            sentence = _("You were signed out before this reached us. Nothing is saved yet, and nothing is lost.")
            if request.user.is_authenticated:
                sentence = _("You need a second factor first. Nothing is saved yet, and nothing is lost.")
            return not_saved(request, sentence, may_resend=True)
        return response

    def process_exception(self, request, exception):
        """What a form cannot see: that somebody stores the same, or deletes what this refers to, at the same moment.

        And numbers that no database holds, wherever in an address or a form somebody wrote them.
        """
        if not isinstance(exception, (IntegrityError, *TOO_LARGE)) or not _is_of_desk(request):
            return None
        if _is_form_of_desk(request):
            logger.warning("What was sent contradicts what is stored, so nothing was saved.", exc_info=exception)
            sentence = _("Somebody else has just stored the same, or deleted what belongs to it. Nothing is saved yet.")
            if isinstance(exception, TOO_LARGE):
                sentence = _("Something in it is larger than what can be stored. Nothing is saved yet.")
            return not_saved(request, sentence, may_resend=True)
        return bad_request(request, exception) if isinstance(exception, TOO_LARGE) else None


def form_refused(request, reason=""):
    """A form without the desk's protection: elsewhere a page that takes no form at all."""
    if not _is_of_desk(request):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if request.path == reverse("admin:login"):
        return not_saved(request, _("This page was open for too long. Please sign in once more."), may_resend=False)
    # From a page of our own it is an old form; from any other it may be a trap, and is not offered again.
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    sentence = _("This form is from before you last signed in. Nothing is saved yet, and nothing is lost.")
    if not is_ours:
        sentence = _("This form did not come from a page of the desk, so nothing was saved.")
    return not_saved(request, sentence, may_resend=is_ours)


def not_saved(request, sentence, *, may_resend):
    """The page that says why, with what was typed to copy, or to send again."""
    context = {
        **admin.site.each_context(request),
        "title": _("Not saved yet"),
        "sentence": sentence,
        "typed": typed_in(request),
        "may_resend": may_resend,
        "had_files": bool(request.FILES),
        "sign_in": reverse("admin:login"),
        "is_signed_in": request.user.is_authenticated,
        "needs_factor": request.user.is_authenticated and lacks_factor(request, request.user),
    }
    return render(request, "admin/not_saved.html", context, status=403)


def typed_in(request):
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in pairs if not any(secret in name for secret in NEVER_SHOWN)]


def _is_form_of_desk(request):
    """A page that somebody looks at, and not a script that asks in the background."""
    is_page = request.headers.get("Sec-Fetch-Dest", "document") in {"document", "iframe"}
    is_second_step = request.path_info == reverse("admin:second_step")  # nothing but a code was typed there
    return request.method == "POST" and is_page and _is_of_desk(request) and not is_second_step


def _is_of_desk(request):
    return request.path_info.startswith(reverse("admin:index"))


def _leads_to_sign_in(response):
    """Or, with a second factor still missing, to where it is set up."""
    if response.status_code != 302:
        return False
    onward = response.headers["Location"]
    return onward.startswith(reverse("admin:login")) or getattr(response, "is_at_the_door", False)
