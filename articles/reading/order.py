from django.db import connections
from django.db.models.functions import Collate


def by_title(rows):
    """In order of ``sort_key``, character by character: the same on every database."""
    collation = "C" if connections[rows.db].vendor == "postgresql" else "BINARY"
    return rows.order_by(Collate("sort_key", collation), "pk")
