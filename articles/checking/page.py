"""What the rules look at: a page as the passages that somebody reads one after the other."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from .blocks import Link, blocks_in
from .check import Check, Place
from .hard_words import vocabulary
from .reading_age import measured
from .sentences import sentences_in
from .written import Written, WrittenSection

_PROSE = {"", "summary", "p", "li", "dd", "blockquote"}


@dataclass(frozen=True)
class Passage:
    """Words without a break. tag: ``title``, ``summary``, ``heading`` of a section, or that of a block in a body."""

    place: Place
    tag: str
    text: str
    links: list[Link] = field(default_factory=list)
    begins_item: bool = False
    is_bold: bool = False

    @property
    def is_prose(self):
        return self.tag in _PROSE

    @cached_property
    def sentences(self):
        return sentences_in(self.text)

    def check(self, sentence, words=""):
        return Check(self.place, sentence, words or self.text)


class Page:
    """terms: what the glossary explains, each term and other name"""

    def __init__(self, words: Written, *, on: date, terms=()):
        self.words, self.on, self.terms = words, on, tuple(terms)
        self.language = words.language

    @cached_property
    def passages(self) -> list[Passage]:
        found = [Passage(self.place("title"), "title", self.words.title)]
        found.append(Passage(self.place("summary"), "summary", self.words.summary))
        for number in range(len(self.words.sections)):
            found += self.passages_of(number)
        return found

    @cached_property
    def prose(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.is_prose]

    @cached_property
    def measure(self):
        return measured([sentence for passage in self.prose for sentence in passage.sentences], self.language)

    @cached_property
    def vocabulary(self):
        return vocabulary(self.language, self.terms)

    def passages_of(self, number) -> list[Passage]:
        return self._sections[number]

    @cached_property
    def _sections(self):
        return [self._read(number, section) for number, section in enumerate(self.words.sections)]

    def _read(self, number, section):
        read = [Passage(self.place("heading", number), "heading", section.heading)]
        for paragraph, block in enumerate(blocks_in(section.body), start=1):
            place = self.place("body", number, paragraph)
            read.append(Passage(place, block.tag, block.text, block.links, block.begins_item, block.is_bold))
        return read

    def sections(self, *kinds) -> list[tuple[int, WrittenSection]]:
        """With their numbers; all of them if no kind is named."""
        return [pair for pair in enumerate(self.words.sections) if not kinds or pair[1].kind in kinds]

    def place(self, field="", section=None, paragraph=None):
        return Place(self._name(field, section), field, section, paragraph)

    def check(self, sentence, field="", section=None, words=""):
        return Check(self.place(field, section), sentence, words)

    def _name(self, field, section):
        if section is not None:
            return self.words.sections[section].heading or _("section %(number)s") % {"number": section + 1}
        return {"title": _("Title"), "summary": _("Summary")}.get(field, _("The whole page"))
