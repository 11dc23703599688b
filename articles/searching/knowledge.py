"""What editors tell the search, as each process remembers it for as long as it holds."""

from functools import lru_cache

from articles.models import SearchKnowledge

from .emergencies import Emergencies
from .promoted import pins_of
from .synonyms import meanings_of

REMEMBERED = 12  # a few versions in each language: those of transactions that have not ended are versions too


class Knowledge:
    def __init__(self, language):
        self.language = language
        self.meanings = meanings_of(language)
        self.pins = pins_of(language)
        self.emergencies = Emergencies(language)


def knowledge_of(language) -> Knowledge:
    """As it holds for whoever asks now, in their transaction: a version is never used a second time."""
    version = SearchKnowledge.current()
    return _remembered(version, language) if version else Knowledge(language)


@lru_cache(maxsize=REMEMBERED)
def _remembered(_version, language):
    return Knowledge(language)
