"""What was given, in one line: made on the spot, and kept by the clinic alone."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, in_utc

LONGEST_CLINIC = 120
GIVEN = {
    "page": _("the page, on a screen"),
    "leaflet-12": _("the leaflet, normal print (12 pt)"),
    "leaflet-18": _("the leaflet, large print (18 pt)"),
    "leaflet-24": _("the leaflet, very large print (24 pt)"),
    "read-aloud": _("read aloud"),
}
STATES = {
    "current": _("the newest edition, and checked in time"),
    "original-changed": _("the newest translation, but its original has changed"),
    "overdue": _("the newest edition, but its check is overdue"),
    "newer-in-small-things": _("not the newest edition; only small things have changed since"),
    "newer": _("not the newest edition; what it says has changed since"),
    "newer-for-safety": _("not the newest edition; something important for safety has changed since"),
    "withdrawn": _("withdrawn, because out of date"),
}
LEAFLET_SIZES = {"leaflet-12": "normal", "leaflet-18": "large", "leaflet-24": "largest"}


@dataclass(frozen=True)
class Receipt:
    """state: how current the edition was when the receipt was made, as the check of a copy says it."""

    edition: Edition
    state: str
    given: str
    clinic: str
    made_at: datetime
    site: str  # the portal's own address, with a stroke at its end

    @property
    def address(self):
        return self._below("copy")

    @property
    def words_address(self):
        return self._below("words")

    @property
    def leaflet_address(self):
        """Of the leaflet in the size that was given, or None."""
        size = LEAFLET_SIZES.get(self.given)
        path = self.edition.article.address_of("edition_leaflet", number=self.edition.number)
        return size and f"{self.site.rstrip('/')}{path}" + ("" if size == "normal" else f"?size={size}")

    @property
    def given_in_words(self):
        return GIVEN[self.given]

    @property
    def state_in_words(self):
        if self.state == "current" and self.edition.next_review_due is None:
            return _("the newest edition; no day is set for its next check")
        return STATES[self.state]

    @property
    def fingerprint_in_groups(self):
        return printed_in_groups(self.edition.fingerprint)

    @property
    def verify_address(self):
        return f"{self.site.rstrip('/')}{reverse('clinics:verify')}"

    @property
    def made_at_utc(self):
        return in_utc(self.made_at)

    @property
    def line(self):
        """For the notes of a record system: the same in every language, so that it can be found again."""
        article = self.edition.article
        parts = [
            f"“{self.edition.title}”",
            f"{article.spoken_code} edition {self.edition.number}",
            *([] if self.state == "current" else [f"state {self.state}"]),
            f"language {article.language}",
            f"given as {self.given}",
            self.made_at_utc,
            self.address,
            f"sha256:{self.edition.fingerprint}",
            *([self.clinic] if self.clinic else []),
        ]
        return " | ".join(parts)

    def as_data(self):
        article = self.edition.article
        return {
            "receipt": 1,
            "title": self.edition.title,
            "code": article.code,
            "edition": self.edition.number,
            "state": self.state,
            "language": article.language,
            "given": self.given,
            "sha256": self.edition.fingerprint,
            "address": self.address,
            "words": self.words_address,
            "made_at": self.made_at_utc,
            "clinic": self.clinic,
        }

    def _below(self, page):
        path = reverse(f"linking:{page}", args=[self.edition.article.code, self.edition.number])
        return f"{self.site.rstrip('/')}{path}"


def printed_in_groups(sha256: str) -> list[str]:
    """Eight characters at a time, so that an eye can compare them."""
    return [sha256[start : start + 8] for start in range(0, 64, 8)]
