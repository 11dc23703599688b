"""Topics, glossary terms and contributors at the desk."""

from django.contrib import admin
from django.db import transaction

from articles.models import Contributor, GlossaryTerm, Topic
from articles.searching import index

from ..saving.kept_forms import KeptForms


class LabelAdmin(KeptForms, admin.ModelAdmin):
    """What articles carry and are searched by: a new name reaches the search with it."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        index(obj.articles.all())

    def delete_model(self, request, obj):
        articles = list(obj.articles.all())
        super().delete_model(request, obj)
        index(articles)

    def delete_queryset(self, request, queryset):
        articles = {article for label in queryset.prefetch_related("articles") for article in label.articles.all()}
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            index(articles)


@admin.register(Topic)
class TopicAdmin(LabelAdmin):
    list_display = ["name", "language", "slug"]
    list_filter = ["language"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(KeptForms, admin.ModelAdmin):
    list_display = ["term", "language", "meaning"]
    list_filter = ["language"]
    search_fields = ["term", "other_names", "meaning"]


@admin.register(Contributor)
class ContributorAdmin(KeptForms, admin.ModelAdmin):
    list_display = ["name", "role"]
    search_fields = ["name", "role"]
