"""What changed between two editions, told so that people can read it."""

from .editions import Changes, changes_between
from .sections import Fate, SectionChange

__all__ = ["Changes", "Fate", "SectionChange", "changes_between"]
