"""What is being written at the desk at this moment: neither is ever a part of an edition (promises 2 and 6)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .constraints import not_blank
from .edition import Edition

KEPT = timedelta(days=90)


class WorkingCopy(models.Model):
    """What one person typed into one opened form and has not saved. Nobody else sees it.

    edition: the draft, or None for anything else
    place: which form it is, if it is not that of a draft: its model, and a key or “add”
    window: names the opened form, so that two windows of one person never overwrite each other
    typed: the values of each field by its name, without files
    begun_from: the version of the stored words that stood in the form, empty for something new
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="working_copies")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="working_copies", null=True)
    place = models.CharField(max_length=100, blank=True)
    window = models.CharField(max_length=40)
    typed = models.JSONField()
    begun_from = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        default_permissions = ()  # whoever may change the draft keeps their own, and no right shows another's
        ordering = ["-at", "-pk"]
        constraints = [
            UniqueConstraint(fields=["by", "window"], name="working_copy_once_per_window"),
            CheckConstraint(
                condition=Q(edition=None) & ~Q(place="") | Q(edition__isnull=False, place=""),
                name="working_copy_is_of_one_form",
            ),
            not_blank("window"),
        ]

    @property
    def kept_until(self):
        return self.at + KEPT

    def __str__(self):
        return _("what %(who)s typed and has not saved") % {"who": self.by}


class OpenDraft(models.Model):
    """That somebody has the form of a draft open in a window, since when, and when the window last said so."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="opened")
    window = models.CharField(max_length=40)
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("open draft")
        verbose_name_plural = _("open drafts")
        default_permissions = ()
        ordering = ["since", "pk"]
        constraints = [
            UniqueConstraint(fields=["by", "window"], name="open_draft_once_per_window"),
            not_blank("window"),
        ]

    def __str__(self):
        return str(self.edition)
