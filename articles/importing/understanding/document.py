"""What a file says, whatever it was written in, before anything is stored."""

from dataclasses import dataclass, field
from datetime import date, datetime


class BadFile(Exception):
    """A file that cannot be read. ``str()`` is a sentence for the person who sent it.

    line: counted from 1; None where the fault has no line
    edition: what became of the same file when it came before
    """

    def __init__(self, sentence, line=None, edition=None):
        self.line = line
        self.edition = edition
        super().__init__(sentence)


@dataclass
class Picture:
    data: bytes  # none where only the words about a picture are there
    alt: str = ""
    is_decorative: bool = False


@dataclass
class SectionWords:
    kind: str = "text"
    heading: str = ""
    anchor: str = ""
    body: str = ""
    picture: Picture | None = None
    risk: tuple[int, int] | None = None  # how many of how many
    line: int | None = None


@dataclass
class WithdrawalFacts:
    at: datetime
    kind: str
    reason: str
    replaced_by: str = ""
    lifted_at: datetime | None = None
    lifted_reason: str = ""


@dataclass
class ArticleDocument:
    """One edition of one article. ``None`` means that the file does not say."""

    title: str
    sections: list[SectionWords] = field(default_factory=list)
    summary: str = ""
    language: str | None = None

    code: str = ""
    origin: str = ""
    slug: str = ""
    past_slugs: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)
    translation_of: str = ""
    is_sample: bool = False

    number: int | None = None
    is_draft: bool = False
    release_at: datetime | None = None
    reviewed_on: date | None = None
    review_due: date | None = None
    reviews: list[tuple[date, date, str]] = field(default_factory=list)
    change: str = "major"
    is_safety_change: bool = False
    change_note: str = ""
    urgent_reason: str = ""
    was_approved_afterwards: bool = False
    translated_from: int | None = None
    sources: list[dict] = field(default_factory=list)
    people: list[tuple[str, str, str]] = field(default_factory=list)
    withdrawals: list[WithdrawalFacts] = field(default_factory=list)

    notes: list[str] = field(default_factory=list)

    @property
    def waits_for_approval(self):
        return bool(self.urgent_reason) and not self.was_approved_afterwards

    @property
    def pictures(self):
        return [words.picture.data for words in self.sections if words.picture and words.picture.data]


@dataclass
class ShelfDocument:
    """A topic (``name`` is its name) or a glossary term (``name`` is the term)."""

    type: str
    name: str
    text: str
    slug: str = ""
    language: str | None = None
    past_slugs: list[str] = field(default_factory=list)
    other_names: str = ""
    notes: list[str] = field(default_factory=list)
    pictures = ()
