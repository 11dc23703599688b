"""One function for each address: find, refuse, render."""

from .articles import article, edition, history, on_day
from .images import image
from .lists import a_to_z, glossary, home, topic, topics

__all__ = ["a_to_z", "article", "edition", "glossary", "history", "home", "image", "on_day", "topic", "topics"]
