from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .constraints import one_of
from .edition import Edition
from .events import Review, Withdrawal


class Happened(models.TextChoices):
    RELEASED = "released", _("Released")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECALLED = "recalled", _("Recalled")
    RESTORED = "restored", _("Restored: patients may read it again")
    REVIEWED = "reviewed", _("Reviewed, no change needed")


class PublicEvent(models.Model):
    """Something that patients and clinics can see, numbered in the order in which it was first seen to have happened.

    Nothing runs at the hour of a release, so nothing writes this when it happens. Whoever asks what has changed has the
    events that can be seen by then numbered first: see following/journal.py.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=9, choices=Happened)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="+", null=True)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="+", null=True)
    # When it took effect or was recorded, whichever came later.
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("kind", Happened.values),
            UniqueConstraint(fields=["edition"], condition=Q(kind="released"), name="edition_released_once_in_journal"),
            UniqueConstraint(fields=["withdrawal", "kind"], name="withdrawal_once_in_journal"),
            UniqueConstraint(fields=["review"], name="review_once_in_journal"),
        ]

    def __str__(self):
        return f"{self.number}: {self.edition} {self.kind}"
