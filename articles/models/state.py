"""How an edition differs from the one before, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    MAJOR = "major", _("major: what is said has changed")
    MINOR = "minor", _("minor: spelling, a link, a clearer word")


class State(models.TextChoices):
    """Where an edition stands at a moment. Never stored: dates and recorded facts tell it."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECALLED = "recalled", _("Recalled")


class Progress(models.TextChoices):
    """How far a draft has come. Never stored: what was last said of it tells."""

    WRITTEN = "written", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
