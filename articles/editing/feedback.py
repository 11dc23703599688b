"""What readers told us, at the desk: to read, to answer for, and to delete where it says who somebody is."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Feedback

from .read_only import ReadOnly


class AnsweredFilter(admin.SimpleListFilter):
    title = _("answered")
    parameter_name = "answered"

    def lookups(self, request, model_admin):
        return [("no", _("Not yet")), ("yes", _("Answered"))]

    def queryset(self, request, feedback):
        if self.value() in {"yes", "no"}:
            return feedback.filter(answered_at__isnull=self.value() == "no")
        return feedback


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    list_display = ["__str__", "is_helpful", "page", "section", "at", "answered_at"]
    list_filter = [AnsweredFilter, "is_helpful", "edition__article__language", "search_language"]
    list_select_related = ["edition__article", "section"]
    search_fields = ["words", "edition__title", "edition__article__slug"]
    search_help_text = _("Words, title or address")
    actions = ["answered"]
    fields = ["is_helpful", "words", "page", "section", "at", "answered_at", "answered_by"]
    readonly_fields = ["page"]

    def get_queryset(self, request):
        return super().get_queryset(request).kept_at(timezone.now())

    @admin.display(description=_("page"), ordering="edition__title")
    def page(self, feedback):
        if feedback.edition is None:
            return _("Missed in a search (%(language)s)") % {"language": feedback.get_search_language_display()}
        return format_html('<a href="{}">{}</a>', feedback.edition.get_absolute_url(), feedback.edition)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_feedback") or self.has_answer_permission(request)

    def has_answer_permission(self, request):
        return request.user.has_perm("articles.change_feedback")

    @admin.action(description=_("Mark as answered"), permissions=["answer"])
    def answered(self, request, feedback):
        waiting = feedback.filter(answered_at=None)
        count = waiting.update(answered_at=timezone.now(), answered_by=request.user)
        sentence = ngettext("%(count)s is marked as answered.", "%(count)s are marked as answered.", count)
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)

    def changelist_view(self, request, extra_context=None):
        Feedback.objects.forget_at(timezone.now())
        return super().changelist_view(request, extra_context)
