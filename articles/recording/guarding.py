"""The database itself refuses to alter the record, also for somebody at its own prompt who forgets what it is.

Whoever owns the database can take the guard away: then the seals tell.
"""

from contextlib import contextmanager

from django.db import connections

from articles.models import Recorded

from .writing import hold

TABLE = Recorded._meta.db_table
EVENTS = ("update", "delete")
REFUSAL = "The record is never altered."
_OPENED = "current_setting('portal.record', true) = 'replaced'"
_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION articles_never_altered() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF {_OPENED} THEN RETURN NULL; END IF; RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def keep_guard(app_config, using, **_facts):
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _guard(connection.vendor):
            cursor.execute(statement)


def _guard(vendor):
    if vendor == "sqlite":
        for event in EVENTS:
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {TABLE}_never_{event} BEFORE {event.upper()} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    else:
        yield _FUNCTION
        yield (
            f"CREATE OR REPLACE TRIGGER {TABLE}_never BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION articles_never_altered()"
        )


@contextmanager
def opened(using="default"):
    """Within a transaction that puts the whole record back as it stands in a backup."""
    hold(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for event in EVENTS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_never_{event}")
            yield
            keep_guard(None, using)
        else:
            cursor.execute("SELECT set_config('portal.record', 'replaced', true)")
            yield
            cursor.execute("SELECT set_config('portal.record', '', true)")
