"""Clean HTML as blocks inside blocks, with words in the innermost ones."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from .effort import TooMuch
from .tokens import Token, tokens_in

DEEPEST = 40

BLOCKS = {
    *("p", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("dl", "dt", "dd"),
}
# Blocks that can become one another without being something else.
_FAMILIES = {"": "words", "p": "words", "h3": "words", "h4": "words", "ul": "list", "ol": "list", "th": "td"}


@dataclass(eq=False)
class Mark:
    """An element around words, such as a link, with the marks that are around itself."""

    tag: str
    attributes: tuple
    outer: "Mark | None"

    @cached_property
    def meaning(self) -> tuple:
        """What makes the same letters say something else: 10³ is not 103. Bold print is not among it."""
        own = {"a": ("href",), "abbr": ("title",), "sup": (), "sub": ()}.get(self.tag)
        outer = self.outer.meaning if self.outer else ()
        if own is None:
            return outer
        return (*outer, self.tag, *(value for name, value in self.attributes if name in own))


@dataclass(eq=False)
class Block:
    """An element that holds either other blocks or words. Without a tag it stands for bare words between blocks."""

    tag: str
    attributes: tuple = ()
    blocks: list["Block"] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    @property
    def family(self):
        return _FAMILIES.get(self.tag, self.tag)

    @cached_property
    def parts(self) -> list["Block"]:
        """The blocks inside, bare words counted as one."""
        return self.blocks or ([Block("", tokens=self.tokens)] if self.tokens else [])

    @cached_property
    def key(self) -> tuple:
        """Equal for blocks that say and look the same."""
        if self.blocks:
            return (self.tag, self.attributes, *(block.hashed for block in self.blocks))
        return (self.tag, self.attributes, *(token.looks for token in self.tokens))

    @cached_property
    def hashed(self) -> int:
        return hash(self.key)

    @cached_property
    def words(self) -> Counter:
        if self.blocks:
            return sum((block.words for block in self.blocks), Counter())
        return Counter(token.key for token in self.tokens)

    @cached_property
    def size(self) -> int:
        return self.words.total()


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Block("")
        self.open, self.marks, self.bare = [self.root], [], []

    def handle_starttag(self, tag, attributes):
        if tag == "br":
            self.bare.append((None, self._mark))
        elif tag in BLOCKS:
            self._end_words()
            block = Block(tag, tuple(attributes))
            self.open[-1].blocks.append(block)
            self.open.append(block)
        else:
            self.marks.append(Mark(tag, tuple(attributes), self._mark))
        if len(self.open) + len(self.marks) > DEEPEST:
            raise TooMuch

    def handle_endtag(self, tag):
        if tag not in BLOCKS:
            if tag in (mark.tag for mark in self.marks):
                while self.marks.pop().tag != tag:
                    pass
        elif tag in (block.tag for block in self.open):
            self._end_words()
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, text):
        self.bare.append((text, self._mark))

    def finish(self):
        self.close()
        self._end_words()
        return _simpler(self.root)

    @property
    def _mark(self):
        return self.marks[-1] if self.marks else None

    def _end_words(self):
        tokens, self.bare = tokens_in(self.bare), []
        if tokens:
            self.open[-1].blocks.append(Block("", tokens=tokens))


def _simpler(block):
    """A block with nothing but bare words inside holds those words itself."""
    block.blocks = [_simpler(inner) for inner in block.blocks]
    if block.tag and len(block.blocks) == 1 and not block.blocks[0].tag and not block.blocks[0].blocks:
        block.tokens, block.blocks = block.blocks[0].tokens, []
    return block


def read(markup: str) -> list[Block]:
    """The blocks of ``markup``, which must have passed the sanitiser. Raises TooMuch if they lie too deep."""
    reader = _Reader()
    reader.feed(markup)
    return reader.finish().blocks
