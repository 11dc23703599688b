from django.db import connection, transaction
from django.db.models import Case, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from articles.models import RELEASE_FACTS, Approval, Article, Deed, Done, Edition, What, day_of
from articles.recording import hold, named, record
from articles.searching import index

from .approval import approved_by
from .obstacles import obstacles_in_words, obstacles_to_release
from .refusals import DraftInTheWay, NotReady, Refused

IMPORTED = "imported, approved outside"


@transaction.atomic
def release(edition, *, by, at, now, urgent_reason=""):
    """Let patients read ``edition`` from ``at`` on, which is ``now`` or later.

    urgent_reason: why a safety correction cannot wait for a second pair of eyes; the release is then flagged
    until somebody else approves it. Only what is marked as a safety change is urgent

    Raises NotReady, and changes nothing, if anything stands in the way.
    """
    hold()
    edition = _locked(edition)
    obstacles = obstacles_to_release(edition, at)
    if at < now:
        obstacles.append(_("Choose a moment that has not passed."))
    if edition.reviewed_on and edition.reviewed_on > day_of(now):
        obstacles.append(_("Correct the day of the last review: it has not come yet."))
    is_approved, urgent_reason = approved_by(edition) is not None, urgent_reason.strip()
    if not is_approved and not urgent_reason:
        obstacles.append(_("Ask somebody who did not write the last change to approve these words."))
    elif not is_approved and not edition.is_safety_change:
        obstacles.append(_("Mark this edition as a safety change: nothing else goes out without approval."))
    if obstacles:
        raise NotReady(edition, obstacles)
    edition.urgent_reason = "" if is_approved else urgent_reason
    _set_facts(edition, by=by, at=at, now=now).save(update_fields=RELEASE_FACTS)
    index([edition.article], moment=now)
    urgently = ", urgently" if edition.urgent_reason else ""
    record(What.RELEASED, by=by, at=now, about=f"{named(edition)}, from {at.isoformat()}{urgently}")
    return edition


@transaction.atomic
def release_imported(moments, *, by, now, note=IMPORTED, unapproved=()):
    """Record the releases of drafts whose words were approved before they came here.

    moments: by primary key of each draft, the moment of its release, which may lie in the past
    unapproved: the primary keys of those that went out urgently, and still wait for somebody who approves them

    Returns the refusals (NotReady) by primary key: words that are not fit to be read stay drafts.
    """
    hold()
    drafts = Edition.objects.select_for_update(of=("self",)).with_words().filter(pk__in=moments)
    released, refusals = [], {}
    for draft in drafts:
        draft.must_be_draft()
        if obstacles := obstacles_in_words(draft, moments[draft.pk]):
            refusals[draft.pk] = NotReady(draft, obstacles)
        else:
            released.append(_set_facts(draft, by=by, at=moments[draft.pk], now=now))
    _store_facts(released, by=by, now=now)
    given = {"by": by, "at": now, "was_outside": True, "note": note}
    Approval.objects.bulk_create(
        Approval(edition=edition, fingerprint=edition.fingerprint, seal=edition.current_seal(), **given)
        for edition in released
        if edition.pk not in unapproved
    )
    index([edition.article for edition in released], moment=now)
    if released:
        told = "; ".join(named(edition) for edition in released)
        record(What.RELEASED, by=by, at=now, about=f"imported: {told}")
    return refusals


@transaction.atomic
def unschedule(edition, *, by, now):
    """Take back a release that has not come yet, so that the words can be corrected.

    Raises DraftInTheWay if the article has a draft already, and Refused if there is nothing to take back.
    """
    hold()
    Article.objects.select_for_update().get(pk=edition.article_id)  # nobody begins a draft meanwhile
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if edition.is_draft or edition.release_at <= now:
        raise Refused(_("“%(edition)s” is not waiting for its release.") % {"edition": edition})
    if draft := Edition.objects.drafts().filter(article=edition.article_id).first():
        raise DraftInTheWay(draft)
    taken_back = {"words": edition.release_at.isoformat(), "by": by, "at": now}
    Deed.objects.create(article=edition.article, number=edition.number, done=Done.UNSCHEDULED, **taken_back)
    told = named(edition)
    edition.release_at = edition.released_by = edition.release_recorded_at = None
    edition.fingerprint, edition.word_count, edition.urgent_reason = "", 0, ""
    edition.save(update_fields=RELEASE_FACTS)
    index([edition.article], moment=now)
    record(What.UNSCHEDULED, by=by, at=now, about=told)
    return edition


def _locked(edition):
    """The draft as it is stored now, held until the transaction ends."""
    edition = Edition.objects.select_for_update(of=("self",)).with_words().get(pk=edition.pk)
    if not edition.is_draft:
        raise Refused(_("“%(edition)s” has been released already.") % {"edition": edition})
    return edition


def _set_facts(edition, *, by, at, now):
    edition.release_at, edition.released_by, edition.release_recorded_at = at, by, now
    edition.fingerprint, edition.word_count = edition.current_fingerprint(), edition.current_word_count()
    return edition


def _store_facts(editions, *, by, now):
    """All in one statement. Only what differs is told edition by edition, in half the time of a bulk update."""
    differs = {name: _by_edition(editions, name) for name in ("release_at", "fingerprint", "word_count")}
    those = Edition.objects.filter(pk__in=[edition.pk for edition in editions])
    those.update(released_by=by, release_recorded_at=now, **differs)


def _by_edition(editions, name):
    field = Edition._meta.get_field(name)
    values = (When(pk=edition.pk, then=Value(getattr(edition, name), output_field=field)) for edition in editions)
    chosen = Case(*values, output_field=field)
    return Cast(chosen, field) if connection.features.requires_casted_case_in_updates else chosen
