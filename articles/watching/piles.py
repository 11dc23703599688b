"""The piles of work on the editors' desk. Each is a question about the editions at a moment, asked by a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Approval, Edition, Return, day_of

RELEASES_AHEAD = timedelta(days=14)
REVIEWS_AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Pile:
    """name: as in addresses; permission: without which nobody can do anything about it; day: the field that presses"""

    name: str
    title: Promise
    advice: Promise
    editions: Callable
    permission: str = "articles.view_edition"
    day: str = ""
    is_pressing: bool = False


def piles_for(user) -> list[Pile]:
    return [pile for pile in PILES if user.has_perm(pile.permission)]


def _urgent(user, moment) -> QuerySet:
    approved = Approval.objects.filter(edition=OuterRef("pk"), at__gte=OuterRef("release_recorded_at"))
    return Edition.objects.exclude(release_at=None).exclude(urgent_reason="").filter(~Exists(approved))


def _returned(user, moment):
    return Edition.objects.drafts().filter(_is_returned(), words_changed_by=user)


def _mine(user, moment):
    return Edition.objects.drafts().filter(~_is_returned(), words_changed_by=user)


def _to_approve(user, moment):
    others = Edition.objects.drafts().exclude(words_changed_by=user)
    return others.filter(~_is_returned()).exclude(pk__in=_approved_drafts())


def _to_release(user, moment):
    return Edition.objects.drafts().filter(pk__in=_approved_drafts())


def _coming(user, moment):
    return Edition.objects.filter(release_at__gt=moment, release_at__lte=moment + RELEASES_AHEAD)


def _overdue(user, moment):
    return _live_with_due_day(moment).filter(due__lt=day_of(moment))


def _due(user, moment):
    today = day_of(moment)
    return _live_with_due_day(moment).filter(due__gte=today, due__lte=today + REVIEWS_AHEAD)


def _behind(user, moment):
    newer = Edition.objects.released_by_moment(moment).filter(
        article=OuterRef("translated_from__article"), number__gt=OuterRef("translated_from__number")
    )
    return Edition.objects.live_at(moment).filter(Exists(newer))


def _is_returned():
    """As long as no word has changed since, it waits for its writer and not for approval."""
    return Exists(Return.objects.filter(edition=OuterRef("pk"), at__gte=OuterRef("words_changed_at")))


def _approved_drafts():
    """Only those with an approval are read as a whole: it holds for exactly what stood there."""
    drafts = Edition.objects.drafts().filter(Exists(Approval.objects.filter(edition=OuterRef("pk"))))
    read = drafts.with_words().prefetch_related("approvals")
    return [one.pk for one in read if one.current_seal() in {approval.seal for approval in one.approvals.all()}]


def _live_with_due_day(moment):
    return Edition.objects.live_at(moment).with_next_review_due()


PILES = [
    Pile(
        "urgent",
        _("Released without approval"),
        _("Somebody else must still read and approve these."),
        _urgent,
        permission="articles.approve_edition",
        day="release_at",
        is_pressing=True,
    ),
    Pile(
        "overdue",
        _("Review overdue"),
        _("Patients are told that nobody has checked these in time."),
        _overdue,
        day="due",
        is_pressing=True,
    ),
    Pile("returned", _("Returned to me"), _("Read the comments, change the words, and ask again."), _returned),
    Pile(
        "approve",
        _("Waiting for approval"),
        _("Drafts by others that nobody has approved yet."),
        _to_approve,
        permission="articles.approve_edition",
    ),
    Pile(
        "release",
        _("Approved, not released"),
        _("Release them now, or set a moment."),
        _to_release,
        permission="articles.release_edition",
    ),
    Pile("mine", _("My drafts"), _("What you wrote last and nobody has approved."), _mine, "articles.change_edition"),
    Pile("coming", _("Released in the next two weeks"), _("They go live by themselves."), _coming, day="release_at"),
    Pile("due", _("Review due in the next 90 days"), _("Ask a clinician to look again in time."), _due, day="due"),
    Pile("behind", _("Translations behind their original"), _("The original has a newer edition."), _behind),
]
