from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Edition, Review, day_of

from .approval import approved_by
from .refusals import Refused


def record_review(edition, *, reviewed_on, review_due, reviewer, by, now):
    """“Reviewed, no change needed”: moves the dates that patients see, and makes no new edition."""
    if edition.is_draft:
        raise Refused(_("“%(edition)s” is a draft: set its review date there.") % {"edition": edition})
    if reviewed_on > day_of(now):
        raise Refused(_("A review cannot lie in the future."))
    if review_due <= reviewed_on:
        raise Refused(_("The next review must come after this one."))
    return Review.objects.create(
        edition=edition,
        reviewed_on=reviewed_on,
        review_due=review_due,
        reviewer=reviewer,
        recorded_by=by,
        recorded_at=now,
    )


@transaction.atomic
def set_review_due(draft, *, review_due, now):
    """The day by which the words of ``draft`` must be looked at again. An approval stands for this day too."""
    draft = Edition.objects.select_for_update(of=("self",)).with_words().get(pk=draft.pk)
    told = {"edition": draft}
    if not draft.is_draft:
        raise Refused(_("“%(edition)s” has been released already.") % told)
    if approved_by(draft):
        raise Refused(_("“%(edition)s” is approved with the date that it has: change it on the draft.") % told)
    if review_due <= max(draft.reviewed_on or day_of(now), day_of(now)):
        raise Refused(_("“%(edition)s”: the next review must come after the last one, and after today.") % told)
    draft.review_due = review_due
    draft.save(update_fields=["review_due"])
    return draft
