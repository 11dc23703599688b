"""Which section became which."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from articles.models import Section, plain_text

from .blocks import likeness
from .effort import TooMuch
from .sequences import still_in_order

LIKE = 0.5  # the share of words that two sections must have in common to be one section with a new heading


class Fate(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class SectionChange:
    """What became of one section. heading, body, alt, risk: HTML that is fit to be shown"""

    old: Section | None
    new: Section | None
    heading: str
    body: str
    alt: str
    risk: str
    is_moved: bool
    is_too_long: bool  # to be compared word by word: ``body`` is empty, and the editions must be read themselves
    is_new_picture: bool

    @property
    def fate(self) -> Fate:
        if self.old is None:
            return Fate.ADDED
        if self.new is None:
            return Fate.REMOVED
        return Fate.SAME if told(self.old) == told(self.new) else Fate.CHANGED

    @property
    def section(self):
        return self.new or self.old

    @property
    def has_marks(self):
        """Whether a word was added or removed, and not only the way it looks."""
        parts = (self.heading, self.body, self.alt, self.risk)
        return self.is_too_long or any("<ins>" in part or "<del>" in part for part in parts)


def told(section):
    """Everything a patient is told by a section, whatever its place and its anchor."""
    return section.kind, section.heading, section.body, section.image_id, section.alt, section.risk


def matched(old, new, effort) -> list[tuple]:
    """Pairs of an old and a new section in the order of the new, None where there is no other."""
    partner = _partners(old, new, effort)
    taken = set(partner.values())
    pairs = [(partner.get(section), section) for section in new]
    place = 0
    for section in old:
        if section in taken:
            place = 1 + next(index for index, (before, _after) in enumerate(pairs) if before is section)
        else:
            pairs.insert(place, (section, None))
            place += 1
    return pairs


def moved(pairs, old) -> set:
    """The new sections whose place among those that stayed is another one."""
    place_of = {section: place for place, section in enumerate(old)}
    stayed = [(place_of[before], after) for before, after in pairs if before and after]
    in_order = still_in_order([place for place, _after in stayed])
    return {after for place, after in stayed if place not in in_order}


def _partners(old, new, effort):
    """The old section of each new one that has one."""
    partner, waiting = {}, list(old)
    for trait in (told, _anchor, _heading):
        by_trait = {}
        for section in reversed(waiting):
            by_trait.setdefault(trait(section), []).append(section)
        for section in new:
            if section not in partner and trait(section) and by_trait.get(trait(section)):
                partner[section] = by_trait[trait(section)].pop()
                waiting.remove(partner[section])
    alone = [section for section in new if section not in partner]
    return partner | _most_alike(waiting, alone, effort)


def _anchor(section):
    return section.anchor


def _heading(section):
    return section.heading.casefold().strip()


def _most_alike(old, new, effort):
    """The likest first. Where there are too many to try, none is: they are told as removed and added."""
    words = {section: Counter(plain_text(section.body).split()) for section in [*old, *new]}
    try:
        effort.spend(sum(len(old) * len(words[section]) for section in new) + len(old) * len(new))
    except TooMuch:
        return {}
    scores = [
        (likeness(words[before], words[after]), at_old, at_new)
        for at_old, before in enumerate(old)
        for at_new, after in enumerate(new)
        if words[before] and words[after]
    ]
    partner, taken = {}, set()
    for score, at_old, at_new in sorted(scores, key=lambda score: (-score[0], score[1:])):
        if score >= LIKE and at_old not in taken and new[at_new] not in partner:
            partner[new[at_new]] = old[at_old]
            taken.add(at_old)
    return partner
