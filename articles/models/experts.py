"""An expert without an account: the link that was given, and what was said with it."""

import hashlib

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from .constraints import both_or_neither, not_blank, one_of
from .edition import Edition
from .fields import user_field

LONGEST_NAME = 200


class ExpertLinkQuerySet(models.QuerySet):
    def of_token(self, token):
        return self.filter(digest=digest_of(token))

    def open_at(self, moment):
        """Those that still open their page: neither run out nor revoked, and nothing released."""
        unreleased = Q(edition__release_at=None) | Q(edition__release_at__gt=moment)
        return self.filter(unreleased, expires_at__gt=moment).exclude(revoked_at__lte=moment)


class ExpertLink(models.Model):
    """Lets one named person read a draft and say what they think, without an account."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="expert_links")
    # The address itself is told once, when it is made, and kept nowhere: this only recognises it.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    for_whom = models.CharField(_("for whom"), max_length=LONGEST_NAME)
    by = user_field(_("made by"))
    at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = user_field(_("revoked by"), null=True, blank=True)

    objects = ExpertLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for an expert")
        verbose_name_plural = _("links for experts")
        ordering = ["at", "pk"]
        constraints = [
            not_blank("digest"),
            not_blank("for_whom"),
            CheckConstraint(condition=Q(expires_at__gt=F("at")), name="expertlink_expires_after_it_was_made"),
            both_or_neither("revoked_at", "revoked_by"),
        ]

    def __str__(self):
        return f"{self.edition}: {self.for_whom}"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Outcome(models.TextChoices):
    FINE = "fine", _("Fine as it is")
    WITH_CHANGES = "with-changes", _("Fine with the changes I describe")
    NOT_FINE = "not-fine", _("Not fine: patients should not read this")


class Verdict(models.Model):
    """What an expert thinks of exactly what has this seal. It informs an approver, and approves nothing."""

    link = models.ForeignKey(ExpertLink, on_delete=models.CASCADE, related_name="verdicts")
    seal = models.CharField(max_length=64)
    outcome = models.CharField(_("verdict"), max_length=12, choices=Outcome)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    role = models.CharField(_("role"), max_length=LONGEST_NAME)
    at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("verdict of an expert")
        verbose_name_plural = _("verdicts of experts")
        ordering = ["at", "pk"]
        constraints = [not_blank("seal"), not_blank("name"), not_blank("role"), one_of("outcome", Outcome.values)]

    def __str__(self):
        return f"{self.name}: {self.get_outcome_display()}"
