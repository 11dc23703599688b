"""The whole portal as one file, and back again, on either database: docs/decisions/0020-one-file-keeps-all.md."""

from .backup import keep_all
from .moving import move_rows
from .refusals import CannotKeep, CannotMove, CannotRestore
from .restoring import open_backup, restore

__all__ = ["CannotKeep", "CannotMove", "CannotRestore", "keep_all", "move_rows", "open_backup", "restore"]
