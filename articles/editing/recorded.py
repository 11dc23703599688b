"""The record at the desk: for administrators, to read and to take away, and never to alter."""

import json
import re

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Recorded, What
from articles.recording import end, record

from .read_only import Unalterable

AT_ONCE = 2000
SHOWN = 3  # editions of many that were imported together
_FINGERPRINT = re.compile(r" \([0-9a-f]{64}\)")


@admin.register(Recorded)
class RecordedAdmin(Unalterable):
    list_display = ["number", "at", "what", "done_by", "whom", "in_short"]
    list_display_links = None
    list_filter = ["what", "at"]
    list_select_related = ["by", "whom"]
    search_fields = ["about", "by__username", "whom__username"]
    change_list_template = "admin/articles/recorded/change_list.html"
    actions = None

    @admin.display(description=_("by"), ordering="by__username")
    def done_by(self, entry):
        if entry.by:
            return entry.by
        return "–" if entry.what in {What.SIGN_IN_FAILED, What.LOCKED_OUT} else _("on the server")

    @admin.display(description=_("about"))
    def in_short(self, entry):
        """Without fingerprints, and of many things the first: the file has all of it."""
        things = _FINGERPRINT.sub("", entry.about).split("; ")
        more = _(" and %(count)s more") % {"count": len(things) - SHOWN} if len(things) > SHOWN else ""
        return "; ".join(things[:SHOWN]) + more

    def get_urls(self):
        export = self.admin_site.admin_view(require_safe(self.export))
        return [path("export/", export, name="articles_recorded_export"), *super().get_urls()]

    def export(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        record(What.EXPORTED, by=request.user, about="the record")
        file = StreamingHttpResponse(_lines(), content_type="application/jsonl; charset=utf-8")
        file.headers["Content-Disposition"] = 'attachment; filename="record.jsonl"'
        return file

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural), "end": end()}
        return super().changelist_view(request, {**title, **(extra_context or {})})


def _lines():
    """All that each seal is made of, so that the file can be proved without the portal, and who that was."""
    entries = Recorded.objects.select_related("by", "whom").order_by("number")
    for entry in entries.iterator(chunk_size=AT_ONCE):
        told = {**entry.told(), "seal": entry.seal, "by_name": str(entry.by or ""), "whom_name": str(entry.whom or "")}
        yield json.dumps(told, ensure_ascii=False) + "\n"
