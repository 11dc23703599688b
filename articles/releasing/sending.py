"""From the writer to the one who approves."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import ApprovalRequest, Edition, Progress, standing_returns

from .approval import approved_by
from .obstacles import obstacles_to_approval
from .refusals import NotReady, Refused

APPROVE = "articles.approve_edition"


def approvers_of(edition):
    """Everybody who may approve ``edition``: not whoever last changed its words (promise 3)."""
    may = get_user_model().objects.with_perm(APPROVE, backend="django.contrib.auth.backends.ModelBackend")
    return may.exclude(pk=edition.words_changed_by_id).order_by("username")


@transaction.atomic
def send_for_approval(edition, *, by, at, to=None, note=""):
    """Record that ``by`` asks ``to``, or anybody who may, to approve the draft ``edition``.

    Raises NotReady while only other words can make it fit for release: it would have to be approved twice.
    Raises Refused if there is nothing to approve, or ``to`` may not.
    """
    edition = Edition.objects.select_for_update(of=("self",)).with_words().get(pk=edition.pk)
    if not edition.is_draft:
        raise Refused(_("“%(edition)s” has been released already.") % {"edition": edition})
    if approved_by(edition):
        raise Refused(_("“%(edition)s” is approved already: it can be released.") % {"edition": edition})
    if to and not approvers_of(edition).filter(pk=to.pk).exists():
        raise Refused(_("%(person)s may not approve this. Choose somebody else.") % {"person": to})
    if obstacles := obstacles_to_approval(edition, at):
        raise NotReady(edition, obstacles)
    seal, note = edition.current_seal(), note.strip()
    waiting = open_request(edition)
    if waiting and (waiting.seal, waiting.to, waiting.note) == (seal, to, note):
        return waiting  # the same button, pressed twice
    return ApprovalRequest.objects.create(edition=edition, seal=seal, by=by, at=at, to=to, note=note)


def open_request(edition):
    """The newest request for approval that waits for an answer, or None."""
    waiting = edition.approval_requests.unanswered().select_related("by", "to")
    return waiting.order_by("-at", "-pk").first() if edition.is_draft else None


def standing_return(edition):
    """What was said when it was returned, unless it was sent again or approved since; or None."""
    return standing_returns().filter(edition=edition).select_related("by").order_by("-at", "-pk").first()


def progress_of(draft) -> Progress:
    if approved_by(draft):
        return Progress.APPROVED
    if open_request(draft):
        return Progress.IN_REVIEW
    return Progress.RETURNED if standing_return(draft) else Progress.WRITTEN
