"""What a search answers, for whoever asks: a page of results, or suggestions while somebody types."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from articles.models import Edition, EmergencyAnswer, Section

RESULTS_ON_A_PAGE = 10  # twenty are five screens of a phone, and the second ten are hardly ever read
MOST_SUGGESTIONS = 8


class CannotSearch(Exception):
    """Nothing can be looked for. Its text is a sentence that tells the person what to type instead."""


@dataclass(frozen=True)
class Result:
    """An edition that is live at the asked moment, with its ``article``, and the section that answers best.

    ``title``, ``heading`` and ``extract`` are safe HTML: plain words, escaped, with what was found in ``<mark>``.
    ``section`` is None, and ``heading`` empty, where title or summary answer better than any section.
    """

    edition: Edition
    title: SafeString
    extract: SafeString
    section: Section | None = None
    heading: SafeString | str = ""
    is_pinned: bool = False

    @property
    def address(self) -> str:
        anchor = f"#{self.section.anchor}" if self.section and self.section.anchor else ""
        return f"{self.edition.article.get_absolute_url()}{anchor}"


@dataclass(frozen=True)
class Found:
    """``corrected`` holds the words that were looked for instead of misspelt ones, or nothing.

    ``nearest`` holds the live editions with the titles nearest to the words, when ``count`` is 0.
    """

    words: str
    count: int = 0
    page: int = 1
    pages: int = 1
    results: list[Result] = field(default_factory=list)
    corrected: str = ""
    emergency: EmergencyAnswer | None = None
    nearest: list[Edition] = field(default_factory=list)


@dataclass(frozen=True)
class Suggestion:
    """A title or a name people use that begins like what is being typed, and the live edition it leads to."""

    words: str
    edition: Edition
