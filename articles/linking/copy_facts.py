"""What is told to machines about one copy. docs/clinics.md describes it."""

from django.urls import reverse

from articles.models import day_of, in_utc


def facts_of(answer, instead, moment, absolute) -> dict:
    """absolute: turns a path into the whole address; instead: the live edition to read now, or None"""
    withdrawal = answer.withdrawal
    return {
        "state": answer.state,
        "is_current": answer.state == "current",
        "edition": _edition(answer.edition, moment, absolute),
        "newest": answer.live and _edition(answer.live, moment, absolute),
        "changes": [_change(edition, moment) for edition in answer.newer],
        "withdrawal": withdrawal
        and {"kind": str(withdrawal.kind), "since": in_utc(withdrawal.at), "reason": withdrawal.reason},
        "instead": instead
        and {
            "title": instead.title,
            "language": instead.article.language,
            "url": absolute(instead.article.get_absolute_url()),
        },
        "original": answer.news
        and {
            "newest_number": answer.news.newest.number,
            "is_safety_change": answer.news.safety_change is not None,
            "withdrawal": str(answer.news.withdrawal.kind) if answer.news.withdrawal else None,
        },
    }


def _edition(edition, moment, absolute):
    article, due = edition.article, edition.next_review_due
    return {
        "code": article.code,
        "number": edition.number,
        "title": edition.title,
        "language": article.language,
        "released_at": in_utc(edition.release_at),
        "days_since_release": _days(edition.release_at, moment),
        "review_due": due and due.isoformat(),
        "days_until_review": due and (due - day_of(moment)).days,
        "sha256": edition.fingerprint,
        "url": absolute(edition.get_absolute_url()),
        "copy_url": absolute(reverse("linking:copy", args=[article.code, edition.number])),
    }


def _change(edition, moment):
    return {
        "number": edition.number,
        "is_safety_change": edition.is_safety_change,
        "kind": edition.change,
        "note": edition.change_note,
        "released_at": in_utc(edition.release_at),
        "days_ago": _days(edition.release_at, moment),
    }


def _days(since, moment):
    return (day_of(moment) - day_of(since)).days
