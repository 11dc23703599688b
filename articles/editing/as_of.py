"""The whole site as patients will read it at a moment to come, for those alone who may see editions.

The pages of patients are asked by their own addresses, each below the address of the moment; whatever leads to another
page of theirs is led back below it. They look exactly as they will, but for the note at the top and without scripts.
"""

import copy
import re
from datetime import UTC, datetime, time

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import Resolver404, get_resolver, path, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _

from articles.models import Edition

from .days import DayBox, TimeBox

SOON = 20  # releases to come that are offered
LATEST = 2999
FORM = "%Y-%m-%dT%H:%M"
NOT_WALKED = ("/admin/", settings.STATIC_URL, settings.MEDIA_URL)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_LEADS = re.compile(r'(\s(?:href|action)=")(/(?!/)[^"]*)')
_SCRIPT = re.compile(r"<script\b.*?</script>\s*", re.DOTALL)
_BELOW = re.compile(r'<body[^>]*>\s*(?:<a class="skip"[^>]*>.*?</a>)?', re.DOTALL)


class MomentForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DayBox)
    time = forms.TimeField(label=_("Time"), widget=TimeBox, initial=time(9))

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if data["day"].year > LATEST:
            raise forms.ValidationError(_("This is too far away."))
        data["at"] = timezone.make_aware(datetime.combine(data["day"], data["time"]))
        if data["at"] <= timezone.now():
            raise forms.ValidationError(
                _("Choose a moment to come: what patients read now, you see on the site itself.")
            )
        return data


def as_of_urls(site):
    return [
        path("as-of/", site.admin_view(lambda request: choose(site, request)), name="as_of"),
        path("as-of/<str:moment>/", site.admin_view(walk), name="as_of_home"),
        path("as-of/<str:moment>/<path:rest>", site.admin_view(walk), name="as_of_page"),
    ]


def choose(site, request):
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    now = timezone.now()
    form = MomentForm(request.GET or None)
    if request.GET and form.is_valid():
        return HttpResponseRedirect(address_of(form.cleaned_data["at"]))
    coming = Edition.objects.filter(release_at__gt=now).select_related("article").order_by("release_at", "pk")[:SOON]
    context = {
        **site.each_context(request),
        "title": _("The site as it will be"),
        "form": form,
        "coming": [(edition, address_of(edition.release_at)) for edition in coming],
    }
    return TemplateResponse(request, "admin/as_of.html", context)


def address_of(at):
    """Of the site as of the minute of ``at``, or the next, so that what comes within it is there."""
    minute = timezone.localtime(at)
    if minute.second or minute.microsecond:
        minute = timezone.localtime(datetime.fromtimestamp((at.timestamp() // 60 + 1) * 60, tz=UTC))
    return reverse("admin:as_of_home", args=[minute.strftime(FORM)])


def walk(request, moment, rest=""):
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(_("This is a look at a day to come: nothing can be sent from it."), status=405)
    at, root = _read(moment), reverse("admin:as_of_home", args=[moment])
    here = f"/{rest}"
    with translation.override(get_language_from_path(here) or settings.LANGUAGE_CODE):
        response = _asked(request, here, at)
    if "Location" in response.headers:
        response.headers["Location"] = _below(root, response.headers["Location"])
    elif response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        _mark(response, root, at, request.get_full_path().removeprefix(root[:-1]))
    for name in ("ETag", "Last-Modified", "Expires", "Link"):
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _read(moment):
    try:
        if not _MOMENT.fullmatch(moment) or int(moment[:4]) > LATEST:
            raise ValueError
        return timezone.make_aware(datetime.fromisoformat(moment))
    except (ValueError, OverflowError):
        raise Http404(_("The address names no moment.")) from None


def _asked(request, here, at):
    """What the page at the address ``here`` answers, as of ``at``."""
    asked = copy.copy(request)
    asked.path = asked.path_info = here
    asked.LANGUAGE_CODE, asked.asked_moment = translation.get_language(), at
    try:
        asked.resolver_match = found = resolve(here)
        if not found.view_name.startswith(("reading:", "packs:")):
            return HttpResponseRedirect(asked.get_full_path())  # of today: copies, codes, the API
        response = found.func(asked, *found.args, **found.kwargs)
    except (Http404, Resolver404) as nowhere:
        response = get_resolver().resolve_error_handler(404)(asked, exception=nowhere)
    return response.render() if hasattr(response, "render") else response


def _below(root, address):
    """``address`` of the site, as of the moment; what is no page for patients stays as it is."""
    is_ours = address.startswith("/") and not address.startswith(("//", *NOT_WALKED))
    return root[:-1] + address if is_ours else address


def _mark(response, root, at, here):
    with translation.override(settings.LANGUAGE_CODE):
        note = render_to_string("admin/as_of_note.html", {"at": at, "here": here, "other": reverse("admin:as_of")})
        styles = render_to_string("admin/as_of_styles.html")
    page = _SCRIPT.sub("", response.content.decode(response.charset))
    page = _LEADS.sub(lambda found: found[1] + _below(root, found[2]), page)
    page = page.replace("</head>", f"{styles}</head>", 1)
    response.content = _BELOW.sub(lambda found: found[0] + note, page, count=1)
