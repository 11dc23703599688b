"""Which reminders are due: of a review 90, 30 and 0 days before, then each week; of an approval at once, then weekly.

Only the newest of each is wanted: after a silence of weeks somebody is told once, and of how things stand.
"""

from datetime import date, timedelta

from articles.models import ApprovalRequest, Edition, Reminder, day_of

from .people import People

DAYS_BEFORE = (0, 30, 90)
KEPT = timedelta(days=100)  # longer than any step lasts, so that none can come again


def record_wanted(now) -> tuple[dict, int]:
    """(every Reminder that is wanted now by its key, the number of editions that nobody can be told of)

    Those that were not recorded yet are. Two processes that do so at once record each once.
    """
    people = People()
    wanted, unheard = {}, set()
    for edition, told, facts in [*_reviews(people, now), *_requests(people, now)]:
        if not told:
            unheard.add(edition)
        for person in told:
            reminder = Reminder(edition_id=edition, to_id=person, recorded_at=now, **facts)
            wanted[reminder.key] = reminder
    fields = "edition", "to", "due", "request", "step"
    known = set(Reminder.objects.filter(recorded_at__gte=now - KEPT).values_list(*fields))
    new = [reminder for key, reminder in wanted.items() if key not in known]
    Reminder.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    Reminder.objects.filter(sent_at__isnull=False, recorded_at__lt=now - KEPT).delete()
    return wanted, len(unheard)


def step_of_review(due: date, today: date) -> int | None:
    """Minus the days before, or the weeks since; weeks end on Mondays, so that what is overdue comes in one mail."""
    monday = today - timedelta(days=today.weekday())
    if (weeks := (monday - due).days // 7) >= 1:
        return weeks
    return next((-days for days in DAYS_BEFORE if today >= due - timedelta(days=days)), None)


def _reviews(people, now):
    today = day_of(now)
    live = Edition.objects.live_at(now).with_next_review_due()
    due = live.filter(due__lte=today + timedelta(days=max(DAYS_BEFORE)))
    for edition, day, in_charge in due.order_by("due", "pk").values_list("pk", "due", "article__in_charge"):
        step = step_of_review(day, today)
        yield edition, people.for_review(in_charge, step), {"due": day, "step": step}


def _requests(people, now):
    waiting = Edition.objects.in_review().order_by().values("pk")
    newest = ApprovalRequest.objects.newest().filter(edition__in=waiting)
    for request in newest.select_related("edition").order_by("at", "pk"):
        step = max((now - request.at).days // 7, 0)
        told = people.for_approval(request.to_id, request.edition.words_changed_by_id, step)
        yield request.edition_id, told, {"request": request, "step": step}
