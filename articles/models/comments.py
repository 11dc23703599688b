"""What people say about a draft while it is made, part by part."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from .constraints import not_blank
from .edition import Edition
from .experts import LONGEST_NAME, ExpertLink
from .fields import PlainTextField, user_field

LONGEST_COMMENT = 2000


class CommentQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(answer=None)


class Comment(models.Model):
    """One remark on a section, or on the whole page, by somebody at the desk or by an expert with a link."""

    edition = models.ForeignKey(Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="comments")
    # Which section: its mark, which stays when it is reworded or moved. Empty: the whole page.
    anchor = models.SlugField(_("anchor"), max_length=100, blank=True, allow_unicode=True)
    # As it was called then: a section may go.
    heading = models.CharField(_("section"), max_length=250, blank=True)
    words = PlainTextField(_("comment"), max_length=LONGEST_COMMENT)
    by = user_field(_("by"), null=True, blank=True)
    link = models.ForeignKey(ExpertLink, on_delete=models.CASCADE, related_name="comments", null=True, blank=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    role = models.CharField(_("role"), max_length=LONGEST_NAME, blank=True)
    at = models.DateTimeField(_("at"), db_index=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        constraints = [
            not_blank("words"),
            CheckConstraint(
                condition=Q(by__isnull=False, link=None, name="", role="")
                | (Q(by=None, link__isnull=False) & ~Q(name="")),
                name="comment_by_a_user_or_by_a_named_expert",
            ),
        ]

    def __str__(self):
        return self.words[:80]

    @property
    def who(self):
        if self.by:
            return str(self.by)
        return f"{self.name}, {self.role}" if self.role else self.name


class CommentAnswer(models.Model):
    """Somebody dealt with a comment, with or without a word about how."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="answer")
    words = PlainTextField(_("answer"), max_length=LONGEST_COMMENT, blank=True)
    by = user_field(_("answered by"))
    at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer to a comment")
        verbose_name_plural = _("answers to comments")

    def __str__(self):
        return self.words[:80] or str(self.by)
