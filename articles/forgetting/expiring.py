"""How long what is told of people is kept. docs/privacy.md says why, and who sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model

from articles.models import (
    CspReport,
    Delivery,
    ExpertLink,
    Feedback,
    OpenDraft,
    RareSearch,
    SearchCount,
    UnansweredCode,
    What,
    WorkingCopy,
    day_of,
)
from articles.models.writing import KEPT
from articles.recording import record


@dataclass(frozen=True)
class Rule:
    """expired: the rows whose time is over, from the moment up to which they were kept"""

    name: str
    model: type[Model]
    days: int
    expired: Callable

    def rows(self, now):
        return self.model._base_manager.filter(**self.expired(now - timedelta(days=self.days)))


YEAR = 365

RULES = [
    Rule("what readers wrote", Feedback, YEAR, lambda end: {"at__lte": end}),
    Rule("searches, by words", SearchCount, YEAR, lambda end: {"day__lte": day_of(end)}),
    Rule("rare searches", RareSearch, 31, lambda end: {"period__began_on__lte": day_of(end)}),
    Rule("codes that lead nowhere", UnansweredCode, YEAR, lambda end: {"day__lte": day_of(end)}),
    Rule("what browsers blocked", CspReport, 90, lambda end: {"day__lte": day_of(end)}),
    Rule("working copies", WorkingCopy, KEPT.days, lambda end: {"at__lte": end}),
    Rule("open drafts", OpenDraft, 1, lambda end: {"seen_at__lte": end}),
    Rule(
        "links of experts who said nothing",
        ExpertLink,
        YEAR,
        lambda end: {"expires_at__lte": end, "verdicts": None, "comments": None},
    ),
    Rule("tries to tell clinics", Delivery, YEAR, lambda end: {"at__lte": end}),
    Rule("sessions that ended", Session, 0, lambda end: {"expire_date__lte": end}),
    Rule("places signed in at", UserSession, 30, lambda end: {"last_seen_at__lte": end}),
    Rule("failed sign-ins", AccessAttempt, 30, lambda end: {"attempt_time__lte": end}),
    Rule("failures to sign in, each", AccessFailureLog, 30, lambda end: {"attempt_time__lte": end}),
    Rule("sign-ins, each", AccessLog, 30, lambda end: {"attempt_time__lte": end}),
]


def forget_expired(now, *, only_count=False) -> dict[str, int]:
    """How many rows of each rule were deleted, or would be. Each rule is its own transaction, and may be repeated."""
    found = {rule.name: rule.rows(now).count() if only_count else _forget(rule, now) for rule in RULES}
    taken = {name: count for name, count in found.items() if count}
    if taken and not only_count:
        record(What.FORGOTTEN, at=now, about="; ".join(f"{name}: {count}" for name, count in taken.items()))
    return found


@transaction.atomic
def _forget(rule, now):
    _all, by_model = rule.rows(now).delete()
    return by_model.get(rule.model._meta.label, 0)
