"""All comments on editions in one list: to read, and to mark as dealt with. They are never altered."""

from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Comment
from articles.releasing import answer

from ..read_only import Unalterable


class DealtWithFilter(admin.SimpleListFilter):
    title = _("dealt with")
    parameter_name = "answered"

    def lookups(self, request, model_admin):
        return [("no", _("Not yet")), ("yes", _("Dealt with"))]

    def queryset(self, request, comments):
        if self.value() in {"yes", "no"}:
            return comments.filter(answer__isnull=self.value() == "no")
        return comments


@admin.register(Comment)
class CommentAdmin(Unalterable):
    list_display = ["__str__", "who", "draft", "heading", "at", "dealt_with"]
    list_filter = [DealtWithFilter, "edition__article__language"]
    list_select_related = ["edition__article", "by", "answer__by"]
    search_fields = ["words", "name", "edition__title", "edition__article__slug"]
    search_help_text = _("Words, name, title or address")
    ordering = ["-at", "-pk"]
    actions = ["mark"]
    fields = ["words", "who", "draft", "heading", "at", "dealt_with", "answer_words"]
    readonly_fields = ["who", "draft", "dealt_with", "answer_words"]

    @admin.display(description=_("by"))
    def who(self, comment):
        return comment.who

    @admin.display(description=_("edition"), ordering="edition__title")
    def draft(self, comment):
        address = reverse("admin:articles_edition_change", args=[comment.edition_id])
        return format_html('<a href="{}">{}</a>', address, comment.edition)

    @admin.display(description=_("dealt with"), empty_value=_("Not yet"))
    def dealt_with(self, comment):
        return comment.answer.by if hasattr(comment, "answer") else None

    @admin.display(description=_("answer"), empty_value="–")
    def answer_words(self, comment):
        return (hasattr(comment, "answer") and comment.answer.words) or None

    def has_mark_permission(self, request):
        return request.user.has_perm("articles.change_comment")

    @admin.action(description=_("Mark as dealt with"), permissions=["mark"])
    def mark(self, request, comments):
        waiting = list(comments.unanswered())
        for comment in waiting:
            answer(comment, by=request.user, at=timezone.now())
        sentence = ngettext("%(count)s is marked as dealt with.", "%(count)s are marked as dealt with.", len(waiting))
        self.message_user(request, sentence % {"count": len(waiting)}, messages.SUCCESS)
