"""Which letters the fonts of the leaflet can show. A PDF for everyone may not hold one that they cannot."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "□"
_SHAPES_NOTHING = {"Cc", "Cf", "Co", "Cs", "Cn"}
_PICTURES = {"So", "Sk"}
_JOINERS = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"}


def showable(text: str) -> str:
    """``text`` as the fonts can show it: without emoji, and with a box for each letter that no font has."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_shown, unicodedata.normalize("NFC", text)))
    return re.sub(" {2,}", " ", text)


def _shown(letter):
    if letter.isspace():
        return "\u00a0" if letter == "\u00a0" else " "
    if letter in _JOINERS:
        return letter
    kind = unicodedata.category(letter)
    if kind in _SHAPES_NOTHING or "\ufe00" <= letter <= "\ufe0f":
        return ""
    if ord(letter) in letters_of_fonts():
        return letter
    return "" if kind in _PICTURES or kind.startswith("M") else MISSING


@cache
def letters_of_fonts() -> frozenset[int]:
    return frozenset().union(*(_letters_of(file.read_bytes()) for file in FONTS.glob("*.ttf")))


def _letters_of(font: bytes) -> set[int]:
    """The code points in the ``cmap`` table of an OpenType font."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    cmap = tables[b"cmap"]
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    starts = {cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * number)[0] for number in range(count)}
    readers = {4: _segments, 12: _groups}
    letters = set()
    for start in starts:
        reader = readers.get(struct.unpack_from(">H", font, start)[0])
        for first, last in reader(font, start) if reader else ():
            letters.update(range(first, last + 1))
    return letters - {0xFFFF}


def _segments(font, start):
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", font, start + 14)
    firsts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    return zip(firsts, lasts, strict=True)


def _groups(font, start):
    count = struct.unpack_from(">I", font, start + 12)[0]
    return (struct.unpack_from(">II", font, start + 16 + 12 * number) for number in range(count))
