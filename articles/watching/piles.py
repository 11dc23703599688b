"""The piles of work on the editors' desk. Each is a question about the editions at a moment, asked by a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Approval, ApprovalRequest, Edition, Link, LinkPlace, day_of

RELEASES_AHEAD = timedelta(days=14)
REVIEWS_AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Pile:
    """name: as in addresses; permission: without which, or or_permission, nobody can do anything about it;
    day: the field that presses; step: of an edition, where whoever follows a line of it would take that next
    """

    name: str
    title: Promise
    advice: Promise
    editions: Callable
    permission: str = "articles.view_edition"
    or_permission: str = ""
    day: str = ""
    is_pressing: bool = False
    page: str = ""  # of the desk, where it has one of its own
    step: str = ""


def piles_for(user) -> list[Pile]:
    may = user.has_perm
    return [pile for pile in PILES if may(pile.permission) or (pile.or_permission and may(pile.or_permission))]


def _urgent(user, moment) -> QuerySet:
    approved = Approval.objects.filter(edition=OuterRef("pk"), at__gte=OuterRef("release_recorded_at"))
    return Edition.objects.exclude(release_at=None).exclude(urgent_reason="").filter(~Exists(approved))


def _returned(user, moment):
    """To the writer, and to whoever sent it: imported words have no writer here."""
    sent = ApprovalRequest.objects.filter(edition=OuterRef("pk"), by=user)
    return Edition.objects.returned().filter(Q(words_changed_by=user) | Exists(sent))


def unsent_drafts():
    """Drafts that wait for nobody else's answer: never sent, or changed since they were approved."""
    waiting = Edition.objects.in_review() | Edition.objects.returned()
    return Edition.objects.drafts().exclude(pk__in=waiting.order_by().values("pk")).exclude(pk__in=approved_drafts())


def _mine(user, moment):
    return unsent_drafts().filter(words_changed_by=user)


def _of_others(user, moment):
    return unsent_drafts().filter(~Q(words_changed_by=user) | Q(words_changed_by=None))


def _to_approve(user, moment):
    """Sent to ``user``, or to anybody who may approve."""
    others = Edition.objects.in_review().filter(~Q(words_changed_by=user) | Q(words_changed_by=None))
    for_others = ApprovalRequest.objects.newest().exclude(to=None).exclude(to=user)
    return others.exclude(Exists(for_others.filter(edition=OuterRef("pk"))))


def _sent(user, moment):
    return Edition.objects.in_review().filter(_written_or_sent_by(user))


def _written_or_sent_by(user):
    return Q(words_changed_by=user) | Exists(ApprovalRequest.objects.newest().filter(edition=OuterRef("pk"), by=user))


def _to_release(user, moment):
    return Edition.objects.drafts().filter(pk__in=approved_drafts())


def _approved(user, moment):
    """Of writers who may not release: it must not look as if their draft had gone."""
    if user.has_perm("articles.release_edition"):  # they have a pile with all of them
        return Edition.objects.none()
    return _to_release(user, moment).filter(_written_or_sent_by(user))


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


def _with_broken_links(user, moment):
    if not Link.objects.broken().exists():  # on most days; and then nobody need look through all that is live
        return Edition.objects.none()
    return Edition.objects.filter(pk__in=LinkPlace.objects.broken_at(moment).values("edition"))


def approved_drafts():
    """The keys of those whose approval holds: for exactly what stood there, until it is returned.

    Only those with an approval are read as a whole.
    """
    drafts = Edition.objects.drafts().filter(Exists(Approval.objects.filter(edition=OuterRef("pk"))))
    read = drafts.with_words().prefetch_related("approvals", "returns")
    return [one.pk for one in read if _holds(one)]


def _holds(draft):
    returned_at = max((one.at for one in draft.returns.all()), default=None)
    seals = {one.seal for one in draft.approvals.all() if returned_at is None or one.at >= returned_at}
    return draft.current_seal() in seals


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
    Pile(
        "returned",
        _("Returned to me"),
        _("Read the comments, change the words, and send them again."),
        _returned,
        permission="articles.change_edition",
    ),
    Pile(
        "approve",
        _("Waiting for my approval"),
        _("Sent to you, or to anybody who may approve."),
        _to_approve,
        permission="articles.approve_edition",
        step="approve",
    ),
    Pile(
        "release",
        _("Approved, not released"),
        _("Release them now, or set a moment."),
        _to_release,
        permission="articles.release_edition",
    ),
    Pile("mine", _("My drafts"), _("Send them for approval when they are ready."), _mine, "articles.change_edition"),
    Pile(
        "sent", _("Sent for approval"), _("Somebody else reads these now."), _sent, permission="articles.change_edition"
    ),
    Pile(
        "approved",
        _("Approved"),
        _("Whoever may release them finds them on their first page."),
        _approved,
        permission="articles.change_edition",
    ),
    Pile(
        "unsent",
        _("Drafts of others"),
        _("Nobody has sent these for approval: they may still be being written."),
        _of_others,
        permission="articles.change_edition",
        or_permission="articles.approve_edition",
    ),
    Pile("coming", _("Released in the next two weeks"), _("They go live by themselves."), _coming, day="release_at"),
    Pile("due", _("Review due in the next 90 days"), _("Ask a clinician to look again in time."), _due, day="due"),
    Pile(
        "links",
        _("Pages with broken links"),
        _("Patients press them and get nowhere."),
        _with_broken_links,
        permission="articles.change_edition",
        page="broken_links",
    ),
    Pile("behind", _("Translations behind their original"), _("The original has a newer edition."), _behind),
]
