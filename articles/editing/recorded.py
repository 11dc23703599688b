"""The record at the desk: for administrators, to read and to take away, and never to alter."""

import json

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Recorded, What
from articles.recording import end, record

AT_ONCE = 2000


@admin.register(Recorded)
class RecordedAdmin(admin.ModelAdmin):
    list_display = ["number", "at", "what", "done_by", "whom", "about"]
    list_display_links = None
    list_filter = ["what", "at"]
    list_select_related = ["by", "whom"]
    search_fields = ["about", "by__username", "whom__username"]
    search_help_text = _("A code, a role, or the name that somebody signs in with")
    change_list_template = "admin/articles/recorded/change_list.html"
    actions = None
    show_full_result_count = False

    @admin.display(description=_("by"), ordering="by__username")
    def done_by(self, entry):
        if entry.by:
            return entry.by
        return "–" if entry.what in {What.SIGN_IN_FAILED, What.LOCKED_OUT} else _("on the server")

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

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _lines():
    """All that each seal is made of, so that the file can be proved without the portal, and who that was."""
    entries = Recorded.objects.select_related("by", "whom").order_by("number")
    for entry in entries.iterator(chunk_size=AT_ONCE):
        told = {**entry.told(), "seal": entry.seal, "by_name": str(entry.by or ""), "whom_name": str(entry.whom or "")}
        yield json.dumps(told, ensure_ascii=False) + "\n"
