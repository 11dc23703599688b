from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .constraints import both_or_neither, not_blank
from .edition import Edition
from .fields import user_field
from .section import Section

LONGEST = 1000
KEPT = timedelta(days=365)


class FeedbackQuerySet(models.QuerySet):
    def kept_at(self, moment):
        """What may still be read at ``moment``. The rest is forgotten, at the latest when the next answer comes."""
        return self.filter(at__gt=moment - KEPT)

    def forget_at(self, moment):
        return self.filter(at__lte=moment - KEPT).delete()

    forget_at.alters_data = True


class Feedback(models.Model):
    """What a reader told us about an edition, or missed in a search. Nothing here says who it was."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="feedback", null=True, blank=True
    )
    search_language = models.CharField(
        _("missed in a search"), max_length=10, choices=settings.LANGUAGES, blank=True, editable=False
    )
    section = models.ForeignKey(
        Section, verbose_name=_("section"), on_delete=models.SET_NULL, related_name="feedback", null=True, blank=True
    )
    is_helpful = models.BooleanField(_("helpful"))
    words = models.TextField(_("why"), max_length=LONGEST, blank=True)
    at = models.DateTimeField(_("received at"), db_index=True)
    # By chance, and new on every form that is shown: a form that is sent twice is kept once.
    form = models.CharField(max_length=32, unique=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = user_field(_("answered by"), null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["-at", "-pk"]
        constraints = [
            both_or_neither("answered_at", "answered_by"),
            not_blank("form"),
            models.CheckConstraint(
                condition=Q(edition__isnull=False, search_language="") | (Q(edition=None) & ~Q(search_language="")),
                name="feedback_about_an_edition_or_a_search",
            ),
        ]

    def __str__(self):
        return self.words[:80] or str(_("Helpful") if self.is_helpful else _("Not helpful"))
