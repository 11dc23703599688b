"""Who is to be told by e-mail that something needs them, and who has been."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .approving import ApprovalRequest
from .edition import Edition


class Reminder(models.Model):
    """One line of a mail to one person. It is recorded before it is sent, and once, however many processes run.

    due, request: what it is about, the review of that day or the request for approval
    step: which of its reminders: minus the days before the review, or the weeks since it was due or asked for
    claim: the process that is sending it, from ``claimed_at`` on; if that one ends, another may after a while
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reminders")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due = models.DateField(null=True)
    request = models.ForeignKey(ApprovalRequest, on_delete=models.CASCADE, null=True, related_name="+")
    step = models.SmallIntegerField()
    recorded_at = models.DateTimeField()
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["pk"]
        indexes = [models.Index(fields=["to"], condition=Q(sent_at=None), name="reminders_to_send")]
        constraints = [
            CheckConstraint(
                condition=Q(due=None, request__isnull=False) | Q(due__isnull=False, request=None),
                name="reminder_of_one_thing",
            ),
            UniqueConstraint(
                fields=["edition", "to", "due", "step"], condition=Q(request=None), name="reminded_once_of_a_review"
            ),
            UniqueConstraint(
                fields=["request", "to", "step"], condition=Q(due=None), name="reminded_once_of_a_request"
            ),
        ]

    def __str__(self):
        return f"{self.edition}: {self.to}"

    @property
    def key(self):
        return (self.edition_id, self.to_id, self.due, self.request_id, self.step)
