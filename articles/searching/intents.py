"""What people want to know about an illness, and how headings call it."""

from functools import cache

from .stems import lines_of, stems_of


def intents_of(stems, language) -> frozenset[int]:
    """Which lines of the list of intents have a word among ``stems``."""
    known = _intents(language)
    return frozenset(intent for stem in stems for intent in known.get(stem, ()))


@cache
def asking(language) -> frozenset[str]:
    """Stems of words that only say what is asked, and never what about."""
    return frozenset(stem for line in _lines(language) for stem in line[0])


@cache
def _intents(language):
    known = {}
    for number, (asking_words, others) in enumerate(_lines(language)):
        for stem in asking_words + others:
            known.setdefault(stem, set()).add(number)
    return known


def _lines(language):
    return [[stems_of(half, language) for half in line.split("|")] for line in lines_of("intents", language)]
