"""What was done to the editions of an article. Each function asks one kind of fact, and tells it."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.models import (
    Approval,
    ApprovalRequest,
    Comment,
    Deed,
    Done,
    Edition,
    ExpertLink,
    Return,
    Review,
    Verdict,
    Withdrawal,
)

from .happenings import Happening


def drafts(article):
    """Those that were begun before deeds were recorded: of them only the last who wrote is known."""
    recorded = set(Deed.objects.filter(article=article).values_list("number", "done"))
    for one in _editions(article):
        begun, written = ((one.number, done) in recorded for done in (Done.BEGUN, Done.WRITTEN))
        if not begun:
            yield Happening(one.created_at, Done.BEGUN.value, Done.BEGUN.label, number=one.number)
        if not begun and not written and one.words_changed_by:
            who = str(one.words_changed_by)
            yield Happening(one.words_changed_at, Done.WRITTEN.value, Done.WRITTEN.label, who, one.number)


def requests(article):
    for one in ApprovalRequest.objects.filter(edition__article=article).select_related("edition", "by", "to"):
        told = _("Sent for approval to %(person)s") % {"person": one.to} if one.to else _("Sent for approval")
        yield _of(one, one.at, "sent-for-approval", told, one.by, one.note)


def returns(article):
    for one in Return.objects.filter(edition__article=article).select_related("edition", "by"):
        yield _of(one, one.at, "returned", _("Returned"), one.by, one.comments)


def approvals(article):
    for one in Approval.objects.filter(edition__article=article).select_related("edition", "by"):
        told = _("Recorded as approved elsewhere") if one.was_outside else _("Approved")
        yield _of(one, one.at, "approved-outside" if one.was_outside else "approved", told, one.by, one.note)


def releases(article, moment):
    for one in _editions(article):
        if one.is_draft:
            continue
        about = {"who": str(one.released_by), "number": one.number, "words": one.urgent_reason}
        if one.urgent_reason:
            told = _("Released without approval")
        elif one.release_at > one.release_recorded_at:
            told = _("Release set for %(moment)s") % {"moment": _moment(one.release_at)}
        elif one.release_at < one.release_recorded_at:
            told = _("Recorded as released on %(moment)s") % {"moment": _moment(one.release_at)}
        else:
            told = _("Released")
        is_later = one.release_at > one.release_recorded_at
        yield Happening(one.release_recorded_at, "scheduled" if is_later else "released", told, **about)
        if is_later and one.release_at <= moment:
            yield Happening(one.release_at, "came-live", _("Patients read it from now on"), number=one.number)


def reviews(article):
    for one in Review.objects.filter(edition__article=article).select_related("edition", "recorded_by"):
        told = _("Reviewed, no change needed; due again on %(day)s") % {"day": formats.date_format(one.review_due)}
        yield _of(one, one.recorded_at, "reviewed", told, one.recorded_by, one.reviewer)


def withdrawals(article):
    found = Withdrawal.objects.filter(edition__article=article).select_related("edition", "by", "lifted_by")
    for one in found:
        told = _("Recalled: unsafe") if one.kind == "recalled" else _("Withdrawn: out of date")
        yield _of(one, one.recorded_at, one.kind, told, one.by, one.reason)
        if one.lifted_at:
            yield _of(one, one.lifted_at, "lifted", _("Given back to patients"), one.lifted_by, one.lifted_reason)


def comments(article):
    found = Comment.objects.filter(edition__article=article)
    for one in found.select_related("edition", "by", "answer__by"):
        told = _("Comment on “%(heading)s”") % {"heading": one.heading} if one.heading else _("Comment on the page")
        yield _of(one, one.at, "comment", told, one.who, one.words)
        if hasattr(one, "answer"):
            answer = one.answer
            yield _of(one, answer.at, "comment-dealt-with", _("Comment dealt with"), answer.by, answer.words)


def links(article):
    for one in ExpertLink.objects.filter(edition__article=article).select_related("edition", "by", "revoked_by"):
        yield _of(one, one.at, "link-given", _("Link given to an expert"), one.by, one.for_whom)
        if one.revoked_at:
            yield _of(one, one.revoked_at, "link-taken-back", _("Link taken back"), one.revoked_by, one.for_whom)


def verdicts(article):
    for one in Verdict.objects.filter(link__edition__article=article).select_related("link__edition"):
        who = f"{one.name}, {one.role}"
        told = _("Verdict of an expert: %(verdict)s") % {"verdict": one.get_outcome_display()}
        yield Happening(one.at, f"verdict-{one.outcome}", told, who, one.link.edition.number)


def _editions(article):
    return Edition.objects.filter(article=article).select_related("words_changed_by", "released_by").order_by("number")


def _of(fact, at, kind, told, who, words=""):
    return Happening(at, kind, told, str(who or ""), fact.edition.number, words)


def _moment(at):
    return formats.localize(timezone.localtime(at))
