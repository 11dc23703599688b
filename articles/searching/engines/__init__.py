"""The two engines: each finds, in its database, the documents in which stems stand.

``heads``, ``together``, ``bodies`` and ``holding`` say what is looked for, as SQL and its values. ``looked_up`` looks
for some of these at once.
"""

from .asked import asked
from .lookups import looked_up

__all__ = ["asked", "engine", "looked_up"]


def engine():
    """The module for the database in use: the above, and ``beginning_with``."""
    if asked().vendor == "postgresql":
        from . import postgresql

        return postgresql
    from . import sqlite

    return sqlite
