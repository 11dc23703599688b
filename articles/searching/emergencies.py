"""Whether a search may come from an emergency. It errs towards saying so: a card too many does no harm.

A line of an answer holds where all its words stand near one another, in any order. “/” parts words of which one is
enough, “…” parts that may stand further apart. A line that begins with “-” is harmless, word by word as it stands
there: “- brush stroke” is no stroke.
"""

import re
from functools import lru_cache

from articles.models import EmergencyAnswer

from .letters import words_of
from .spelling import distance
from .stems import stem_of, stems_of

BETWEEN = 4  # other words that may stand among those of a phrase
APART = 30  # words from one part of a phrase to another
SHORTEST = 5  # letters of a word in which a mistake is looked for
LONG = 8  # letters of a word in which two are
MOST_MISTAKEN = 60  # words of one search that are looked at for mistakes
REMEMBERED = 20_000  # words that people typed, with those they may have meant
_GAP = re.compile(r"…|\.\.\.")


class Emergencies:
    """The answers in ``language`` first, then all others: who is afraid writes in the language they think in."""

    def __init__(self, language):
        answers = EmergencyAnswer.objects.all()
        in_order = sorted(answers, key=lambda one: (one.language != language, one.language, one.pk))
        self.phrases, self.languages = [], {}
        for answer in in_order:
            for line in answer.phrases.splitlines():
                self._add(answer, line.strip(), self.languages.setdefault(answer.language, _Lines(answer.language)))

    def answer_to(self, text: str) -> EmergencyAnswer | None:
        """The first answer of which a line stands in ``text``, misspelt or not."""
        words = words_of(text)
        typed = {language: _Typed(words, lines) for language, lines in self.languages.items()}
        hidden = _hidden(typed.values())
        for place in sorted(set().union(*(those.likely() for those in typed.values()))):
            answer, phrase = self.phrases[place]
            if typed[answer.language].holds(phrase, hidden):
                return answer
        return None

    def _add(self, answer, line, lines):
        if line.startswith("-"):
            lines.add_harmless(stems_of(line, answer.language))
        elif phrase := list(filter(None, (_part(part, answer.language) for part in _GAP.split(line)))):
            lines.add(phrase, len(self.phrases))
            self.phrases.append((answer, phrase))


def _part(text, language):
    """For each word of ``text`` those that may stand in its place, with their stems."""
    found = []
    for typed in text.split():
        words = words_of(typed)
        found += [words] if "/" in typed else [[word] for word in words]
    return [[(word, stem_of(word, language)) for word in words] for words in found if words]


def _hidden(typed):
    """By place of a word in a harmless phrase, how many words that has: no shorter phrase holds there, and no slip."""
    hidden = {}
    for those in typed:
        for first in those.stems.keys() & those.lines.harmless.keys():
            for at in those.stems[first]:
                for stems in those.lines.harmless[first]:
                    if those.in_order[at : at + len(stems)] == stems:
                        hidden |= {at + on: max(hidden.get(at + on, 0), len(stems)) for on in range(len(stems))}
    return hidden


class _Lines:
    """Those of one language. ``by_stem`` and ``by_word``: the places of the phrases that begin with it."""

    def __init__(self, language):
        self.language, self.harmless, self.by_stem, self.by_word, self.by_letter = language, {}, {}, {}, {}
        self.meant = lru_cache(maxsize=REMEMBERED)(self._meant)

    def add_harmless(self, stems):
        if stems:
            self.harmless.setdefault(stems[0], []).append(stems)

    def add(self, phrase, place):
        for word, stem in phrase[0][0]:
            self.by_stem.setdefault(stem, []).append(place)
            self.by_word.setdefault(word, []).append(place)
        is_alone = sum(map(len, phrase)) == 1
        for word, _stem in (one for part in phrase for words in part for one in words):
            self.by_letter.setdefault(word[0], {})[word, is_alone] = None

    def _meant(self, typed):
        """The words of phrases that ``typed`` may be a slip for, and whether each makes a phrase by itself."""
        letters = dict.fromkeys(typed[:2])
        return [key for letter in letters for key in self.by_letter.get(letter, ()) if _is_meant(typed, *key)]


class _Typed:
    """The words of a search, as phrases of one language are looked for among them."""

    def __init__(self, words, lines):
        self.lines, self.stems, self.slips = lines, {}, {}
        self.in_order = [stem_of(word, lines.language) for word in words]
        for place, stem in enumerate(self.in_order):
            self.stems.setdefault(stem, []).append(place)
        for place, word in enumerate(words[:MOST_MISTAKEN]):
            for key in lines.meant(word):
                self.slips.setdefault(key, []).append(place)

    def likely(self):
        """The places of the phrases whose first word stands there, of many hundred."""
        begun = [self.lines.by_stem[stem] for stem in self.stems.keys() & self.lines.by_stem.keys()]
        return set().union(*begun, *(self.lines.by_word.get(word, ()) for word, _is_alone in self.slips))

    def holds(self, phrase, hidden):
        """phrase: its parts, which may stand apart; the words of each stand near one another"""
        length, first, *others = sum(map(len, phrase)), *phrase
        starts = self._starts(first, length, hidden)
        for part in others if starts else ():
            known = self._starts(part, length, hidden)
            starts = [start for start in starts if any(abs(start - one) <= APART for one in known)]
        return bool(starts)

    def _starts(self, part, length, hidden):
        """Where the words of ``part`` begin to stand near one another."""
        standing = []
        for words in part:
            standing.append([place for word, stem in words for place in self._places(word, stem, length, hidden)])
            if not standing[-1]:
                return []
        room = len(part) + BETWEEN
        return [
            start
            for start in {place for each in standing for place in each}
            if all(any(start <= place < start + room for place in each) for each in standing)
        ]

    def _places(self, word, stem, length, hidden):
        known = [place for place in self.stems.get(stem, ()) if hidden.get(place, 0) <= length]
        return known or [place for place in self.slips.get((word, length == 1), ()) if place not in hidden]


def _is_meant(typed, word, is_alone):
    if abs(len(typed) - len(word)) > 2 or word[0] not in typed[:2]:
        return False
    if _without_doubles(typed) == _without_doubles(word):
        return True
    if len(word) < SHORTEST:
        return False
    if len(word) >= LONG:
        return distance(typed, word, 2) <= 2
    # One other letter makes another word too often (a strike, cooking) for a phrase of that word alone.
    is_slip = len(typed) != len(word) or sorted(typed) == sorted(word) or (not is_alone and typed[-1] == word[-1])
    return is_slip and distance(typed, word, 1) <= 1


@lru_cache(maxsize=REMEMBERED)
def _without_doubles(word):
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])
