from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.models import Article, Edition, OtherName, State, day_of
from articles.releasing import Refused, begin_article, draft_next_edition, note_address
from articles.searching import index

from ..approving.side_by_side import compare_url
from ..finding.coding import HasCodeFilter
from ..pages import page_url
from ..saving.kept_forms import KeptForms
from .bulk import bulk_actions_for
from .timelines import timeline_url


class ArticleForm(forms.ModelForm):
    class Meta:
        model = Article
        exclude = []


class NewArticleForm(ArticleForm):
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"size": 70}),
        help_text=_("What patients read at the top of the page. You can change it while you write."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _(
            "The last part of the web address. Leave it empty and it is made from the title."
        )

    def clean(self):
        data = super().clean()
        taken = Article.objects.filter(language=data.get("language"), slug=data.get("slug")).first()
        if taken:
            address = reverse("admin:articles_article_change", args=[taken.pk])
            sentence = _("This address is taken by “{page}”. Go on there, or give another address.")
            self.add_error("slug", format_html(sentence, page=format_html('<a href="{}">{}</a>', address, taken)))
        return data

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or slugify(self.data.get("title", ""))[:90]
        if not slug:
            raise forms.ValidationError(_("Give an address in the letters a to z: none can be made from this title."))
        return slug


class InChargeFilter(admin.SimpleListFilter):
    title = _("in charge")
    parameter_name = "in_charge"

    def lookups(self, request, model_admin):
        return [("me", _("Me")), ("nobody", _("Nobody"))]

    def queryset(self, request, articles):
        if self.value() == "me":
            return articles.filter(in_charge=request.user)
        return articles.filter(in_charge=None) if self.value() == "nobody" else articles


class OtherNameInline(admin.TabularInline):
    model = OtherName
    extra = 0


@admin.register(Article)
class ArticleAdmin(KeptForms, admin.ModelAdmin):
    list_display = ["title", "language", "state", "in_charge", "spoken_code"]
    list_select_related = ["in_charge"]
    list_filter = ["language", "topics", HasCodeFilter, InChargeFilter, "is_sample"]
    search_fields = ["slug", "code", "editions__title", "other_names__name"]
    search_help_text = _("Title, other name, address or code")
    autocomplete_fields = ["topics", "clinical_codes"]
    inlines = [OtherNameInline]
    readonly_fields = ["spoken_code"]
    change_form_template = "admin/articles/article/change_form.html"

    def get_actions(self, request):
        return bulk_actions_for(request.user, self)

    def get_queryset(self, request):
        newest = Edition.objects.with_state_at(timezone.now()).filter(article=OuterRef("pk")).order_by("-number")
        return (
            super()
            .get_queryset(request)
            .annotate(
                newest_title=Subquery(newest.values("title")[:1]), newest_state=Subquery(newest.values("state")[:1])
            )
        )

    @admin.display(description=_("title"), ordering="newest_title", empty_value="–")
    def title(self, article):
        return article.newest_title

    @admin.display(description=_("newest edition"))
    def state(self, article):
        return State(article.newest_state).label if article.newest_state else "–"

    @admin.display(description=_("code"), ordering="code")
    def spoken_code(self, article):
        return article.spoken_code

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, form=ArticleForm if obj else NewArticleForm, **kwargs)

    def get_fieldsets(self, request, obj=None):
        found_by = ["topics", "clinical_codes", "translation_group", "is_sample"]
        if obj is None:
            return [
                (None, {"fields": ["title", "language", "slug", "in_charge"]}),
                (_("How it is found"), {"fields": found_by}),
            ]
        return [
            (None, {"fields": ["spoken_code", "language", "slug", "in_charge"]}),
            (_("How it is found"), {"fields": found_by}),
        ]

    def get_readonly_fields(self, request, obj=None):
        """A released article keeps its language: its words are in it."""
        is_released = obj and obj.editions.exclude(release_at=None).exists()
        return [*self.readonly_fields, *(["language"] if is_released else [])]

    def has_delete_permission(self, request, obj=None):
        """An article with editions stays: its address and code are promised for ever."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.editions.exists())

    def save_model(self, request, obj, form, change):
        with transaction.atomic():
            before = Article.objects.get(pk=obj.pk).get_absolute_url() if change else ""
            super().save_model(request, obj, form, change)
            if not change:
                title = form.cleaned_data["title"]
                begin_article(obj, title=title, by=request.user, at=timezone.now())
            else:
                note_address(obj, before=before, by=request.user, at=timezone.now())

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change:
            due = form.instance.usual_review_due(day_of(timezone.now()))
            form.instance.editions.drafts().update(review_due=due)
        index([form.instance])

    def response_add(self, request, obj, post_url_continue=None):
        """On to the words: an article alone is of no use to anybody."""
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("The article has its address. Now write its sections."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_edition_change", args=[obj.newest_edition.pk]))

    def get_urls(self):
        next_edition = page_url(self, "next-edition", begin_next_edition)
        return [timeline_url(self), compare_url(self), next_edition, *super().get_urls()]


@require_POST
def begin_next_edition(request, _model_admin, article):
    """With the words of the last; and go there."""
    if not request.user.has_perm("articles.add_edition"):
        messages.error(request, _("You may not write editions. Ask an administrator."))
        return HttpResponseRedirect(reverse("admin:index"))
    try:
        draft = draft_next_edition(article, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal)
        draft = article.editions.order_by("-number").first()
    return HttpResponseRedirect(reverse("admin:articles_edition_change", args=[draft.pk]))
