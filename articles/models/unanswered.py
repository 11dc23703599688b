from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import F, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .coding import CodeSystem
from .constraints import not_blank, one_of

KEPT = timedelta(days=365)
MOST_A_DAY = 2000  # different codes: whoever sends codes made up by chance cannot fill the table


class UnansweredCodeQuerySet(models.QuerySet):
    def count_one(self, system, code, day):
        """One more question for ``code`` on ``day`` that no page answers."""
        asked = self.filter(system=system, code=code, day=day)
        if asked.update(times=F("times") + 1) or self.filter(day=day).count() >= MOST_A_DAY:
            return
        try:
            with transaction.atomic():
                self.create(system=system, code=code, day=day)
        except IntegrityError:  # somebody else asked for it at the same time
            asked.update(times=F("times") + 1)

    def forget_on(self, day):
        return self.filter(day__lt=day - KEPT).delete()

    count_one.alters_data = forget_on.alters_data = True


class UnansweredCode(models.Model):
    """A clinical code that a record system asked for in vain: the code and the day, and nothing of who asked."""

    system = models.CharField(_("system"), max_length=40, choices=CodeSystem)
    code = models.CharField(_("code"), max_length=40)
    day = models.DateField(_("day"), db_index=True)
    times = models.PositiveIntegerField(_("times"), default=1)

    objects = UnansweredCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code that leads nowhere")
        verbose_name_plural = _("codes asked for that lead nowhere")
        ordering = ["-day", "-times", "system", "code"]
        constraints = [
            UniqueConstraint(fields=["system", "code", "day"], name="unanswered_code_once_a_day"),
            not_blank("code"),
            one_of("system", CodeSystem.values),
        ]

    def __str__(self):
        return f"{self.get_system_display()} {self.code}"
