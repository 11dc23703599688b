"""What is due and what waits to be sent, in numbers, for those who watch the portal from outside."""

from django.db.models import Count, Min

from articles.models import Edition, Notice, Purge, Reminder, day_of


def figures(moment) -> dict[str, list]:
    """Name of a metric → [(labels, value)]."""
    next_release = Edition.objects.filter(release_at__gt=moment).order_by().aggregate(at=Min("release_at"))["at"]
    overdue = Edition.objects.live_at(moment).order_by().with_next_review_due().filter(due__lt=day_of(moment))
    waiting = {
        "reminders": (Reminder.objects.filter(sent_at=None), "recorded_at"),
        # One that waits for the mail of tomorrow morning is not late.
        "notices": (Notice.objects.waiting().filter(receiver__stopped_at=None), "due_at"),
        "purges": (Purge.objects.waiting(), "made_at"),
    }
    told = [(kind, rows.order_by().aggregate(n=Count("pk"), at=Min(since))) for kind, (rows, since) in waiting.items()]
    return {
        "portal_next_release_timestamp_seconds": [({}, next_release.timestamp() if next_release else 0)],
        "portal_reviews_overdue": [({}, overdue.count())],
        "portal_outbox_waiting": [({"kind": kind}, one["n"]) for kind, one in told],
        "portal_outbox_oldest_seconds": [({"kind": kind}, _seconds_since(one["at"], moment)) for kind, one in told],
    }


def _seconds_since(at, moment):
    return max(0, int((moment - at).total_seconds())) if at else 0
