"""Keeps public pages as they were rendered, and answers them before Django is entered, right to the second.

What a page shows depends on what has been recorded and on the moment. The database counts what is recorded
(`models/movement.py`); each page knows until when the moment changes nothing. docs/decisions/0017-stored-pages.md.
"""

from .asking import may_be_written_to
from .front import DATABASE_AWAY, Front
from .lasting import worked_out_once
from .looking_on import look_on
from .maker import digest_of_maker
from .sources import from_the_database_itself
from .telling import TOLD, WAS_STORED

__all__ = [
    "DATABASE_AWAY",
    "TOLD",
    "WAS_STORED",
    "Front",
    "digest_of_maker",
    "from_the_database_itself",
    "look_on",
    "may_be_written_to",
    "worked_out_once",
]
