"""Queries that Django puts into SQL once: that takes it longer than the database needs to answer them."""

import json
from datetime import UTC, datetime
from functools import cache

from django.db import connections, router
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from .edition import Edition

# What stands in the query in the places of what is asked, until it is asked.
STAND_INS = {
    **{name: f"?{name}" for name in ("keys", "language", "code")},
    **{name: -number for number, name in enumerate(("topic", "edition", "article", "original"), start=10**9)},
    "moment": datetime(1, 1, 1, tzinfo=UTC),
}
_AMONG = {"postgresql": "{column} = ANY(%s)", "sqlite": "{column} IN (SELECT value FROM json_each(%s))"}


class Prepared:
    def __init__(self, make):
        """make: makes a query set of plain rows, with arguments that are called as some of STAND_INS are

        Primary keys are asked for with ``among``, however many there are.
        """
        self.make = make

    def rows(self, **asked) -> list[tuple]:
        connection = _asked()
        sql, places = _written(self.make, connection.alias, tuple(asked))
        values = {name: _for_database(connection, name, value) for name, value in asked.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [values.get(name, value) for name, value in places])
            return cursor.fetchall()


def among(column, keys):
    """The condition that ``column`` is one of ``keys``, which are one value to the database."""
    return RawSQL(_AMONG[_asked().vendor].format(column=column), [keys], output_field=BooleanField())


def _asked():
    return connections[router.db_for_read(Edition)]


@cache
def _written(make, alias, names):
    """The SQL, and for each of its values (the name of what is asked there, or "", the value otherwise)."""
    sql, values = make(**{name: STAND_INS[name] for name in names}).query.get_compiler(alias).as_sql()
    stand_ins = {_adapted(connections[alias], STAND_INS[name]): name for name in names}
    return sql, [(stand_ins.get(value, ""), value) for value in values]


def _for_database(connection, name, value):
    if name == "keys":
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))
    return _adapted(connection, value)


def _adapted(connection, value):
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
