"""The addresses that the form of a draft speaks with while somebody writes in it.

For all others: kept_forms.py, and editions/kept_steps.py.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition

from .company import come, company, leave, saved_meanwhile
from .keeping import CHANGED, VERSION, answer, form_of, keep, kept_at, window_of
from .kept_forms import thrown_away


def draft_urls(model_admin):
    """Where the form of a draft is kept, and where a working copy of it is thrown away."""

    def view(does):
        return model_admin.admin_site.admin_view(lambda request, pk: does(model_admin, request, pk))

    return [
        path("<path:pk>/keep/", view(_keep_draft), name="articles_edition_keep"),
        path("<path:pk>/throw-away/", view(_throw_away_of_draft), name="articles_edition_throw_away"),
    ]


def _keep_draft(model_admin, request, pk):
    edition = model_admin.get_object(request, unquote(pk))
    if not request.user.has_perm("articles.change_edition"):
        raise PermissionDenied
    if edition is None:
        gone = _("This draft was thrown away. What you typed is still in this window: copy it from here.")
        return JsonResponse({"fault": gone}, status=410)
    if not edition.is_draft:
        sentence = _("This edition was released while you were writing. Press “Save” and it becomes the next edition.")
        return JsonResponse({"fault": sentence}, status=409)
    if request.method == "GET":
        return answer(request=request)
    now, window = timezone.now(), window_of(request)
    if "left" in request.POST:
        leave(by=request.user, window=window)
        return answer(request=request)
    come(edition, by=request.user, window=window, now=now)
    sentence = _keep_changed(request, edition, now)
    told = company(edition, user=request.user, window=window, now=now)
    told += saved_meanwhile(edition, user=request.user, version=request.POST.get(VERSION, ""))
    return answer(sentence, told, request=request)


def _keep_changed(request, edition, now):
    if request.method != "POST" or CHANGED not in request.POST:
        return ""
    keep(request, form_of(Edition, edition), now)
    return kept_at(now)


def _throw_away_of_draft(model_admin, request, pk):
    edition = model_admin.get_object(request, unquote(pk))
    if edition is None or not request.user.has_perm("articles.change_edition"):
        raise PermissionDenied
    return thrown_away(request, form_of(Edition, edition), reverse("admin:articles_edition_change", args=[edition.pk]))
