from django.utils.translation import gettext as _

from articles.models import Review, day_of

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
