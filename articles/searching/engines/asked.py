"""Which database a search asks."""

from django.db import connections, router

from articles.models import SearchDocument


def asked():
    """The connection to it: to the one from which this reader's pages are read, be it a copy (`storing/sources.py`)."""
    return connections[router.db_for_read(SearchDocument)]
