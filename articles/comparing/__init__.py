"""What changed between two editions, told so that people can read it."""

from .editions import Changes, changes_between
from .sections import Fate, SectionChange
from .sides import as_after, as_before

__all__ = ["Changes", "Fate", "SectionChange", "as_after", "as_before", "changes_between"]
