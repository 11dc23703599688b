from django.db import transaction
from django.utils.translation import gettext as _

from articles.following import tell_soon
from articles.models import Edition, State, TakenAway, What, Withdrawal
from articles.recording import hold, named, record

from .refusals import Refused


@transaction.atomic
def withdraw(edition, *, kind, reason, by, at, now, replacement=None, also=()):
    """Take ``edition`` away from ``at`` on.

    also: earlier editions of the article that are recalled with it, because what is unsafe stands in them too

    kind: "withdrawn" because out of date, or "recalled" because unsafe. What is withdrawn can still be recalled:
    the recall takes the place of the withdrawal at the same moment

    Raises Refused if patients cannot read it, or it is taken away already.
    """
    hold()
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if not reason.strip():
        raise Refused(_("Give the reason in plain words: patients read it."))
    if replacement and replacement.pk == edition.article_id:
        raise Refused(_("An article cannot replace itself. Choose another to read instead."))
    if replacement and not replacement.editions.released_by_moment(at).exists():
        raise Refused(_("The page to read instead has never been released. Choose another, or leave it empty."))
    if edition.state_at(at) in (State.DRAFT, State.SCHEDULED):
        raise Refused(
            _("“%(edition)s” has not been released, so there is nothing to take away.") % {"edition": edition}
        )
    earlier = edition.withdrawals.filter(lifted_at=None).first()
    if earlier and (kind != TakenAway.RECALLED or earlier.kind == TakenAway.RECALLED):
        raise Refused(_("“%(edition)s” has been taken away already.") % {"edition": edition})
    for other in also:
        withdraw(other, kind=kind, reason=reason, by=by, at=at, now=now, replacement=replacement)
    if earlier:
        lift(earlier, by=by, at=at, reason=_("Recalled instead: %(reason)s") % {"reason": reason.strip()})
    if kind == TakenAway.RECALLED:
        transaction.on_commit(tell_soon)
    record(What(kind), by=by, at=now, about=f"{named(edition)}, from {at.isoformat()}")
    return Withdrawal.objects.create(
        edition=edition, kind=kind, reason=reason.strip(), replacement=replacement, by=by, at=at, recorded_at=now
    )


@transaction.atomic
def lift(withdrawal, *, by, at, reason):
    """Let patients read the edition again. That it was away stays on record."""
    hold()
    withdrawal = Withdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    if withdrawal.lifted_at:
        raise Refused(_("This has been lifted already."))
    if at <= withdrawal.at:
        raise Refused(_("Choose a moment after it was taken away."))
    if not reason.strip():
        raise Refused(_("Say why patients may read it again."))
    withdrawal.lifted_at, withdrawal.lifted_by, withdrawal.lifted_reason = at, by, reason.strip()
    withdrawal.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    record(What.LIFTED, by=by, at=at, about=named(withdrawal.edition))
    return withdrawal
