"""Whether a search may come from an emergency. It errs towards saying so: a card too many does no harm."""

from functools import lru_cache

from articles.models import EmergencyAnswer

from .letters import words_of
from .spelling import distance
from .stems import stem_of

BETWEEN = 4  # other words that may stand among those of a phrase
SHORTEST = 5  # letters of a word in which a mistake is looked for
LONG = 8  # letters of a word in which two are
MOST_MISTAKEN = 60  # words of one search that are looked at for mistakes


class Emergencies:
    """The answers in ``language`` first, then all others: who is afraid writes in the language they think in."""

    def __init__(self, language):
        answers = EmergencyAnswer.objects.all()
        in_order = sorted(answers, key=lambda one: (one.language != language, one.language, one.pk))
        self.phrases, self.by_stem, self.by_letter = [], {}, {}
        for answer in in_order:
            for phrase in _phrases(answer.phrases, answer.language):
                self._add(answer, phrase)

    def answer_to(self, text: str) -> EmergencyAnswer | None:
        """The first answer of which a line stands in ``text``, with all its words near one another, misspelt or not."""
        words = words_of(text)
        typed = {language: _Typed(words, language) for language in self.by_stem}
        for place in sorted(self._likely(typed)):
            answer, phrase = self.phrases[place]
            if typed[answer.language].holds(phrase):
                return answer
        return None

    def _add(self, answer, phrase):
        word, stem = phrase[0]
        for index, key in ((self.by_stem, stem), (self.by_letter, word[0])):
            index.setdefault(answer.language, {}).setdefault(key, []).append(len(self.phrases))
        self.phrases.append((answer, phrase))

    def _likely(self, typed):
        """The places of the phrases whose first word may stand there, of several hundred."""
        likely = set()
        for language, those in typed.items():
            for index, keys in ((self.by_stem, those.stems), (self.by_letter, those.beginning)):
                likely.update(*(index[language].get(key, ()) for key in keys))
        return likely


def _phrases(lines, language):
    """Each line as pairs of a word and its stem."""
    found = ([(word, stem_of(word, language)) for word in words_of(line)] for line in lines.splitlines())
    return [phrase for phrase in found if phrase]


class _Typed:
    """The words of a search, as phrases of one language are looked for among them."""

    def __init__(self, words, language):
        self.stems, self.beginning, self.standing = {}, {}, {}
        for place, word in enumerate(words):
            self.stems.setdefault(stem_of(word, language), []).append(place)
        for place, word in enumerate(words[:MOST_MISTAKEN]):
            for letter in set(word[:2]):
                self.beginning.setdefault(letter, []).append((place, word))

    def holds(self, phrase):
        standing, is_alone = [], len(phrase) == 1
        for word, stem in phrase:
            if not (places := self.stems.get(stem) or self._misspelt(word, is_alone)):
                return False
            standing.append(places)
        room = len(phrase) + BETWEEN
        return any(
            all(any(start <= place < start + room for place in each) for each in standing)
            for start in {place for each in standing for place in each}
        )

    def _misspelt(self, word, is_alone):
        """Where words stand that were probably meant to be ``word``."""
        if (word, is_alone) not in self.standing:
            alike = self.beginning.get(word[0], ())
            self.standing[word, is_alone] = [place for place, typed in alike if _is_meant(typed, word, is_alone)]
        return self.standing[word, is_alone]


@lru_cache(maxsize=50_000)
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
    is_slip = len(typed) != len(word) or sorted(typed) == sorted(word) or not is_alone
    return is_slip and distance(typed, word, 1) <= 1


def _without_doubles(word):
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])
