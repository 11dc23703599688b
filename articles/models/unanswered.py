from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import Error, models
from django.db.models import F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .coding import CodeSystem
from .constraints import not_blank, one_of
from .waiting import without_waiting

KEPT = timedelta(days=365)
MOST_A_DAY = 2000  # different codes: whoever sends codes made up by chance cannot fill the table


class UnansweredCodeQuerySet(models.QuerySet):
    def count_all(self, codes, day):
        """One more question on ``day`` for each of ``codes``, pairs of a system and a code, that no page answers.

        Never fails and never waits: a count may be lost, the answer may not.
        """
        try:
            with without_waiting():
                self._count(sorted(set(codes)), day)
        except Error:
            pass

    def _count(self, codes, day):
        asked = self.filter(reduce(or_, (Q(system=system, code=code) for system, code in codes)), day=day)
        known = set(asked.values_list("system", "code"))
        if new := [one for one in codes if one not in known]:
            room = max(0, MOST_A_DAY - self.filter(day=day).count())
            rows = (self.model(system=system, code=code, day=day, times=0) for system, code in new[:room])
            self.bulk_create(rows, ignore_conflicts=True)
        asked.update(times=F("times") + 1)

    def forget_on(self, day):
        return self.filter(day__lt=day - KEPT).delete()

    count_all.alters_data = forget_on.alters_data = True


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
