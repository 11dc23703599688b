"""What was given in a pack, in one line: made on the spot, and kept by the clinic alone."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import in_utc

from .pack_copies import CopyOfPack
from .receipts import Receipt, printed_in_groups

GIVEN = {
    "page": _("the pages, on a screen"),
    "booklet-12": _("the booklet, normal print (12 pt)"),
    "booklet-18": _("the booklet, large print (18 pt)"),
    "booklet-24": _("the booklet, very large print (24 pt)"),
    "read-aloud": _("read aloud"),
}


@dataclass(frozen=True)
class PackReceipt:
    copy: CopyOfPack
    given: str
    clinic: str
    made_at: datetime
    site: str  # the portal's own address, with a stroke at its end

    @property
    def version(self):
        return self.copy.version

    @property
    def pack(self):
        return self.copy.version.pack

    @property
    def given_in_words(self):
        return GIVEN[self.given]

    @property
    def made_at_utc(self):
        return in_utc(self.made_at)

    @property
    def address(self):
        path = reverse("linking:pack_copy", args=[self.pack.code, self.version.number, self.copy.numbers])
        return f"{self.site.rstrip('/')}{path}"

    @property
    def verify_address(self):
        return f"{self.site.rstrip('/')}{reverse('clinics:verify')}"

    @property
    def fingerprint_in_groups(self):
        return printed_in_groups(self.copy.fingerprint)

    @property
    def pages(self) -> list[Receipt]:
        """One for each page that was given."""
        given = self.given if self.given in {"page", "read-aloud"} else "page"
        return [
            Receipt(answer.edition, answer.state, given, self.clinic, self.made_at, self.site)
            for answer in self.copy.answers
        ]

    @property
    def line(self):
        """For the notes of a record system: the same in every language, so that it can be found again."""
        parts = [
            f"“{self.version.title}”",
            f"pack {self.pack.spoken_code} version {self.version.number}",
            " ".join(f"{one.article.spoken_code}/{one.number}" for one in self.copy.editions),
            *([] if self.copy.state == "current" else [f"state {self.copy.state}"]),
            f"language {self.pack.language}",
            f"given as {self.given}",
            self.made_at_utc,
            self.address,
            f"sha256:{self.copy.fingerprint}",
            *([self.clinic] if self.clinic else []),
        ]
        return " | ".join(parts)

    def as_data(self):
        return {
            "receipt": 1,
            "title": self.version.title,
            "pack": self.pack.code,
            "version": self.version.number,
            "note": self.version.note,
            "state": self.copy.state,
            "language": self.pack.language,
            "given": self.given,
            "sha256": self.copy.fingerprint,
            "address": self.address,
            "made_at": self.made_at_utc,
            "clinic": self.clinic,
            "pages": [_page(one) for one in self.pages],
        }


def _page(receipt):
    told = receipt.as_data()
    return {key: told[key] for key in ("title", "code", "edition", "state", "language", "sha256", "address", "words")}
