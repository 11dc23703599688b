"""What people searched for, at the desk: counted without the people, to read and never to alter."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import SearchCount, SearchInVain, day_of

from ..read_only import ReadOnly

LATELY = timedelta(days=30)


def with_totals(counts, moment):
    """One row for the same words, on the newest day of them, with the sums of all their days and of the last month."""
    same = SearchCount.objects.kept_at(moment).filter(language=OuterRef("language"), words=OuterRef("words"))
    lately = same.filter(day__gt=day_of(moment - LATELY))

    def total(days, field):
        return Coalesce(Subquery(days.order_by().values("words").annotate(sum=Sum(field)).values("sum")), 0)

    return counts.filter(~Exists(same.filter(day__gt=OuterRef("day")))).annotate(
        lately=total(lately, "times"),
        lately_in_vain=total(lately, "times_in_vain"),
        in_all=total(same, "times"),
        in_all_in_vain=total(same, "times_in_vain"),
    )


@admin.register(SearchCount)
class SearchCountAdmin(ReadOnly):
    list_display = ["words", "help_them", "language", "times_lately", "times_in_all", "times_in_vain_in_all"]
    list_display_links = None
    list_filter = ["language"]
    search_fields = ["words"]
    change_list_template = "admin/articles/searchcount/change_list.html"
    most_first = "lately"

    def get_queryset(self, request):
        moment = timezone.now()
        return with_totals(self.model.objects.kept_at(moment), moment).order_by(*self.get_ordering(request))

    def get_ordering(self, request):
        return [f"-{self.most_first}", "-in_all", "words"]

    @admin.display(description=gettext_lazy("last 30 days"), ordering="lately")
    def times_lately(self, search):
        return search.lately

    @admin.display(description=gettext_lazy("last 12 months"), ordering="in_all")
    def times_in_all(self, search):
        return search.in_all

    @admin.display(description=gettext_lazy("of these, nothing found"), ordering="in_all_in_vain")
    def times_in_vain_in_all(self, search):
        return search.in_all_in_vain

    @admin.display(description=gettext_lazy("help them"))
    def help_them(self, search):
        with translation.override(search.language):
            page = reverse("reading:search")
        about = {"language": search.language}
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a> · <a href="{}">{}</a>',
            f"{page}?{urlencode({'q': search.words})}",
            _("See what is found"),
            f"{reverse('admin:articles_searchsynonym_add')}?{urlencode({**about, 'words': search.words})}",
            _("Write a synonym"),
            f"{reverse('admin:articles_searchpin_add')}?{urlencode({**about, 'phrase': search.words})}",
            _("Pin a page"),
        )

    def delete_queryset(self, request, searches):
        """Words go with all their days: a name that slipped through must not stay in another row."""
        for search in searches:
            self.delete_model(request, search)

    def delete_model(self, request, search):
        SearchCount.objects.filter(language=search.language, words=search.words).delete()

    def changelist_view(self, request, extra_context=None):
        SearchCount.objects.forget_at(timezone.now())
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})


@admin.register(SearchInVain)
class SearchInVainAdmin(SearchCountAdmin):
    list_display = ["words", "help_them", "language", "times_in_vain_lately", "times_in_vain_in_all", "times_in_all"]
    most_first = "lately_in_vain"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(in_all_in_vain__gt=0)

    @admin.display(description=gettext_lazy("nothing found, last 30 days"), ordering="lately_in_vain")
    def times_in_vain_lately(self, search):
        return search.lately_in_vain
