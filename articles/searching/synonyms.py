"""Other words for the same: the room's own knowledge, what editors added, and the other names in the glossary."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from articles.models import GlossaryTerm, SearchSynonym

from .stems import lines_of, stems_of

LISTS = ("synonyms", "medicines")
LONGEST_PHRASE = 8  # words

Phrase = tuple[str, ...]  # stems, in the order of the words


Meanings = Mapping[Phrase, set[Phrase]]  # by a phrase, others for the same


def meanings_of(language: str) -> Meanings:
    """All that is known now, whoever told it."""
    meanings = dict(_own(language))
    for phrase, others in _of_editors(language).items():
        meanings[phrase] = meanings.get(phrase, set()) | others
    return meanings


def meanings_in(stems: list[str], meanings: Meanings) -> dict[tuple[int, int], set[Phrase]]:
    """By the place (first, end) of each phrase among ``stems``, other phrases for the same; the longest phrase wins."""
    found, at = {}, 0
    while at < len(stems):
        for end in range(min(len(stems), at + LONGEST_PHRASE), at, -1):
            phrase = tuple(stems[at:end])
            if others := meanings.get(phrase):
                found[at, end] = others
                at = end - 1
                break
        at += 1
    return found


@cache
def meaningful(language) -> frozenset[str]:
    """The stems of all phrases that the room knows other words for."""
    return frozenset(stem for phrase in _own(language) for stem in phrase)


@cache
def _own(language):
    meanings = defaultdict(set)
    for kind in LISTS:
        for line in lines_of(kind, language):
            typed, _sign, pages = line.partition(" > ")
            same = [_phrase(one, language) for one in typed.replace(", ", " = ").split(" = ")]
            leads_to = [_phrase(one, language) for one in pages.split(",") if one.strip()]
            _add(meanings, same, leads_to)
    return dict(meanings)


def _of_editors(language):
    meanings = defaultdict(set)
    for words, means in SearchSynonym.objects.filter(language=language).values_list("words", "means"):
        _add(meanings, [_phrase(words, language), _phrase(means, language)], [])
    glossary = GlossaryTerm.objects.filter(language=language).exclude(other_names="")
    for term, other_names in glossary.values_list("term", "other_names"):
        _add(meanings, [_phrase(one, language) for one in [term, *other_names.split(",")]], [])
    return meanings


def _add(meanings, same, leads_to):
    for phrase in filter(None, same):
        meanings[phrase] |= set(filter(None, [*same, *leads_to])) - {phrase}


def _phrase(text, language):
    return tuple(stems_of(text, language))
