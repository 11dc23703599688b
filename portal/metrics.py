"""What is counted and what is due, as Prometheus reads it: text format 0.0.4."""

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from .tally import BUCKETS

HELP = {
    "portal_request_seconds": ("histogram", "Requests by the name of their address, and how long they took."),
    "portal_database_up": ("gauge", "Whether the database answers."),
    "portal_next_release_timestamp_seconds": ("gauge", "The next release that is scheduled; 0 if there is none."),
    "portal_reviews_overdue": ("gauge", "Live pages whose review is overdue."),
    "portal_outbox_waiting": ("gauge", "What waits to be sent."),
    "portal_outbox_oldest_seconds": ("gauge", "For how long the oldest of it waits though it was to be sent."),
}


def written(counts) -> str:
    lines = [*_head("portal_request_seconds"), *_histogram(counts)]
    facts = _facts()
    for name in HELP:
        if name in facts:
            lines += [*_head(name), *(f"{name}{_labels(**labels)} {value}" for labels, value in facts[name])]
    return "\n".join([*lines, ""])


def _head(name):
    kind, words = HELP[name]
    return [f"# HELP {name} {words}", f"# TYPE {name} {kind}"]


def _histogram(counts):
    name = "portal_request_seconds"
    for (route, status, by), (seconds, *buckets) in sorted(counts.items()):
        so_far, about = 0, {"route": route, "status": status, "by": by}
        for bound, count in zip([*BUCKETS, "+Inf"], buckets, strict=True):
            so_far += count
            yield f"{name}_bucket{_labels(**about, le=bound)} {so_far}"
        yield f"{name}_sum{_labels(**about)} {seconds:.6f}"
        yield f"{name}_count{_labels(**about)} {so_far}"


def _labels(**labels):
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}" if labels else ""


def _facts():
    """Name → [(labels, value)]. Only that it does not answer, while the database is away."""
    from articles.watching import figures  # once Django is set up

    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    try:
        return {"portal_database_up": [({}, 1)], **figures(timezone.now())}
    except (OperationalError, InterfaceError):
        return {"portal_database_up": [({}, 0)]}
