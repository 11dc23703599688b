"""The editors' desk in Django's own admin."""

from . import about, articles, editions, feedback, search, searches, shelves  # noqa: F401 (each registers its own)
