from dataclasses import dataclass
from html import escape

from articles.models import Edition, clean_html

from .blocks import body_changes, whole_body
from .effort import Effort, TooMuch
from .headings import announced, told_risk
from .sections import Fate, SectionChange, matched, moved, told
from .shown import shown
from .tokens import tokens_of_text
from .words import text_changes
from .writing import added, as_added, as_it_is, as_removed, removed

# Steps for one comparison: about a second. What is left over when they are used up is told section by section.
STEPS = 1_500_000


@dataclass(frozen=True)
class Listed:
    """What joined and what left a list, such as that of the sources."""

    added: list
    removed: list

    def __bool__(self):
        return bool(self.added or self.removed)


@dataclass(frozen=True)
class Changes:
    """What changed from one edition to another. title, summary: HTML that is fit to be shown, empty if the same"""

    old: Edition
    new: Edition
    title: str
    summary: str
    sections: list[SectionChange]
    sources: Listed
    people: Listed

    @property
    def is_empty(self):
        """Whether a patient is told the very same in both."""
        parts = (self.title, self.summary, self.sources, self.people)
        same = all(change.fate is Fate.SAME and not change.is_moved for change in self.sections)
        return same and not any(parts)


def changes_between(old, new, *, steps=STEPS) -> Changes:
    """What changed from ``old`` to ``new``, in the active language. Both come ``with_words()``."""
    effort = Effort(steps)
    return Changes(
        old=old,
        new=new,
        title=_text(old.title, new.title, effort),
        summary=_text(old.summary, new.summary, effort),
        sections=_sections(list(old.sections.all()), list(new.sections.all()), effort),
        sources=_listed(old.sources.all(), new.sources.all(), lambda one: (one.title, one.publisher, one.url)),
        people=_listed(old.credits.all(), new.credits.all(), lambda one: (one.part, one.name, one.role)),
    )


def _text(old, new, effort):
    return "" if old == new else _or_whole(old, new, effort)


def _or_whole(old, new, effort):
    try:
        return shown(text_changes(old, new, effort))
    except TooMuch:
        return shown(removed(tokens_of_text(old)) + " " + added(tokens_of_text(new)))


def _listed(old, new, key):
    before, after = {key(one): one for one in old}, {key(one): one for one in new}
    return Listed(
        added=[one for name, one in after.items() if name not in before],
        removed=[one for name, one in before.items() if name not in after],
    )


def _sections(old, new, effort):
    pairs = matched(old, new, effort)
    elsewhere = moved(pairs, old)
    # The short ones first, so that one endless section leaves no other without its words.
    told_of = {
        pair: _section(*pair, pair[1] in elsewhere, effort)
        for pair in sorted(pairs, key=lambda pair: sum(len(one.body) for one in pair if one))
    }
    return [told_of[pair] for pair in pairs]


def _section(old, new, is_moved, effort):
    try:
        body, is_too_long = shown(_body(old, new, effort)), False
    except TooMuch:
        body, is_too_long = "", True
    return SectionChange(
        old=old,
        new=new,
        heading=_line(announced, old, new, effort),
        body=body,
        alt=_line(lambda section: section.alt, old, new, effort),
        risk=_line(told_risk, old, new, effort),
        is_moved=is_moved,
        is_too_long=is_too_long,
        is_new_picture=bool(old and new and old.image_id != new.image_id),
    )


def _body(old, new, effort):
    if old is None:
        return whole_body(clean_html(new.body), as_added)
    if new is None:
        return whole_body(clean_html(old.body), as_removed)
    if told(old) == told(new):
        return whole_body(clean_html(new.body), as_it_is)
    return body_changes(clean_html(old.body), clean_html(new.body), effort)


def _line(ask, old, new, effort):
    """A heading, or other plain text of a section. Only what both sections have is compared."""
    if old is None or new is None:
        return escape(ask(new or old))
    return _or_whole(ask(old), ask(new), effort)
