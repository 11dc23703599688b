"""Words that no page knows, taken for the known words they are most like."""

import re
from functools import cache

from django.db.models import Q
from django.db.models.functions import Length

from articles.models import SearchWord

from .engines import engine, looked_up
from .stems import chatter, lines_of, stem_of
from .synonyms import meaningful

_SILENT = re.compile("(?<=.)[aeiouyhw]")
_DOUBLE = re.compile(r"(.)\1+")
_ALIKE = str.maketrans("kqz", "ccs")

SHORTEST = 4  # letters: shorter words are like too many others
SOUNDING = 5  # letters of a stem, no more than which many others sound like
LONG = 8  # letters of a word in which two mistakes are forgiven
SAME_LETTERS = 3  # at the beginning or at the end
MOST_MISTAKEN = 6  # words of one question that are looked up
MOST_NEAR = 4  # words that are like a misspelt one
ENOUGH = 500  # pages that hold a word, to find one among them that patients read
RARE, COMMON = 3, 20  # pages that hold a word
WHOLE = 12  # words of a question that is told whole, with its corrections


def corrected(words, language, live, counts) -> tuple[dict[str, str], set[str]]:
    """By misspelt word, the known one that was meant; and what may be meant besides.

    What may be meant are common words for rare ones that may be mistakes: these are looked for too, and nobody is told.

    live: tells which of some editions patients read. A word of others, to come or taken away, is told to nobody.
    """
    stems = _may_be_wrong(words, language)
    unknown = [word for word, stem in stems.items() if stem not in counts and stem not in meaningful(language)]
    better = {word: _meant(word, language, live) for word in unknown[:MOST_MISTAKEN]}
    better = {word: right for word, right in better.items() if right}
    rare = [word for word, stem in stems.items() if 0 < counts.pages(stem) <= RARE and not counts.titles(stem)]
    besides = {near[0] for word in rare[:MOST_MISTAKEN] if (near := like(word, language, 1, least=COMMON))}
    return better, besides


def with_corrections(words, better) -> tuple[list[str], str]:
    """``words`` as they were meant, and how to tell people; nothing is told where nothing was misspelt."""
    right = [better.get(word, word) for word in words]
    told = right if len(words) <= WHOLE else dict.fromkeys(better.values())
    return right, " ".join(told) if better else ""


def _is_read(word, language, live):
    """Whether a page that patients read holds ``word``: the engines know all that is released, for any day."""
    return bool(live(looked_up(engine().holding(stem_of(word, language), ENOUGH))))


def _may_be_wrong(words, language):
    stems = {word: stem_of(word, language) for word in words if len(word) >= SHORTEST and word.isalpha()}
    return {word: stem for word, stem in stems.items() if stem not in chatter(language)}


def _meant(word, language, live):
    """The word that was probably meant by ``word``, among those of pages that patients read, or None."""
    known = _common_mistakes(language).get(word)
    near = [known] if known else like(word, language, 2 if len(word) > LONG else 1)[:MOST_NEAR]
    return next((one for one in near if _is_read(one, language, live)), None)


def like(word, language, most, least=1) -> list[str]:
    """The known words that ``word`` is most like: fewest mistakes first, then those in titles and in most pages.

    most: mistakes. least: pages that hold the word
    """
    stem, near = stem_of(word, language), Q()
    for written in {stem, stem.replace("y", "i"), stem.replace("f", "ph", 1)}:
        near |= engine().beginning_with("stem", written[:SAME_LETTERS])
    near |= engine().beginning_with("backwards", stem[::-1][:SAME_LETTERS])
    near = SearchWord.objects.filter(near, language=language, pages__gte=least).annotate(letters=Length("stem"))
    near, found = near.filter(letters__range=(len(stem) - max(most, 2), len(stem) + max(most, 2))), []
    for known, written, pages, titles in near.values_list("stem", "word", "pages", "titles"):
        mistakes = min(distance(stem, known, max(most, 2)), distance(word, written, max(most, 2)))
        sounds_so = mistakes == 2 and len(stem) > SOUNDING and sound(stem) == sound(known)
        if (mistakes <= most or sounds_so) and _begins_alike(stem, known, mistakes):
            found.append((mistakes, not titles, -pages, written))
    return [written for *_order, written in sorted(found)]


def _begins_alike(stem, known, mistakes):
    """A first letter is forgotten, or swapped with the next, but hardly ever another one: severe is no fever."""
    return stem[0] == known[0] or (mistakes == 1 and (len(stem) != len(known) or stem[:2] == known[1::-1]))


@cache
def _common_mistakes(language):
    return dict(line.split() for line in lines_of("misspelt", language))


def sound(word: str) -> str:
    """What of a word is heard whatever the vowels: dyarhea and diarrhea are the same."""
    return _DOUBLE.sub(r"\1", _SILENT.sub("", word.replace("ph", "f").translate(_ALIKE)))


def distance(one: str, other: str, most: int) -> int:
    """How many letters are left out, put in, changed or swapped with the next; no more than ``most`` + 1."""
    before, last = None, list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row] + [0] * len(other)
        for column, against in enumerate(other, start=1):
            this[column] = min(last[column] + 1, this[column - 1] + 1, last[column - 1] + (letter != against))
            if before and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                this[column] = min(this[column], before[column - 2] + 1)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return last[-1]
