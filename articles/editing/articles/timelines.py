"""The timeline of an article at the desk: to read, and to take away as a file. Nobody can alter it here."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import What
from articles.recording import record
from articles.recounting import as_csv, as_json, timeline_of

from ..pages import page, page_url

FILES = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json")}


def timeline_url(model_admin):
    return page_url(model_admin, "timeline", timeline)


@require_safe
def timeline(request, model_admin, article):
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    happenings = timeline_of(article, timezone.now())
    if wanted := FILES.get(request.GET.get("as")):
        write, content_type = wanted
        record(What.EXPORTED, by=request.user, about=f"the timeline of {article.spoken_code}")
        file = HttpResponse(write(happenings), content_type=content_type)
        file.headers["Content-Disposition"] = f'attachment; filename="{article.code}.{request.GET["as"]}"'
        return file
    return page(request, model_admin, "timeline", title=_("Timeline"), about=article, happenings=happenings[::-1])
