"""What browsers kept pages from doing, by day: to read and never to alter."""

from django.contrib import admin

from articles.models import CspReport

from .read_only import Unalterable


@admin.register(CspReport)
class CspReportAdmin(Unalterable):
    list_display = ["day", "directive", "blocked", "times"]
    list_display_links = None
    list_filter = ["day", "directive"]
    search_fields = ["blocked"]
    change_list_template = "admin/articles/cspreport/change_list.html"
