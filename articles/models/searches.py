"""What was searched for, and how often: never by whom. docs/decisions tells how what is rare stays unknown."""

import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .clock import day_of
from .constraints import not_blank
from .fields import language_field

KEPT = timedelta(days=365)
LONGEST = 80  # characters


def new_key() -> str:
    return secrets.token_hex(32)


class SearchPeriod(models.Model):
    """A month. Its key goes with it, and then nobody can tell any more what its digests stood for."""

    began_on = models.DateField(unique=True)
    key = models.CharField(max_length=64, default=new_key, editable=False)

    def __str__(self):
        return f"{self.began_on:%Y-%m}"

    def digest_of(self, language: str, words: str) -> str:
        """Made with the portal's own secret too, so that a copy of the database alone does not tell."""
        key = bytes.fromhex(self.key) + settings.SECRET_KEY.encode()
        return hmac.digest(key, f"{language} {words}".encode(), "sha256").hex()


class RareSearch(models.Model):
    """Something that few have asked so far in a period. What it was stands nowhere."""

    period = models.ForeignKey(SearchPeriod, on_delete=models.CASCADE, related_name="rare")
    digest = models.CharField(max_length=64)
    times = models.PositiveIntegerField(default=0)
    times_in_vain = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [UniqueConstraint(fields=["period", "digest"], name="rare_search_once_in_a_period")]

    def __str__(self):
        return self.digest[:8]


class SearchCountQuerySet(models.QuerySet):
    def kept_at(self, moment):
        """What may still be read at ``moment``. The rest is forgotten, at the latest when the next month begins."""
        return self.filter(day__gt=day_of(moment - KEPT))

    def forget_at(self, moment):
        return self.filter(day__lte=day_of(moment - KEPT)).delete()

    forget_at.alters_data = True


class SearchCount(models.Model):
    """How often some words were searched for on a day, and how often nothing was found."""

    language = language_field()
    words = models.CharField(_("words"), max_length=LONGEST)
    day = models.DateField(_("day"), db_index=True)
    times = models.PositiveIntegerField(_("times"))
    times_in_vain = models.PositiveIntegerField(_("times without a result"), default=0)

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searched for")
        ordering = ["-day", "words"]
        constraints = [
            UniqueConstraint(fields=["language", "words", "day"], name="search_count_once_a_day"),
            CheckConstraint(condition=Q(times_in_vain__lte=F("times")), name="search_in_vain_at_most_each_time"),
            not_blank("words"),
        ]

    def __str__(self):
        return self.words


class SearchInVain(SearchCount):
    """The same, looked at for what nobody found."""

    class Meta:
        proxy = True
        verbose_name = _("search without a result")
        verbose_name_plural = _("searched and not found")
