"""The way of a draft to its approval: who sent it, and which request still waits for an answer."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .constraints import not_blank
from .edition import Edition
from .events import Approval, Return
from .fields import PlainTextField, user_field


class ApprovalRequestQuerySet(models.QuerySet):
    def unanswered(self):
        """Neither approved nor returned since."""
        since = {"edition": OuterRef("edition"), "at__gte": OuterRef("at")}
        return self.filter(~Exists(Approval.objects.filter(**since)), ~Exists(Return.objects.filter(**since)))

    def newest(self):
        """The last one of each edition."""
        later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(ApprovalRequest.objects.filter(later, edition=OuterRef("edition"))))


class ApprovalRequest(models.Model):
    """Somebody sent a draft for approval. What is approved is what stands there when it is read."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="approval_requests")
    seal = models.CharField(max_length=64)
    by = user_field(_("sent by"))
    at = models.DateTimeField(_("sent at"))
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent to"),
        on_delete=models.PROTECT,
        related_name="approvals_wanted",
        null=True,
        blank=True,
    )
    note = PlainTextField(_("note"), blank=True)

    objects = ApprovalRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for approval")
        verbose_name_plural = _("requests for approval")
        ordering = ["at", "pk"]
        constraints = [not_blank("seal")]

    def __str__(self):
        return f"{self.edition}: {self.by}"


def standing_returns():
    """Returns after which the draft was neither sent again nor approved."""
    later = {"edition": OuterRef("edition"), "at__gt": OuterRef("at")}
    return Return.objects.filter(
        ~Exists(Approval.objects.filter(**later)), ~Exists(ApprovalRequest.objects.filter(**later))
    )
