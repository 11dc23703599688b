"""The editors' desk in Django's own admin."""

from . import about, articles, editions, feedback, people, search, searches, shelves  # noqa: F401 (each registers its own)
