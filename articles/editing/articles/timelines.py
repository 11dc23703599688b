"""The timeline of an article at the desk: to read, and to take away as a file. Nobody can alter it here."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, What
from articles.recording import record
from articles.recounting import as_csv, as_json, timeline_of

FILES = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json")}


def timeline_url(model_admin):
    view = model_admin.admin_site.admin_view(require_safe(lambda request, pk: timeline(model_admin, request, pk)))
    return path("<path:pk>/timeline/", view, name="articles_article_timeline")


def timeline(model_admin, request, pk):
    article = model_admin.get_object(request, unquote(pk))
    if article is None:
        raise Http404
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    happenings = timeline_of(article, timezone.now())
    if wanted := FILES.get(request.GET.get("as")):
        write, content_type = wanted
        record(What.EXPORTED, by=request.user, about=f"the timeline of {article.spoken_code}")
        file = HttpResponse(write(happenings), content_type=content_type)
        file.headers["Content-Disposition"] = f'attachment; filename="{article.code}.{request.GET["as"]}"'
        return file
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Timeline"),
        "subtitle": article,
        "article": article,
        "happenings": happenings[::-1],
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/articles/article/timeline.html", context)
