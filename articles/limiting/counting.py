"""Requests are counted by all processes together: in the shared cache if there is one, else in a file of this machine.

Never in the portal's own database: docs/decisions/0014-limits-are-counted-together.md.
"""

import logging
import os
import sqlite3
import threading
import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

logger = logging.getLogger(__name__)
LONGEST_WAIT = 1  # second, for others who count: who has waited for so long is not counted
MOST_PAGES = 1024  # of the file, 4 MB: some 70,000 places
MADE = "CREATE TABLE IF NOT EXISTS counts (until, name, asker, used, PRIMARY KEY (until, name, asker)) WITHOUT ROWID"
ONE_MORE = "INSERT INTO counts VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET used = used + 1 RETURNING used"
TORN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
FORGET = "DELETE FROM counts WHERE until <= ?"


def count(name, asker, until, now) -> int:
    """How many requests of ``asker`` this one makes. ``until``, in seconds as ``now``, all of them are forgotten.

    Raises whatever the cache or the file raises that cannot be reached.
    """
    if "limits" in settings.CACHES:
        return _in_cache(f"{name}-{until}-{asker}", until - now)
    return _file(settings.VAR / "limits.sqlite3", os.getpid()).count(name, asker, until, now)


def _in_cache(key, seconds):
    cache = caches["limits"]
    try:
        return 1 if cache.add(key, 1, seconds + 1) else cache.incr(key)
    except ValueError:  # forgotten between the two
        return 1


class CountingFile:
    """One connection for all threads of a process."""

    def __init__(self, path: Path):
        self.path, self._lock = path, threading.Lock()
        self._connection, self._inode, self._tidy_until = None, None, 0

    def count(self, name, asker, until, now) -> int:
        if not self._lock.acquire(timeout=LONGEST_WAIT):
            raise TimeoutError
        try:
            return self._counted(name, asker, until, now)
        except sqlite3.DatabaseError as fault:
            if fault.sqlite_errorcode & 0xFF not in TORN:
                raise
            self._begin_anew()
            return self._counted(name, asker, until, now)
        finally:
            self._lock.release()

    def _counted(self, name, asker, until, now):
        if self._connection is None or (now >= self._tidy_until and not self._is_there()):
            self._connection, self._inode = _opened(self.path), self.path.stat().st_ino
        if now >= self._tidy_until:
            self._run(FORGET, now)
            self._tidy_until = now + 60
        return self._one_more(until, name, asker)

    def _is_there(self):
        """Whether the file that this process has open is still the one that all count in."""
        return self.path.exists() and self.path.stat().st_ino == self._inode

    def _begin_anew(self):
        """With an empty file, unless another process has made one already: nothing in a torn one is worth keeping."""
        if self._connection is None or self._is_there():
            logger.error("The file in which requests are counted was torn, so counting begins anew.")
            for end in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        self._connection = None

    def _one_more(self, *row):
        try:
            return self._run(ONE_MORE, *row)[0][0]
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            self._run("DELETE FROM counts")
            return self._run(ONE_MORE, *row)[0][0]

    def _run(self, statement, *values):
        """SQLite itself would wait longer after each try, and whoever counts without pause would keep others out."""
        end = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.OperationalError as fault:
                if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.001)


def _opened(path):
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=LONGEST_WAIT, isolation_level=None, check_same_thread=False)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = NORMAL",  # asks the disk once for a thousand counts, and no power cut tears the file
        f"PRAGMA max_page_count = {MOST_PAGES}",
        f"PRAGMA journal_size_limit = {MOST_PAGES * 4096}",
        MADE,
        "PRAGMA busy_timeout = 0",
    ):
        connection.execute(statement)
    return connection


@lru_cache(maxsize=8)
def _file(path, _process):
    """After a fork another one: a connection of SQLite must not be carried into a child, not even to be closed."""
    return CountingFile(path)
