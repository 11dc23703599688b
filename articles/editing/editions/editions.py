from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Comment, Edition, Progress, ReleasedWordsNeverChange, State
from articles.releasing import (
    Refused,
    approved_by,
    draft_next_edition,
    needs_approval_afterwards,
    note_writer,
    standing_return,
    throw_away,
)
from articles.watching import approved_drafts

from ..approving.dealing import deal_with, talks_of
from ..approving.talks import verdicts_on
from ..body import WithBody
from ..days import DAYS
from ..saving.clash import version_of
from ..saving.drafts import NoLongerKept, save
from ..saving.keeping import form_of, let_go, told_of_keeping
from ..saving.typed import not_saved
from ..saving.writing import draft_urls
from .checks import check_url, panel_of
from .experts import expert_url
from .filters import PileFilter, StateFilter
from .forms import EditionForm, NewEditionForm
from .kept_steps import kept_step_urls
from .previews import preview_url
from .progress import how_far
from .sections import CreditInline, SectionInline, SourceInline
from .steps import step_urls, steps_for
from .uploads import upload_urls


@admin.register(Edition)
class EditionAdmin(WithBody, admin.ModelAdmin):
    form = EditionForm
    list_display = ["title", "number", "state", "release_at", "review_due"]
    list_filter = [PileFilter, StateFilter, "article__language", "article__topics"]
    list_select_related = ["article"]
    search_fields = ["title", "article__slug", "article__code"]
    search_help_text = _("Title, address or code")
    autocomplete_fields = ["article", "translated_from"]
    inlines = [SectionInline, SourceInline, CreditInline]
    readonly_fields = ["standing", "where"]
    actions = None
    save_on_top = True
    formfield_overrides = DAYS
    view_on_site = False  # a draft has no page there; what has one is linked below its title
    change_form_template = "admin/articles/edition/change_form.html"
    fieldsets = [
        (None, {"fields": ["article", "standing", "where", "title", "summary"]}),
        (_("What changed since the last edition"), {"fields": ["change", "is_safety_change", "change_note"]}),
        (_("Review"), {"fields": [("reviewed_on", "review_due")]}),
        (_("Translation"), {"fields": ["translated_from"], "classes": ["collapse"]}),
    ]

    def get_changelist_instance(self, request):
        """Whether an approval still holds, which only the whole words tell, is asked for all of the page at once."""
        changelist = super().get_changelist_instance(request)
        changelist.result_list = list(changelist.result_list)
        approved = set(approved_drafts())
        for edition in changelist.result_list:
            edition.progress = Progress.APPROVED if edition.pk in approved else edition.progress
        return changelist

    @admin.display(description=_("state"))
    def state(self, edition):
        label = Progress(edition.progress).label if edition.is_draft else State(edition.state).label
        return _("%(state)s, to be approved") % {"state": label} if needs_approval_afterwards(edition) else label

    @admin.display(description=_("state"))
    def standing(self, edition):
        """What the one who opens it must know: the state, and whether somebody has approved."""
        if not edition.pk:
            return _("New draft")
        if edition.is_draft:
            return how_far(edition)
        label = State(edition.state).label
        if needs_approval_afterwards(edition):
            return _("%(state)s. Released urgently: somebody else must still approve it") % {"state": label}
        return label

    @admin.display(description=_("address"))
    def where(self, edition):
        if not edition.article_id:
            return "–"
        address = edition.article.get_absolute_url()
        return format_html('<a href="{}">{}</a> · {}', address, address, edition.article.spoken_code)

    def get_queryset(self, request):
        return super().get_queryset(request).with_state_at(timezone.now()).with_progress()

    def get_readonly_fields(self, request, edition=None):
        """An edition never moves to another article."""
        return [*self.readonly_fields, "article"] if edition else []

    def has_change_permission(self, request, edition=None):
        """A released edition opens read-only, and its sections with it, unless to show what is refused to be saved."""
        is_open = edition is None or edition.is_draft or getattr(request, "refusal", None)
        return super().has_change_permission(request, edition) and bool(is_open)

    def has_delete_permission(self, request, edition=None):
        """A draft may be thrown away by those who write it; what was released stays."""
        return super().has_delete_permission(request, edition) and (edition is None or edition.is_draft)

    def get_deleted_objects(self, editions, request):
        """What was said of a draft goes with it, though nobody may delete a comment alone."""
        shown, counts, rights, protected = super().get_deleted_objects(editions, request)
        return shown, counts, rights - {Comment._meta.verbose_name}, protected

    def delete_model(self, request, edition):
        throw_away(edition, by=request.user, at=timezone.now())

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ReleasedWordsNeverChange as refusal:  # somebody released it a moment ago
            self.message_user(request, refusal, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_edition_change", args=[object_id]))

    def get_urls(self):
        form_urls = [preview_url(self), expert_url(self), check_url(self), *draft_urls(self)]
        return [*upload_urls(self), *kept_step_urls(self), *step_urls(self), *form_urls, *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        edition = self.get_object(request, unquote(object_id)) if object_id else None

        def show(shown):
            address = reverse("admin:articles_edition_change", args=[shown.pk])
            context = {**self._told_of(request, shown), **(extra_context or {})}
            return super(EditionAdmin, self).changeform_view(request, str(shown.pk), address, context)

        if (
            edition is None
            and object_id
            and request.method == "POST"
            and request.user.has_perm("articles.view_edition")
        ):
            sentence = _("This draft was thrown away while you were writing, so nothing was saved.")
            return not_saved(request, sentence, may_resend=False)
        if edition is None:
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except Refused as refusal:  # somebody else began the draft a moment ago
                self.message_user(request, refusal, messages.ERROR)
                return HttpResponseRedirect(reverse("admin:articles_edition_changelist"))
        may_save = request.method == "POST" and super().has_change_permission(request, edition)
        try:
            return save(self, request, edition, show) if may_save else show(edition)
        except NoLongerKept as refusal:
            self.message_user(request, refusal, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_edition_change", args=[edition.pk]))

    def _told_of(self, request, edition):
        """What stands above the form."""
        refusal = getattr(request, "refusal", None)
        returned = standing_return(edition) if edition.is_draft and not approved_by(edition) else None
        told = {
            "steps": steps_for(edition, request.user, timezone.now()),
            "returned": returned,
            "is_changed_since": returned and returned.seal != edition.current_seal(),
            "talks": talks_of(edition, request),
            "verdicts": verdicts_on(edition),
            "seal": edition.current_seal(),
            "refusal": refusal,
            "version": version_of(edition),
            "is_nav_sidebar_enabled": False,  # the words, and the checks beside them, need the room
            "show_save_and_add_another": False,  # an edition is begun at its article
            "is_uploaded": edition.is_draft and edition.importedfile_set.exclude(told={}).exists(),
        }
        if edition.is_draft and self.has_change_permission(request, edition):
            told["checks"] = panel_of(edition, timezone.now(), form_address="")
        if super().has_change_permission(request, edition):
            told |= told_of_keeping(request, form_of(Edition, edition), is_open=edition.is_draft)
        if refusal and (refusal.is_brought_back or refusal.clash or refusal.is_released):
            told["errors"] = None  # it is told once, above
        if refusal and refusal.is_released:
            told |= dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
        return told

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs, **({} if obj else {"form": NewEditionForm}))
        form.refusal = getattr(request, "refusal", None)
        return form

    def response_add(self, request, edition, post_url_continue=None):
        self.message_user(request, _("The draft begins with the newest words. Now change them."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_edition_change", args=[edition.pk]))

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["article"]})]
        words, changed, *others = super().get_fieldsets(request, obj)
        if obj.number == 1:  # there is no last edition yet
            changed = (changed[0], {**changed[1], "classes": ["collapse"]})
        return [words, changed, *others]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def save_form(self, request, form, change):
        """A new edition begins with the newest words of its article."""
        if change:
            return super().save_form(request, form, change)
        return draft_next_edition(form.cleaned_data["article"], by=request.user, at=timezone.now())

    def save_model(self, request, edition, form, change):
        if change:
            super().save_model(request, edition, form, change)

    def save_related(self, request, form, formsets, change):
        """Whoever changes a word is remembered: they are not the one to approve it (promise 3)."""
        if not change:
            return
        super().save_related(request, form, formsets, change)
        let_go(request)
        deal_with(form.instance, request, timezone.now())
        note_writer(form.instance, before=form.words_before, by=request.user, at=timezone.now())
