"""Words as the search compares them: case, accents, apostrophes, hyphens and the side of the ocean do not matter."""

import re
import unicodedata

LONGEST_WORD = 40

_APOSTROPHES = re.compile(r"['’ʼ`´‘]")
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
_WORD = re.compile(r"[^\W_]+")
_HYPHENED = re.compile(r"(?<![\w-])([^\W_]+)[-‐‑]([^\W_]+)(?![\w-])")
_IGNORED = re.compile("[\u0000\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ß": "ss"})

# Both sides are folded, so a rule may be wrong about a word as long as it is wrong everywhere.
_AMERICAN = [
    (re.compile(r"^oe(?=.{3})|(?<=.)oe(?=[^\W\daeiouy]..|a)"), "e"),
    (re.compile(r"^ae(?=.{3})|(?<=.)ae(?=[^\W\daeiou].)"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=(s|ed|ing|al|ally|able|ful|less|hood|ite)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=(e|ed|es|er|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z][bt])re(?=s?$)"), "er"),
    (re.compile(r"^leuc"), "leuk"),
    (re.compile(r"^sulph"), "sulf"),
    (re.compile(r"lys(?=(e|ed|es|er|ing)$)"), "lyz"),
]


def folded(text: str) -> str:
    """``text`` in small plain letters, without marks, controls and what turns the direction of writing."""
    if text.isascii():
        return text.replace("\0", "").lower()
    text = unicodedata.normalize("NFKD", _IGNORED.sub("", text)).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", text.translate(_ALIKE))


def words_of(text: str) -> list[str]:
    text = _DOTTED.sub(_without_dots, folded(_APOSTROPHES.sub("", text)))
    return [word[:LONGEST_WORD] for word in _WORD.findall(text)]


def _without_dots(abbreviation):
    """A.D.H.D. is ADHD, and parts from what comes next."""
    return abbreviation[0].replace(".", "") + " "


def joined_words(text: str) -> list[str]:
    """Words with a hyphen, such as x-ray, as people also write them: xray."""
    return ["".join(pair)[:LONGEST_WORD] for pair in _HYPHENED.findall(folded(text))]


def american(word: str) -> str:
    if len(word) < 5 or not word.isascii():
        return word
    for pattern, letters in _AMERICAN:
        word = pattern.sub(letters, word)
    return word
