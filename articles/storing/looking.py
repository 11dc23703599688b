"""What a process knows of the database: the number of all that is recorded, and what will change by date alone."""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from articles.models import THE_NUMBER, Edition, PageInPack, Withdrawal, day_of, start_of

EACH = 0.25  # seconds between two looks, while somebody asks
LONGEST_WAIT = 1  # seconds for a look of another thread: a database that hangs must not stop what is stored
AWAY = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    number: int
    # (seconds since 1970, parts of addresses that tell of it) of each change that is to come, in order
    to_come: tuple = ()

    def until(self, seconds: float) -> float:
        """The first moment after ``seconds`` at which a date changes some page."""
        tomorrow = start_of(day_of(datetime.fromtimestamp(seconds, UTC)) + timedelta(days=1)).timestamp()
        return min(tomorrow, self.words_until(seconds))

    def words_until(self, seconds: float) -> float:
        """The first moment after ``seconds`` at which something is released or taken away."""
        return min((moment for moment, _names in self.to_come if moment > seconds), default=inf)

    def changed_between(self, earlier: float, later: float) -> set[str]:
        """Parts of the addresses of whatever was released or taken away from ``earlier`` to ``later``."""
        return {name for moment, names in self.to_come if earlier < moment <= later for name in names}


class Looker:
    """Asks the database at most every EACH seconds, one thread at a time; the others wait for what it sees.

    shared: holds the ``number`` that some process of this machine saw last, so that none tells older words than another
    last_known: what any of them wrote down, for when the database is away
    """

    def __init__(self, shared, last_known, ask=None, clock=time.monotonic):
        self.known, self.is_away = None, False
        self._shared, self._last_known = shared, last_known
        self._ask, self._clock = ask or ask_the_database, clock
        self._looked_at, self._lock = -EACH, threading.Lock()

    def look(self, oldest=EACH) -> Known | None:
        """What is known, not ``oldest`` seconds old unless the database is away; None if nothing ever was."""
        # After an hour in which nobody asked, what is known is an hour old, for each of those who then ask at once.
        wait = 0 if self.is_away and self.known else LONGEST_WAIT
        if self._is_due(oldest) and self._lock.acquire(timeout=wait):
            try:
                if self._is_due(oldest):  # another thread may have looked meanwhile
                    self._look()
            finally:
                self._lock.release()
        return self.known

    def look_now(self) -> Known | None:
        """What is recorded at this moment, for what is rendered from it."""
        asked_at = self._clock()
        with self._lock:
            if self._looked_at <= asked_at:
                self._look()
        return self.known

    def age(self) -> float:
        """How many seconds ago the database was looked at."""
        return self._clock() - self._looked_at

    def _is_due(self, oldest):
        if self.age() >= oldest:
            return True
        return not self.is_away and self._shared.number != self.known.number

    def _look(self):
        try:
            self.known = self._ask(self.known)
        except AWAY as fault:
            if not self.is_away:
                logger.error("The database does not answer. Pages that were stored go on being served.", exc_info=fault)
            self.is_away = True
            if self.known is None or self.known.number != self._shared.number:
                self.known = self._last_known()
        else:
            self.is_away, self._shared.number = False, self.known.number
        self._looked_at = self._clock()


def ask_the_database(known: Known | None) -> Known:
    connection = connections["default"]
    connection.close_if_unusable_or_obsolete()
    try:
        with connection.cursor() as cursor:
            cursor.execute(THE_NUMBER)
            number = int(cursor.fetchone()[0])
        return known if known and known.number == number else Known(number, changes_to_come(timezone.now()))
    except AWAY:
        connection.close()
        raise


def changes_to_come(moment):
    """Every moment later than ``moment`` that is recorded, with the slug and the codes of its article and its packs."""
    names = ("article", "article__slug", "article__code")
    found = [*Edition.objects.filter(release_at__gt=moment).order_by().values_list("release_at", *names)]
    for field in ("at", "lifted_at"):
        withdrawals = Withdrawal.objects.filter(**{f"{field}__gt": moment}).order_by()
        found += withdrawals.values_list(field, *(f"edition__{name}" for name in names))
    packs = _packs_with({article for _at, article, _slug, _code in found})
    told = ((at.timestamp(), (slug, code.lower(), *packs.get(article, ()))) for at, article, slug, code in found)
    return tuple(sorted(told))


def _packs_with(articles):
    """The codes of the packs in which each article ever was: earlier versions have addresses too."""
    held = PageInPack.objects.filter(article__in=articles).order_by().values_list("article", "pack_version__pack__code")
    packs = {}
    for article, code in held.distinct():
        packs.setdefault(article, []).append(code.lower())
    return packs
