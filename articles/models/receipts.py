from django.db import Error, models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .edition import Edition
from .waiting import without_waiting


class ReceiptCountQuerySet(models.QuerySet):
    def count_one(self, edition, day):
        """One more was made. Never fails and never waits: a count may be lost, the receipt may not."""
        try:
            with without_waiting():
                counted = self.filter(edition=edition, day=day)
                if not counted.update(times=F("times") + 1):
                    self.create(edition=edition, day=day)
        except Error:
            pass


class ReceiptCount(models.Model):
    """How many receipts were made for an edition on a day: all that is kept of them. Nothing says who asked."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="receipt_counts"
    )
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("receipts"), default=1)

    objects = ReceiptCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipts of a day")
        verbose_name_plural = _("receipts by day")
        ordering = ["-day", "-times", "pk"]
        constraints = [
            UniqueConstraint(fields=["edition", "day"], name="receipts_counted_once_a_day"),
            CheckConstraint(condition=Q(times__gte=1), name="receipts_counted_from_1"),
        ]

    def __str__(self):
        return f"{self.edition}: {self.day}"
