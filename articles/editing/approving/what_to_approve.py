"""What an approver sees: what changed against what patients read now, on what it rests, what stands in the way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.comparing import Changes, Fate, SectionChange, as_after, as_before, changes_between
from articles.models import Edition, Section, State, clean_html
from articles.releasing import obstacles_to_release


@dataclass(frozen=True)
class Told:
    """A section that changed, in one text and as two. Everything is HTML that is fit to be shown."""

    change: SectionChange
    body_before: str
    body_after: str

    @property
    def has_words(self):
        """A picture may have none."""
        return bool(self.body_before or self.body_after)


@dataclass(frozen=True)
class Fact:
    label: str
    before: object
    after: object

    @property
    def is_other(self):
        return self.before != self.after


@dataclass(frozen=True)
class Approval:
    """before: the edition that patients read, or read last, or None; state: where that one stands"""

    before: Edition | None
    state: str
    changes: Changes | None
    told: list[Told]
    same: list[Section]
    facts: list[Fact]
    obstacles: list[str]
    returns: list

    @property
    def says_nothing_new(self):
        return self.changes is not None and self.changes.is_empty and not any(fact.is_other for fact in self.facts)


def what_to_approve(edition, now) -> Approval:
    """edition: comes ``with_words()``"""
    before = Edition.objects.released_by_moment(now).filter(article=edition.article, number__lt=edition.number)
    return told_against(before.with_state_at(now).with_words().order_by("-number").first(), edition, now)


def told_against(before, edition, now) -> Approval:
    """before: another edition, ``with_words()`` and ``with_state_at(now)``, or None"""
    changes = changes_between(before, edition) if before else None
    sections = changes.sections if changes else []
    told = [change for change in sections if change.fate is not Fate.SAME or change.is_moved]
    return Approval(
        before=before,
        state=State(before.state).label if before else "",
        changes=changes,
        told=[_told(change) for change in told],
        same=[change.new for change in sections if change not in told],
        facts=_facts(before, edition),
        obstacles=obstacles_to_release(edition, now) if edition.is_draft else [],
        returns=list(edition.returns.select_related("by").order_by("-at", "-pk")),
    )


def _told(change):
    if change.is_too_long:  # to be marked word by word
        bodies = [clean_html(one.body) if one else "" for one in (change.old, change.new)]
    else:
        bodies = [as_before(change.body), as_after(change.body)]
    return Told(change, *bodies)


def _facts(before, edition):
    asked = [
        (_("Last reviewed"), lambda one: one.last_reviewed_on),
        (_("Review due"), lambda one: one.next_review_due),
        (_("Translated from"), lambda one: one.translated_from),
    ]
    return [Fact(label, ask(before) if before else None, ask(edition)) for label, ask in asked]
