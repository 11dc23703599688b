"""Queries that Django puts into SQL once: that takes it longer than the database needs to answer them."""

from datetime import UTC, datetime
from functools import lru_cache

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from .engines import asked as database
from .engines import engine

# What stands in the query in the places of what is asked, until it is asked.
STAND_INS = {"keys": "?keys", "language": "?language", "moment": datetime(1, 1, 1, tzinfo=UTC), "topic": -(10**9)}


class Prepared:
    def __init__(self, make):
        """make: makes a query set of plain rows, with arguments that are called as some of STAND_INS are

        Primary keys are asked for with ``among``, however many there are.
        """
        self.make = make

    def rows(self, **asked) -> list[tuple]:
        connection = database()
        sql, places = _written(self.make, connection.alias, tuple(asked))
        values = {name: _for_database(name, value) for name, value in asked.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [values.get(name, value) for name, value in places])
            return cursor.fetchall()


def among(column, keys):
    """The condition that ``column`` is one of ``keys``, which are one value to the database."""
    return RawSQL(engine().AMONG.format(column=column), [keys], output_field=BooleanField())


@lru_cache
def _written(make, alias, names):
    """The SQL, and for each of its values (the name of what is asked there, or "", the value otherwise)."""
    sql, values = make(**{name: STAND_INS[name] for name in names}).query.get_compiler(alias).as_sql()
    stand_ins = {_adapted(STAND_INS[name]): name for name in names}
    return sql, [(stand_ins.get(value, ""), value) for value in values]


def _for_database(name, value):
    return engine().keys(value) if name == "keys" else _adapted(value)


def _adapted(value):
    return database().ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
