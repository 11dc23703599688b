from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .edition import Edition


class Readability(models.Model):
    """How hard released words are to read. They never change, so each edition is measured once.

    age: in years, of English; ease: on the scale INFLESZ, of Spanish; neither where a text is too short, or Arabic
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True)
    age = models.PositiveSmallIntegerField(null=True)
    ease = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("readability")
        verbose_name_plural = _("readability")
        constraints = [
            models.CheckConstraint(condition=Q(age=None) | Q(ease=None), name="readability_on_one_scale"),
        ]

    def __str__(self):
        return str(self.edition)
