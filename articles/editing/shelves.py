"""Topics, glossary terms, clinical codes and contributors at the desk."""

from django.contrib import admin

from articles.models import ClinicalCode, Contributor, GlossaryTerm, Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "language", "slug"]
    list_filter = ["language"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(admin.ModelAdmin):
    list_display = ["term", "language", "meaning"]
    list_filter = ["language"]
    search_fields = ["term", "other_names", "meaning"]


@admin.register(ClinicalCode)
class ClinicalCodeAdmin(admin.ModelAdmin):
    list_display = ["code", "system", "name"]
    list_filter = ["system"]
    search_fields = ["code", "name"]


@admin.register(Contributor)
class ContributorAdmin(admin.ModelAdmin):
    list_display = ["name", "role"]
    search_fields = ["name", "role"]
