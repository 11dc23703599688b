"""The record: what a security officer asks for afterwards. Each entry is sealed with the one before it.

An entry names accounts by number and articles by code, and holds no name, address or word of anybody, because nothing
is ever taken out of it again. docs/decisions/0024-the-record-is-one-chain.md.
"""

import hashlib
import json
from datetime import UTC

from django.db import models
from django.utils.translation import gettext_lazy as _

from .deeds import DeedQuerySet, NeverAltered
from .fields import user_field

BEFORE_THE_FIRST = "0" * 64


class What(models.TextChoices):
    SIGNED_IN = "signed-in", _("Signed in")
    SIGNED_OUT = "signed-out", _("Signed out")
    SIGN_IN_FAILED = "sign-in-failed", _("Sign-in failed")
    LOCKED_OUT = "locked-out", _("Locked out")
    ACCOUNT_CHANGED = "account-changed", _("Account changed")
    ROLES_CHANGED = "roles-changed", _("Roles or rights changed")
    APPROVED = "approved", _("Approved")
    RELEASED = "released", _("Released")
    UNSCHEDULED = "unscheduled", _("Release taken back")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECALLED = "recalled", _("Recalled")
    LIFTED = "lifted", _("Given back to readers")
    EXPORTED = "exported", _("Exported")
    RESTORED = "restored", _("Restored from a backup")
    FORGOTTEN = "forgotten", _("Deleted because its time was over")
    ERASED = "erased", _("Name of a former member of staff erased")
    TURNED_AWAY = "turned-away", _("Turned away")
    FAILED = "failed", _("Failed")


def kinds():
    """Named, so that a new kind needs no migration."""
    return What.choices


class Recorded(models.Model):
    """One entry. ``articles.recording.record`` writes it."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("at"))
    what = models.CharField(_("what"), max_length=20, choices=kinds)
    by = user_field(_("by"), null=True)
    whom = user_field(_("account"), null=True)
    about = models.TextField(_("about"), blank=True)
    seal = models.CharField(_("seal"), max_length=64, unique=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("record")
        base_manager_name = "objects"
        ordering = ["-number"]

    def __str__(self):
        return f"{self.number}: {self.get_what_display()}"

    def told(self) -> dict:
        """All that the seal is made of, in this order, as it can be told to others."""
        facts = {"number": self.number, "at": self.at.astimezone(UTC).isoformat(), "what": str(self.what)}
        return facts | {"by": self.by_id, "whom": self.whom_id, "about": self.about}

    def sealed_after(self, seal: str) -> str:
        """The seal of this entry, where the one before it has ``seal``: SHA-256 of both, as docs/security.md tells."""
        told = json.dumps([seal, *self.told().values()], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()

    def save(self, **options):
        if self.seal:
            raise NeverAltered
        raise TypeError("Entries are written by articles.recording.record alone.")

    def delete(self, **options):
        raise NeverAltered
