"""What patients will read, beside the draft: at the width of a phone and of a desk."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition


def preview_url(model_admin):
    view = model_admin.admin_site.admin_view(lambda request, pk: preview(model_admin, request, pk))
    return path("<path:pk>/preview/", view, name="articles_edition_preview")


@csp_update({"frame-src": [SELF]})
def preview(model_admin, request, pk):
    edition = model_admin.get_object(request, unquote(pk))
    if edition is None:
        raise Http404
    if not model_admin.has_view_permission(request, edition):
        raise PermissionDenied
    if edition.release_at and edition.release_at <= timezone.now():
        return HttpResponseRedirect(edition.get_absolute_url())
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Preview"),
        "subtitle": edition,
        "edition": edition,
        "address": edition.article.address_of("preview", number=edition.number),
        "opts": Edition._meta,
    }
    return TemplateResponse(request, "admin/articles/edition/preview.html", context)
