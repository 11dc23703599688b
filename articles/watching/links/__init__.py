"""Whether the links in our words lead somewhere, asked politely."""

from .checking import Checked, check_links
from .places import note_places

__all__ = ["Checked", "check_links", "note_places"]
