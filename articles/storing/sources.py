"""Which database an answer is read from: the one that is written to, or a copy that follows it (DATABASE_REPLICA_URL).

Only readers' pages are read from the copy, and only while it holds all that is recorded (`asking.py`). Whatever writes
something goes on reading where it wrote: it would miss its own words in a copy that is a moment behind.
"""

import threading
from contextlib import contextmanager
from functools import wraps

ITSELF, COPY = "default", "replica"
# In the environment of a request: where it may read from.
SOURCE = "portal.source"

_here = threading.local()


@contextmanager
def reading_from(alias):
    before = getattr(_here, "alias", ITSELF)
    _here.alias = alias
    try:
        yield
    finally:
        _here.alias = before


def from_the_database_itself(view):
    """For a page that shows what its reader has just written."""

    @wraps(view)
    def seen(*arguments, **more):
        with reading_from(ITSELF):
            return view(*arguments, **more)

    return seen


class Router:
    def db_for_read(self, model, **hints):
        return getattr(_here, "alias", ITSELF)

    def db_for_write(self, model, **hints):
        _here.alias = ITSELF
        return ITSELF

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, alias, app_label, **hints):
        return alias != COPY
