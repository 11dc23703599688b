"""Text as words and the signs around them."""

import re
from dataclasses import dataclass
from functools import cached_property

LINE_END = "\n"
_GAP = re.compile(r"(\s+)")
# A dose such as “5–10” or “2.5” stays in one piece; brackets, quotes and full stops around it stand alone.
_PIECES = re.compile(r"([(\[“‘«\"'¿¡]*)(.*?)([.,;:!?)\]”’»\"'…،؛؟]*)", re.DOTALL)


@dataclass(eq=False)
class Token:
    text: str
    is_glued: bool  # nothing parts it from the token before
    mark: object = None  # the element right around it

    @cached_property
    def key(self) -> tuple:
        """Equal for tokens that say the same."""
        return (self.text, self.is_glued, self.mark.meaning if self.mark else ())

    @cached_property
    def looks(self) -> tuple:
        """Equal for tokens that say and look the same."""
        marks, mark = [], self.mark
        while mark:
            marks.append((mark.tag, mark.attributes))
            mark = mark.outer
        return (self.key, *marks)


def tokens_in(pieces) -> list[Token]:
    """pieces: pairs of a text, or None for a <br>, and the mark around it, in order"""
    tokens, is_glued = [], False
    for text, mark in pieces:
        if text is None:
            tokens.append(Token(LINE_END, True, mark))
            is_glued = False
            continue
        for part in _GAP.split(text):
            if not part or part.isspace():
                is_glued = is_glued and not part
                continue
            before, word, after = _PIECES.fullmatch(part).groups()
            for piece in filter(None, (*before, word, *after)):
                tokens.append(Token(piece, is_glued and bool(tokens), mark))
                is_glued = True
    return tokens


def tokens_of_text(text: str) -> list[Token]:
    return tokens_in([(text, None)])
