"""The addresses that the form of a draft, or of a new article, speaks with while somebody writes in it."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .company import come, company, leave, saved_meanwhile
from .keeping import CHANGED, VERSION, answer, keep, kept_at, throw_away, window_of


def draft_urls(model_admin):
    """Where the form of a draft is kept, and where a working copy of it is thrown away."""

    def view(does):
        return model_admin.admin_site.admin_view(lambda request, pk: does(model_admin, request, pk))

    return [
        path("<path:pk>/keep/", view(_keep_draft), name="articles_edition_keep"),
        path("<path:pk>/throw-away/", view(_throw_away_of_draft), name="articles_edition_throw_away"),
    ]


def new_article_urls(model_admin):
    def view(does):
        return model_admin.admin_site.admin_view(lambda request: does(model_admin, request))

    return [
        path("add/keep/", view(_keep_new), name="articles_article_keep"),
        path("add/throw-away/", view(_throw_away_of_new), name="articles_article_throw_away"),
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


def _keep_new(model_admin, request):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    return answer(_keep_changed(request, None, timezone.now()), request=request)


def _keep_changed(request, edition, now):
    if request.method != "POST" or CHANGED not in request.POST:
        return ""
    keep(request, edition, now)
    return kept_at(now)


def _throw_away_of_draft(model_admin, request, pk):
    edition = model_admin.get_object(request, unquote(pk))
    if edition is None or not request.user.has_perm("articles.change_edition"):
        raise PermissionDenied
    return _thrown_away(request, edition, reverse("admin:articles_edition_change", args=[edition.pk]))


def _throw_away_of_new(model_admin, request):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    return _thrown_away(request, None, reverse("admin:articles_article_add"))


def _thrown_away(request, edition, back):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    throw_away(request, edition)
    messages.success(request, _("Thrown away. The form shows what is saved."))
    return HttpResponseRedirect(back)
