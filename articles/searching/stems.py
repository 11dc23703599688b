"""What is left of a word when its endings are taken away, so that “swelling” finds “swollen” words of one family."""

import re
import threading
from functools import cache, lru_cache
from pathlib import Path

from .letters import american, folded, words_of

WORDS = Path(__file__).parent / "words"
_STEMMERS = {"en": "english", "es": "spanish", "ar": "arabic"}
# Spanish endings are known by their accents, which people leave out.
_ACCENTED = re.compile(r"(c|s)ion$"), r"\1ión"
# Arabic writes “the”, and what stands before it, in one with the word. Words that begin so themselves lose it too, with
# and without the article, and so stay the same. Of three letters, each tells: kidneys would become “every”.
_ARTICLES = re.compile("^(?:[وفبك]?ال)+(?=.{3})")
_ARABIC_ENDING = re.compile("(?<=.{3})ه$")

_of_this_thread = threading.local()


@lru_cache(maxsize=200_000)
def stem_of(word: str, language: str) -> str:
    """The stem of a word that ``words_of`` gave."""
    name = _STEMMERS.get(language)
    if name is None or len(word) < 3 or any(letter.isdigit() for letter in word):
        return word
    if language == "en":
        word = _spelt_otherwise().get(word) or american(word)
    elif language == "es":
        word = _ACCENTED[0].sub(_ACCENTED[1], word)
    elif language == "ar":
        word = _ARTICLES.sub("", word)
        return word if len(word) < 4 else _ARABIC_ENDING.sub("", folded(_stemmer(name).stemWord(word))) or word
    return folded(_stemmer(name).stemWord(word)) or word


def stems_of(text: str, language: str) -> list[str]:
    return [stem_of(word, language) for word in words_of(text)]


@cache
def small_words(language: str) -> frozenset[str]:
    """Stems of words that only hold a sentence together. They are not looked for in a text."""
    return _stems_in("small", language)


@cache
def chatter(language: str) -> frozenset[str]:
    """Stems of small words and of what else says nothing about what somebody looks for."""
    return small_words(language) | _stems_in("chatter", language)


def _stems_in(kind, language):
    return frozenset(stem for line in lines_of(kind, language) for stem in stems_of(line, language))


def lines_of(kind: str, language: str) -> list[str]:
    """The lines of one of the room's own lists of words. Empty for a language that has none."""
    file = WORDS / f"{kind}.{language}.txt"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _stemmer(name):
    """One for each thread: it holds the word that it is at work on, and two at once would make nonsense of both."""
    import snowballstemmer

    own = _of_this_thread.__dict__
    if name not in own:
        own[name] = snowballstemmer.stemmer(name)
    return own[name]


@cache
def _spelt_otherwise():
    """British words that no rule turns into American ones."""
    return dict(line.split() for line in lines_of("british", "en"))
