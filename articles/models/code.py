"""The short code of an article: read out over the telephone, typed from paper, printed for ever.

Seven characters without vowels (so that no word appears) and without the look-alikes 0/O, 1/I/L, 2/Z... where
one of each pair would do. There are 23 of them, a prime: the weighted sum of the check character then finds
every single wrong character and every swap of two neighbours.
"""

import secrets

ALPHABET = "23456789CDFHJKMNPQRTVWX"
LENGTH = 7


def new_code() -> str:
    return with_check_character("".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1)))


def with_check_character(stem: str) -> str:
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(reversed(stem), start=2))
    return stem + ALPHABET[-total % len(ALPHABET)]


def is_code(text: str) -> bool:
    """Whether ``text``, already in its normal form, is a code whose check character fits."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET) and with_check_character(text[:-1]) == text


def codes_near(text: str) -> set[str]:
    """Every code that is one slip away: another character, two neighbours swapped, one left out or one too many.

    The check character leaves about one code for each place, so there are never more than a handful.
    """
    if abs(len(text) - LENGTH) > 1:
        return set()
    ends = [(text[:place], text[place:]) for place in range(len(text) + 1)]
    slips = {head + sign + tail[1:] for head, tail in ends if tail for sign in ALPHABET}
    slips |= {head + tail[1] + tail[0] + tail[2:] for head, tail in ends if len(tail) > 1}
    slips |= {head + sign + tail for head, tail in ends for sign in ALPHABET}
    slips |= {head + tail[1:] for head, tail in ends if tail}
    return {slip for slip in slips if slip != text and is_code(slip)}


def normal_code(text: str) -> str:
    """A code as people write it (``k7m-3ht4``, with blanks) in the form that is stored."""
    return "".join(character for character in text.upper() if character.isalnum())


def spoken_code(code: str) -> str:
    """In groups that are easy to read out: ``K7M-3HT4``."""
    return f"{code[:3]}-{code[3:]}"
