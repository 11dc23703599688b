import logging
from functools import partial

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone

from articles.models import BEFORE_THE_FIRST, Recorded, What

logger = logging.getLogger(__name__)

# One number for one lock, known to this portal alone. On SQLite the transaction itself is the lock.
LOCK = "SELECT pg_advisory_xact_lock(7021930211)"


def hold(using=DEFAULT_DB_ALIAS):
    """Until the transaction ends, nobody else writes into the record.

    Whoever will record something says so before holding anything else that others may wait for, so that two who do
    never wait for each other.
    """
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute(LOCK)


@transaction.atomic
def record(what: What, *, by=None, whom=None, about="", at=None) -> Recorded:
    """Add an entry, together with what it tells of or not at all.

    by: who did it, or None for somebody on the server. whom: the account that it is about
    about: what, in words that name nobody: a code and a number, a role, a command
    """
    hold()
    number, seal = end()
    entry = Recorded(number=number + 1, at=at or timezone.now(), what=what, by=by, whom=whom, about=about)
    entry.seal = entry.sealed_after(seal)
    Recorded.objects.bulk_create([entry])
    transaction.on_commit(partial(_tell, entry.number, entry.seal))
    return entry


def record_first(what: What, *, by=None, whom=None, about=""):
    """Only the first of its kind within the time for which failures close an account: who fails, or is turned away, can
    do so as often as they like, and nothing is ever taken out of the record.
    """
    now = timezone.now()
    same = Recorded.objects.filter(what=what, by=by, whom=whom, about=about).order_by("-number")
    last = same.values_list("at", flat=True).first()
    if last is None or last <= now - settings.AXES_COOLOFF_TIME:
        record(what, by=by, whom=whom, about=about, at=now)


def end() -> tuple[int, str]:
    """The number and the seal of the last entry."""
    return Recorded.objects.order_by("-number").values_list("number", "seal").first() or (0, BEFORE_THE_FIRST)


def named(edition) -> str:
    """An edition by its code and number, and its words by their fingerprint."""
    words = edition.fingerprint or edition.current_fingerprint()
    return f"{edition.article.spoken_code} edition {edition.number} ({words})"


def _tell(number, seal):
    """Into the log of the process, which is kept elsewhere: an end that is cut off is missed by it."""
    logger.info("The record has entry %s:%s", number, seal)
