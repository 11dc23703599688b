"""What a process knows of the database: the number of all that is recorded, and what will change by date alone."""

import logging
import threading
import time

from .asking import AWAY, ask_the_database
from .known import Known

EACH = 0.25  # seconds between two looks, while somebody asks
LONGEST_WAIT = 1  # seconds for a look of another thread: a database that hangs must not stop what is stored

logger = logging.getLogger(__name__)


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
            if self.known and self.known.number < self._shared.number:
                self.known = None  # more was recorded than any page that is left tells
        else:
            self.is_away, self._shared.number = False, self.known.number
        self._looked_at = self._clock()
