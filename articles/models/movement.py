"""One number that moves with every recorded fact that readers can see, in the same transaction.

The database moves it, by triggers, so that no way of writing can forget it: not a bulk update, not a command, not
somebody at the database's own prompt. Every table of this application moves it unless it is named here.
"""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

# Rows that no page of readers tells anything of. The parts of an edition change only while it is a draft: what shows
# them to readers is a release, and that moves the number.
UNSEEN = frozenset(
    {
        *("section", "source", "credit"),
        *("approval", "approvalrequest", "return", "comment", "commentanswer", "expertlink", "verdict", "deed"),
        *("opendraft", "workingcopy", "importedfile", "reminder", "feedback"),
        *("searchcount", "raresearch", "searchinvain", "searchperiod", "unansweredcode"),
        *("searchdocument", "searchword", "searchbeginning", "searchsynonym", "searchpin"),
        *("searchknowledge", "link", "linkplace", "readability", "registeredlink", "receiver", "notice", "delivery"),
        *("publicevent", "recorded", "cspreport", "receiptcount", "clinic_managers", "movement", "purge"),
        "outsideidentity",
    }
)
# Saving a draft is nothing that readers see: its release is, and taking the release back.
SEEN_WHEN = {"edition": "release_at IS NOT NULL"}
EVENTS = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}


class Movement(models.Model):
    """How often a transaction has moved the number. On SQLite, where one writes at a time, all have one row."""

    xact = models.BigIntegerField(unique=True)
    moves = models.BigIntegerField(default=1)

    def __str__(self):
        return f"{self.xact}: {self.moves}"


THE_NUMBER = "SELECT COALESCE(SUM(moves), 0) FROM articles_movement"


def number_of_all_recorded(using=DEFAULT_DB_ALIAS) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(THE_NUMBER)
        return int(cursor.fetchone()[0])


# On PostgreSQL each transaction has a row, so that none waits for another. Its number may come again in a database
# that was restored elsewhere: then the row that is there moves on.
_OF_THIS_TRANSACTION = {"postgresql": "pg_current_xact_id()::text::bigint", "sqlite": "0"}
_MOVE = """
    INSERT INTO articles_movement (xact, moves) VALUES ({xact}, 1)
    ON CONFLICT (xact) DO UPDATE SET moves = articles_movement.moves + 1
"""


# The number stays the same at every moment: others see all of this or nothing. A row that is seen here is of a
# transaction that has ended; who still writes has a row that nobody else sees.
_GATHER = """
    WITH gathered AS (
        DELETE FROM articles_movement WHERE xact > 0 RETURNING moves
    )
    INSERT INTO articles_movement (xact, moves) SELECT 0, SUM(moves) FROM gathered HAVING COUNT(*) > 0
    ON CONFLICT (xact) DO UPDATE SET moves = articles_movement.moves + excluded.moves
"""


def gather_moves():
    """One row for all transactions that have ended, so that years of them are not added up at each look."""
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(_GATHER)


def keep_triggers(app_config, using, **_facts):
    """Gives every table that readers can see its triggers, after each migration; moves the number if one was new."""
    connection = connections[using]
    wanted = {name: statement for table in tables() for name, statement in _triggers(connection, *table)}
    missing = wanted.keys() - _there(connection)
    if not missing:
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name in sorted(missing):
            cursor.execute(wanted[name])
        cursor.execute(_move(connection))


def drop_triggers(app_config, using, plan=(), **_facts):
    """SQLite makes a table anew to change it, and does not know what to do with the triggers of the others."""
    connection = connections[using]
    if not plan or connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name in _there(connection):
            cursor.execute(f"DROP TRIGGER {name}")


def tables():
    """(table, condition) for each table whose rows readers can see; the condition speaks of a row, or is empty."""
    for model in apps.get_app_config("articles").get_models(include_auto_created=True):
        if model._meta.model_name not in UNSEEN:
            yield model._meta.db_table, SEEN_WHEN.get(model._meta.model_name, "")


def _move(connection):
    return _MOVE.format(xact=_OF_THIS_TRANSACTION[connection.vendor])


def _triggers(connection, table, condition):
    """(name, statement) of each trigger of ``table``."""
    for event, rows in EVENTS.items():
        name = f"{table}_moves_{event.lower()}"
        when = f"WHEN ({' OR '.join(f'{row}.{condition}' for row in rows)})" if condition else ""
        if connection.vendor == "sqlite":
            yield name, f"CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN {_move(connection)}; END"
        else:
            each = "ROW" if condition else "STATEMENT"
            yield name, f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH {each} {when} {_CALL}"


_CALL = "EXECUTE FUNCTION articles_moved()"
_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION articles_moved() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN {_MOVE.format(xact=_OF_THIS_TRANSACTION["postgresql"])}; RETURN NULL; END $$
"""


def _there(connection):
    """The names of the triggers that the database has."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {name for (name,) in cursor if "_moves_" in name}
