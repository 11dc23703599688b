"""Text as sentences and words, one word after the other: the work grows with the length of the text and no faster."""

from itertools import zip_longest

_ENDS = ".!?…؟۔"
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«([¿¡"
# With a full stop that ends no sentence; in lower case, without the stop.
_SHORTENED = {
    *("dr", "mr", "mrs", "ms", "prof", "st", "vs", "e.g", "i.e", "eg", "ie", "approx", "fig", "dept", "tel"),
    *("sr", "sra", "srta", "dra", "p", "ej", "ud", "uds", "núm", "pág", "a.m", "p.m", "u.s", "ee", "uu"),
}


def words_in(text: str) -> list[str]:
    """What stands between blanks, without dashes and other signs that stand alone."""
    return [word for word in text.split() if any(map(str.isalnum, word))]


def sentences_in(text: str) -> list[str]:
    """Each as it was written. A broken line ends a sentence too."""
    found = []
    for line in text.split("\n"):
        sentence = []
        words = line.split()
        for word, following in zip_longest(words, words[1:], fillvalue=""):
            sentence.append(word)
            if _ends(word, following):
                found.append(" ".join(sentence))
                sentence = []
        if sentence:
            found.append(" ".join(sentence))
    return [sentence for sentence in found if words_in(sentence)]


def _ends(word, following):
    bare = word.rstrip(_CLOSERS)
    if not bare or bare[-1] not in _ENDS:
        return False
    if following.lstrip(_OPENERS)[:1].islower():
        return False
    stem = bare.rstrip(_ENDS).lstrip(_OPENERS).lower()
    return bare[-1] != "." or stem not in _SHORTENED
