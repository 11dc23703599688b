"""The whole portal as one file, and back again, on either database: docs/decisions/0020-one-file-keeps-all.md."""

from .backup import keep_all
from .refusals import CannotKeep, CannotRestore
from .restoring import open_backup, restore

__all__ = ["CannotKeep", "CannotRestore", "keep_all", "open_backup", "restore"]
