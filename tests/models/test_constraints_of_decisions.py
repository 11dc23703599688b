"""What must never be false of what is decided, said and told about an edition is refused by the database itself."""

from datetime import timedelta

import pytest

from articles.models import (
    Approval,
    ApprovalRequest,
    Comment,
    Deed,
    ExpertLink,
    PublicEvent,
    Reminder,
    Return,
    Review,
    Verdict,
    Withdrawal,
)
from tests.makers import NOON, make_edition, make_user, make_withdrawal
from tests.models.refusing import is_not_stored, refuses

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def withdrawal(**facts):
    edition = facts.pop("edition", None) or make_edition(release_at=NOON - 9 * DAY)
    told = {"kind": "withdrawn", "at": NOON, "reason": "Old.", "by": make_user(), "recorded_at": NOON, **facts}
    return Withdrawal(edition=edition, **told)


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("withdrawal_kind_known", {"kind": "hidden"}),
        ("withdrawal_reason_not_blank", {"reason": ""}),
        ("withdrawal_lifted_at_with_lifted_by", {"lifted_at": NOON + DAY}),
        ("withdrawal_lifted_after_it_began", {"lifted_at": NOON, "lifted_by": "by"}),
    ],
)
def test_a_withdrawal_with_impossible_facts_is_refused(constraint, facts):
    row = withdrawal(**{name: make_user() if value == "by" else value for name, value in facts.items()})

    is_not_stored(row, constraint)


def test_an_edition_is_taken_away_once_at_a_time():
    edition = make_edition(release_at=NOON - 9 * DAY)
    make_withdrawal(edition)

    is_not_stored(withdrawal(edition=edition), "one_withdrawal_in_force_per_edition|withdrawal.edition_id")


def review_before_it_was_done(edition, by):
    return Review(edition=edition, reviewed_on=NOON.date(), review_due=NOON.date(), recorded_by=by, recorded_at=NOON)


@pytest.mark.parametrize(
    ("constraint", "row"),
    [
        ("review_due_after_review", review_before_it_was_done),
        ("return_seal_not_blank", lambda edition, by: Return(edition=edition, by=by, at=NOON, comments="x")),
        ("return_comments_not_blank", lambda edition, by: Return(edition=edition, by=by, at=NOON, seal="s" * 64)),
        ("approvalrequest_seal_not_blank", lambda edition, by: ApprovalRequest(edition=edition, by=by, at=NOON)),
        ("approval_fingerprint_not_blank", lambda edition, by: Approval(edition=edition, by=by, at=NOON)),
    ],
)
def test_reviews_and_approvals_with_impossible_facts_are_refused(constraint, row):
    is_not_stored(row(make_edition(), make_user()), constraint)


def expert_link(edition, **facts):
    told = {"digest": "d" * 64, "for_whom": "An expert", "by": make_user(), "at": NOON, "expires_at": NOON + DAY}
    return ExpertLink(edition=edition, **told | facts)


def verdict(edition, **facts):
    link = expert_link(edition)
    link.save()
    told = {"seal": "s" * 64, "outcome": "fine", "name": "Example", "role": "Nurse", "at": NOON}
    return Verdict(link=link, **told | facts)


SAID_OF_A_DRAFT = {
    "deed_done_known": lambda edition: Deed(article=edition.article, done="hidden", at=NOON),
    "expertlink_digest_not_blank": lambda edition: expert_link(edition, digest=""),
    "expertlink_for_whom_not_blank": lambda edition: expert_link(edition, for_whom=""),
    "expertlink_expires_after_it_was_made": lambda edition: expert_link(edition, expires_at=NOON),
    "expertlink_revoked_at_with_revoked_by": lambda edition: expert_link(edition, revoked_at=NOON),
    "verdict_seal_not_blank": lambda edition: verdict(edition, seal=""),
    "verdict_name_not_blank": lambda edition: verdict(edition, name=""),
    "verdict_role_not_blank": lambda edition: verdict(edition, role=""),
    "verdict_outcome_known": lambda edition: verdict(edition, outcome="perhaps"),
    "comment_words_not_blank": lambda edition: Comment(edition=edition, by=make_user(), at=NOON),
    "comment_by_a_user_or_by_a_named_expert": lambda edition: Comment(edition=edition, words="Why?", at=NOON),
}


@pytest.mark.parametrize(("constraint", "row"), SAID_OF_A_DRAFT.items(), ids=SAID_OF_A_DRAFT.keys())
def test_what_is_said_of_a_draft_is_said_by_somebody_and_says_something(constraint, row):
    is_not_stored(row(make_edition()), constraint)


def an_event(kind, **about):
    number = PublicEvent.objects.count() + 1
    return PublicEvent.objects.create(number=number, kind=kind, at=NOON, **about)


def test_nothing_happens_twice_in_the_journal_or_without_a_kind():
    edition = make_edition(release_at=NOON)
    withdrawal = make_withdrawal(edition)
    review = edition.reviews.create(
        reviewed_on=NOON.date(), review_due=NOON.date() + DAY, recorded_by=make_user(), recorded_at=NOON
    )
    for constraint, kind, about in [
        ("edition_released_once_in_journal|publicevent.edition_id", "released", {}),
        ("withdrawal_once_in_journal|publicevent.withdrawal_id", "withdrawn", {"withdrawal": withdrawal}),
        ("review_once_in_journal|publicevent.review_id", "reviewed", {"review": review}),
    ]:
        an_event(kind, edition=edition, **about)
        with refuses(constraint):
            an_event(kind, edition=edition, **about)
    with refuses("publicevent_kind_known"):
        an_event("hidden", edition=edition)


def a_reminder(**facts):
    """Not stored yet."""
    facts = {"to": make_user(), "step": 0, "recorded_at": NOON, **facts}
    return Reminder(**{"edition": make_edition(), **facts})


def test_a_reminder_is_of_one_thing_and_nobody_gets_it_twice():
    is_not_stored(a_reminder(), "reminder_of_one_thing")
    draft, person = make_edition(), make_user()
    request = draft.approval_requests.create(seal="s", by=person, at=NOON)
    columns = "articles_reminder.request_id, articles_reminder.to_id"
    for constraint, about in [
        ("reminded_once_of_a_review|reminder.due", {"due": NOON.date()}),
        (f"reminded_once_of_a_request|{columns}", {"request": request}),
    ]:
        a_reminder(edition=draft, to=person, **about).save()
        with refuses(constraint):
            a_reminder(edition=draft, to=person, **about).save()
