from datetime import timedelta

from django.db import Error, models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .waiting import without_waiting

KEPT = timedelta(days=90)
MOST_A_DAY = 200  # different ones: whoever makes some up fills nothing
OTHER = "other"


class CspReportQuerySet(models.QuerySet):
    def count_one(self, directive, blocked, day):
        """Never fails and never waits: a count may be lost."""
        try:
            with without_waiting():
                today = self.filter(day=day)
                if today.filter(directive=directive, blocked=blocked).update(times=F("times") + 1):
                    return
                if blocked != OTHER and today.count() >= MOST_A_DAY:
                    self.count_one(directive, OTHER, day)
                else:
                    self.create(directive=directive, blocked=blocked, day=day)
        except Error:
            pass


class CspReport(models.Model):
    """How often browsers kept a page within its content policy on a day. Nothing says whose, and on which page."""

    day = models.DateField(_("day"))
    directive = models.CharField(_("rule"), max_length=40)
    blocked = models.CharField(_("what was blocked"), max_length=100)
    times = models.PositiveIntegerField(_("times"), default=1)

    objects = CspReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocked by browsers")
        verbose_name_plural = _("blocked by browsers")
        ordering = ["-day", "-times", "pk"]
        constraints = [
            UniqueConstraint(fields=["day", "directive", "blocked"], name="csp_reports_counted_once_a_day"),
            CheckConstraint(condition=Q(times__gte=1), name="csp_reports_counted_from_1"),
        ]

    def __str__(self):
        return f"{self.directive}: {self.blocked}"
