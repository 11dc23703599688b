"""What has happened in public, in an order in which nothing is missed and nothing told twice.

Moments cannot give that order: a release may be scheduled, an import writes dates of the past, and what one server is
still writing is not yet seen by another. So events are numbered when somebody asks, each number once and one after
another: whoever has read up to a number has seen all below it, and whatever becomes visible later has a higher one.
"""

from operator import itemgetter

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef

from articles.models import Edition, Happened, PublicEvent, Review, Withdrawal

# At the same moment: what was lifted comes back before it goes again.
_ORDER = [Happened.RESTORED, Happened.RELEASED, Happened.REVIEWED, Happened.WITHDRAWN, Happened.RECALLED]


def bring_up_to(moment):
    """Numbers every event that can be seen at ``moment`` and has no number yet."""
    new = sorted(_not_numbered(moment), key=itemgetter("at", "order", "pk"))
    if not new:
        return
    try:
        with transaction.atomic():
            last = PublicEvent.objects.aggregate(last=Max("number"))["last"] or 0
            PublicEvent.objects.bulk_create(
                (
                    PublicEvent(number=number, kind=one["kind"], at=one["at"], **one["about"])
                    for number, one in enumerate(new, start=last + 1)
                ),
                batch_size=500,
            )
    except IntegrityError:
        pass  # somebody else has just numbered them; what they did not see gets its number next time


def _not_numbered(moment):
    events = PublicEvent.objects.order_by()
    released = Edition.objects.released_by_moment(moment).order_by()
    released = released.filter(~Exists(events.filter(kind=Happened.RELEASED, edition=OuterRef("pk"))))
    for pk, at, recorded_at in released.values_list("pk", "release_at", "release_recorded_at"):
        yield _event(Happened.RELEASED, pk, max(at, recorded_at), edition_id=pk)

    away = Withdrawal.objects.filter(at__lte=moment).order_by()
    away = away.filter(~Exists(events.filter(withdrawal=OuterRef("pk"), kind=OuterRef("kind"))))
    for pk, kind, edition, at, recorded_at in away.values_list("pk", "kind", "edition", "at", "recorded_at"):
        yield _event(Happened(kind), pk, max(at, recorded_at), edition_id=edition, withdrawal_id=pk)

    recalled_instead = Withdrawal.objects.filter(edition=OuterRef("edition"), at=OuterRef("lifted_at"))
    back = Withdrawal.objects.filter(lifted_at__lte=moment).order_by().filter(~Exists(recalled_instead))
    back = back.filter(~Exists(events.filter(withdrawal=OuterRef("pk"), kind=Happened.RESTORED)))
    for pk, edition, at, recorded_at in back.values_list("pk", "edition", "lifted_at", "recorded_at"):
        yield _event(Happened.RESTORED, pk, max(at, recorded_at), edition_id=edition, withdrawal_id=pk)

    # A look at an edition that waits for its release is news from then on.
    looked = Review.objects.filter(recorded_at__lte=moment, edition__release_at__lte=moment).order_by()
    looked = looked.filter(~Exists(events.filter(review=OuterRef("pk"))))
    rows = looked.values_list("pk", "edition", "recorded_at", "edition__release_at")
    for pk, edition, recorded_at, release_at in rows:
        yield _event(Happened.REVIEWED, pk, max(recorded_at, release_at), edition_id=edition, review_id=pk)


def _event(kind, pk, at, **about):
    return {"kind": kind, "order": _ORDER.index(kind), "pk": pk, "at": at, "about": about}
