"""Promise 3: whoever last changed the words does not approve them."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.models import Approval, Edition, Return, What
from articles.recording import hold, named, record

from .refusals import Refused


def approved_by(edition):
    """The newest approval of exactly what stands there, or None. Who returned it afterwards has taken it back."""
    same = Q(seal=edition.current_seal())
    if not edition.is_draft:  # approved after its release, for the words alone, before there were seals
        same |= Q(seal="", fingerprint=edition.fingerprint, at__gte=edition.release_recorded_at)
    returned = edition.returns.filter(at__gt=OuterRef("at"))
    return edition.approvals.filter(same).exclude(Exists(returned)).order_by("-at").first()


def needs_approval_afterwards(edition):
    """Whether it was released urgently and nobody else has looked since."""
    return bool(edition.urgent_reason) and approved_by(edition) is None


@transaction.atomic
def approve(edition, *, by, at, seen, note=""):
    """Record that ``by`` stands up for ``edition`` as it is.

    seen: the seal of what ``by`` was shown

    Raises Refused if something else stands there by now, or if it was ``by`` who last changed the words.
    """
    hold()
    edition = _as_seen(edition, seen)
    if edition.words_changed_by_id == by.pk:
        raise Refused(_("You were the last to change these words. Ask somebody else to approve them."))
    words = edition.fingerprint or edition.current_fingerprint()
    record(What.APPROVED, by=by, at=at, about=named(edition))
    return Approval.objects.create(edition=edition, fingerprint=words, seal=seen, by=by, at=at, note=note)


@transaction.atomic
def send_back(edition, *, by, at, seen, comments):
    """Record that ``by`` read the draft ``edition`` and what must be different before it is approved.

    Raises Refused as ``approve`` does, and without a word about what is wanted.
    """
    edition = _as_seen(edition, seen)
    if not edition.is_draft:
        raise Refused(_("“%(edition)s” has been released, so it cannot be returned.") % {"edition": edition})
    if not comments.strip():
        raise Refused(_("Say what should be different, so that the editor knows what to do."))
    return Return.objects.create(edition=edition, seal=seen, by=by, at=at, comments=comments.strip())


def _as_seen(edition, seen):
    edition = Edition.objects.select_for_update(of=("self",)).with_words().get(pk=edition.pk)
    if edition.current_seal() != seen:
        raise Refused(_("Somebody changed this while you were reading. Please look at it as it is now."))
    return edition
