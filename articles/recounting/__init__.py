"""Who did what to an article, and when: told from all facts that are recorded. Nothing here changes anything."""

from .happenings import Happening
from .timeline import timeline_of
from .writing import as_csv, as_json

__all__ = ["Happening", "as_csv", "as_json", "timeline_of"]
