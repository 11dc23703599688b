"""What an engine looks for, and how it is found: several lookups in one question to the database."""

from typing import NamedTuple

from .asked import asked

_ONE = "SELECT edition_id FROM ({sql}) AS found"


class Lookup(NamedTuple):
    sql: str
    values: list


def looked_up(*lookups: Lookup) -> list[int]:
    """The editions that any of ``lookups`` finds, each once: those of the first come first, the best first."""
    if not lookups:
        return []
    together = " UNION ALL ".join(_ONE.format(sql=one.sql) for one in lookups)
    with asked().cursor() as cursor:
        cursor.execute(together, [value for one in lookups for value in one.values])
        return list(dict.fromkeys(edition for (edition,) in cursor.fetchall()))
