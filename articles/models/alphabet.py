"""Where a title stands in an A to Z, the same on every database."""

import unicodedata

DIGITS = "0–9"
OTHER = "#"
_ARABIC_ARTICLE = "ال"


def sort_key(title: str) -> str:
    """``title`` without case, accents and punctuation, and in Arabic without the article."""
    parts = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(character for character in parts if character.isalnum() or character.isspace())
    return " ".join(plain.split()).removeprefix(_ARABIC_ARTICLE)[:200]


def initial(title: str) -> str:
    """The letter under which ``title`` is listed: ``É`` and ``e`` under ``E``, every figure under ``0–9``."""
    first = sort_key(title)[:1].upper()
    if first.isdecimal():
        return DIGITS
    return first[:1] or OTHER
