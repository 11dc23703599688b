"""By which clinical codes record systems find our pages, at the desk."""

import re

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ClinicalCode, CodeSystem, SearchPin, UnansweredCode, day_of, normal_clinical_code
from articles.searching import index

from ..choosing import FoundByTyping
from .shelves import LabelAdmin

_ICD_WITHOUT_DOT = re.compile(r"[A-Za-z][0-9][0-9A-Za-z]{2,5}", re.ASCII)


class HasCodeFilter(admin.SimpleListFilter):
    """Record systems cannot find an article without a code."""

    title = _("clinical codes")
    parameter_name = "coded"

    def lookups(self, request, model_admin):
        return [("no", _("No code")), ("yes", _("With a code"))]

    def queryset(self, request, articles):
        if self.value() in {"no", "yes"}:
            return articles.filter(clinical_codes__isnull=self.value() == "no").distinct()
        return articles


class InUseFilter(admin.SimpleListFilter):
    title = _("in use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("yes", _("Carried by an article")), ("no", _("Not carried"))]

    def queryset(self, request, codes):
        if self.value() in {"no", "yes"}:
            return codes.filter(articles__isnull=self.value() == "no").distinct()
        return codes


@admin.register(ClinicalCode)
class ClinicalCodeAdmin(LabelAdmin):
    list_display = ["code", "system", "name"]
    list_filter = ["system", InUseFilter]
    search_fields = ["^code", "name"]
    search_help_text = _("The beginning of a code, or words of its name")
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        """ICD codes are also found without their dot."""
        if _ICD_WITHOUT_DOT.fullmatch(search_term.strip()):
            search_term = normal_clinical_code(CodeSystem.ICD10CM, search_term)
        return super().get_search_results(request, queryset, search_term)


class UnansweredCodeForm(forms.ModelForm):
    article = forms.ModelChoiceField(
        Article.objects,
        label=_("Page that answers it"),
        help_text=_("From now on, record systems that ask for this code are led to this page, as long as it is live."),
    )

    class Meta:
        model = UnansweredCode
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["article"].widget = FoundByTyping(SearchPin._meta.get_field("article"), admin.site)
        self.fields["article"].widget.choices = self.fields["article"].choices


@admin.register(UnansweredCode)
class UnansweredCodeAdmin(admin.ModelAdmin):
    """Each code once, with how often it was asked for in a year. Opened, it asks which page answers it."""

    form = UnansweredCodeForm
    list_display = ["code", "system", "name", "asked", "last_asked"]
    list_filter = ["system"]
    search_fields = ["^code"]
    actions = None
    fields = ["system", "code", "article"]
    readonly_fields = ["system", "code"]

    def get_queryset(self, request):
        same = UnansweredCode.objects.filter(system=OuterRef("system"), code=OuterRef("code")).order_by()
        total = same.values("code").annotate(total=Sum("times")).values("total")
        code = ClinicalCode.objects.filter(system=OuterRef("system"), code=OuterRef("code"))
        newest = UnansweredCode.objects.filter(~Exists(same.filter(day__gt=OuterRef("day"))))
        newest = newest.filter(~Exists(code.filter(articles__isnull=False)))
        names = Subquery(code.values("name")[:1])
        newest = newest.annotate(total=Subquery(total), name_of_code=names)
        return newest.order_by(*self.get_ordering(request))

    def get_ordering(self, request):
        return ["-total", "system", "code"]

    @admin.display(description=_("name"))
    def name(self, asked):
        return asked.name_of_code or "–"

    @admin.display(description=_("asked for, times"), ordering="total")
    def asked(self, asked):
        return asked.total

    @admin.display(description=_("last asked"), ordering="day")
    def last_asked(self, asked):
        return asked.day

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Whoever may change articles may say which one answers."""
        return request.user.has_perm("articles.change_article")

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or self.has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        article = form.cleaned_data["article"]
        with transaction.atomic():
            code, _is_new = ClinicalCode.objects.get_or_create(system=obj.system, code=obj.code)
            article.clinical_codes.add(code)
            index([article])
        words = {"article": article, "code": obj}
        self.message_user(request, _("“%(article)s” now carries %(code)s.") % words, messages.SUCCESS)

    def changelist_view(self, request, extra_context=None):
        UnansweredCode.objects.forget_on(day_of(timezone.now()))
        return super().changelist_view(request, extra_context)
