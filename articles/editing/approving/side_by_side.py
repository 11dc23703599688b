"""Any two editions of an article beside each other, shown as an approver sees what changed."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition

from .approving import told_against


def compare_url(model_admin):
    view = model_admin.admin_site.admin_view(require_safe(lambda request, pk: compare(model_admin, request, pk)))
    return path("<path:pk>/compare/", view, name="articles_article_compare")


def compare(model_admin, request, pk):
    article = model_admin.get_object(request, unquote(pk))
    if article is None:
        raise Http404
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    now = timezone.now()
    editions = list(Edition.objects.filter(article=article).with_state_at(now).with_words().order_by("-number"))
    before, after = _chosen(request.GET, editions)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Compare editions"),
        "subtitle": article,
        "article": article,
        "editions": editions,
        "edition": after,
        "asked": told_against(before, after, now) if before else None,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


def _chosen(asked, editions):
    """The two that were asked for, or the newest two; the older one first, whichever way they were chosen."""
    by_number = {str(edition.number): edition for edition in editions}
    chosen = {by_number[number] for name in ("before", "after") if (number := asked.get(name)) in by_number}
    pair = sorted(chosen if len(chosen) == 2 else editions[:2], key=lambda edition: edition.number)
    return pair if len(pair) == 2 else (None, None)
