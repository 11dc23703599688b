"""The editors' desk in Django's own admin."""

from . import articles, editions, shelves  # noqa: F401 (each registers its own)
