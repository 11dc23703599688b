"""What browsers kept pages from doing, by day: to read and never to alter."""

from django.contrib import admin

from articles.models import CspReport


@admin.register(CspReport)
class CspReportAdmin(admin.ModelAdmin):
    list_display = ["day", "directive", "blocked", "times"]
    list_display_links = None
    list_filter = ["day", "directive"]
    search_fields = ["blocked"]
    change_list_template = "admin/articles/cspreport/change_list.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
