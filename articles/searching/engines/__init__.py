"""The two engines: each finds, in its database, the documents in which stems stand."""

from django.db import connection


def engine():
    """The module for the database in use: ``heads``, ``bodies``, ``holding``, ``beginning_with``, ``keys``, AMONG."""
    if connection.vendor == "postgresql":
        from . import postgresql

        return postgresql
    from . import sqlite

    return sqlite
