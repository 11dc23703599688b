"""After a test that committed, the database is as the migrations left it.

Django's own way empties every table and makes permissions and roles anew. On PostgreSQL that takes a second each time,
and the pages about the portal and the answers in an emergency, which migrations bring, are there for one test only.
"""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import QuerySet

from articles.models import Movement, SearchKnowledge
from articles.recording import opened

# Only migrations write the first two, only triggers the others.
LEFT_ALONE = {ContentType, Permission, Movement, SearchKnowledge}


def models():
    return [model for model in apps.get_models(include_auto_created=True) if model not in LEFT_ALONE]


def rows_that_came_with_migrations() -> dict:
    return {model: list(QuerySet(model)) for model in models()}


def as_migrated(rows):
    # Which row goes first is no matter before the end.
    with transaction.atomic(), opened(), connection.cursor() as cursor:
        for table in _not_empty(cursor, [model._meta.db_table for model in rows]):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for model, those in rows.items():
            QuerySet(model).bulk_create(those)


def _not_empty(cursor, tables):
    """Most are empty, and each deletion has triggers of its own to wake."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})" for table in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]
