"""The whole portal as one file, and back again, on either database: docs/decisions/0018-one-file-keeps-all.md."""

from .backup import keep_all
from .refusals import CannotRestore
from .restore import open_backup, restore

__all__ = ["CannotRestore", "keep_all", "open_backup", "restore"]
