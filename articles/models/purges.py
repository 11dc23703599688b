from django.db import models
from django.db.models import CheckConstraint, Q


class PurgeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, given_up_at=None)


class Purge(models.Model):
    """The caches in front are told to let go of all they keep, since what is recorded has come to ``number``."""

    number = models.BigIntegerField()
    made_at = models.DateTimeField()
    # When it is tried next. Whoever moves this hour forward holds it for as long.
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=200, blank=True)

    objects = PurgeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=Q(sent_at=None) | Q(given_up_at=None), name="purge_sent_or_given_up"),
        ]

    def __str__(self):
        return f"{self.number}: {self.outcome or 'not sent yet'}"
