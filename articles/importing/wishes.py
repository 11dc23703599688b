from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _

from .understanding.document import BadFile


class Outcome(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    SCHEDULED = "scheduled"
    UPDATED = "brought up to date"
    UNCHANGED = "unchanged"
    TOPIC_OR_TERM = "topic or term"


@dataclass(frozen=True)
class Wishes:
    """What whoever imports asks for."""

    now: datetime
    by: object = None  # the user, or None
    is_release: bool = False
    topic: str = ""
    language: str = ""

    def language_of(self, document):
        """The language that ``document`` is in. Raises BadFile if the portal has no such pages."""
        language = document.language or self.language or settings.LANGUAGE_CODE
        known = [tag for tag, _name in settings.LANGUAGES]
        if language not in known:
            raise BadFile(
                _("The portal has no pages in “%(language)s”. It has: %(known)s.")
                % {"language": language, "known": ", ".join(known)}
            )
        return language

    def releases(self, document):
        return self.is_release and not document.is_draft

    def outcome_of(self, document):
        return Outcome.SCHEDULED if (document.release_at or self.now) > self.now else Outcome.RELEASED
