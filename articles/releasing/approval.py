"""Promise 3: whoever last changed the words does not approve them."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Approval, Edition

from .refusals import Refused


def approved_by(edition):
    """The newest approval of exactly these words, or None."""
    words = edition.fingerprint or edition.current_fingerprint()
    return edition.approvals.filter(fingerprint=words).order_by("-at").first()


def needs_approval_afterwards(edition):
    """Whether it was released urgently and nobody else has looked since."""
    return bool(edition.urgent_reason) and approved_by(edition) is None


@transaction.atomic
def approve(edition, *, by, at, note=""):
    """Record that ``by`` stands up for the words of ``edition`` as they are.

    Raises Refused if it was ``by`` who last changed them.
    """
    edition = Edition.objects.select_for_update(of=("self",)).with_words().get(pk=edition.pk)
    if edition.words_changed_by_id == by.pk:
        raise Refused(_("You were the last to change these words. Ask somebody else to approve them."))
    words = edition.fingerprint or edition.current_fingerprint()
    return Approval.objects.create(edition=edition, fingerprint=words, by=by, at=at, note=note)
