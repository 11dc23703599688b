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


def emergency_in(text: str, language: str) -> EmergencyAnswer | None:
    """The first answer of which a line stands in ``text``, with all its words near one another, misspelt or not.

    Answers in ``language`` come first, then all others: who is afraid writes in the language they think in.
    """
    answers = sorted(EmergencyAnswer.objects.all(), key=lambda one: (one.language != language, one.language, one.pk))
    words, places = words_of(text), {}
    for answer in answers:
        if answer.language not in places:
            places[answer.language] = _places(words, answer.language)
        phrases = _phrases(answer.phrases, answer.language)
        if any(_stands_in(phrase, words, places[answer.language], answer.language) for phrase in phrases):
            return answer
    return None


@lru_cache(maxsize=200)
def _phrases(lines, language):
    """Each line as pairs of a word and its stem."""
    found = ([(word, stem_of(word, language)) for word in words_of(line)] for line in lines.splitlines())
    return [phrase for phrase in found if phrase]


def _places(words, language):
    """Where each stem stands."""
    places = {}
    for place, word in enumerate(words):
        places.setdefault(stem_of(word, language), []).append(place)
    return places


def _stands_in(phrase, words, places, language):
    standing = [places.get(stem) or _misspelt(word, words, len(phrase) == 1) for word, stem in phrase]
    if not all(standing):
        return False
    room = len(phrase) + BETWEEN
    return any(
        all(any(start <= place < start + room for place in each) for each in standing)
        for start in {place for each in standing for place in each}
    )


def _misspelt(word, words, is_alone):
    """Where words stand that were probably meant to be ``word``."""
    return [place for place, typed in enumerate(words[:MOST_MISTAKEN]) if _is_meant(typed, word, is_alone)]


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
