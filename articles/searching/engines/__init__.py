"""The two engines: each finds, in its database, the documents in which stems stand."""

from django.db import connection


def engine():
    """The module for the database in use. Both offer ``heads``, ``bodies``, ``beginning_with``, ``keys`` and AMONG."""
    if connection.vendor == "postgresql":
        from . import postgresql

        return postgresql
    from . import sqlite

    return sqlite
