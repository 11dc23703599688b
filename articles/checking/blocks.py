"""A body as the blocks that a reader sees: paragraphs, items, cells, headings."""

import html
import re
from dataclasses import dataclass, field

_TAG = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>")
_HREF = re.compile(r'\shref="([^"]*)"')
_BLOCKS = {
    *("p", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("dl", "dt", "dd"),
}
_AROUND_PARAGRAPHS = {"li", "td", "th", "dd", "dt"}
HEADINGS = {"h3", "h4"}


@dataclass(frozen=True)
class Link:
    words: str
    address: str


@dataclass
class Block:
    """tag: what holds the words, ``li`` also where the editor put a paragraph into the item; empty for bare words"""

    tag: str
    text: str  # with a line end where the editor broke the line
    links: list[Link] = field(default_factory=list)
    begins_item: bool = False
    is_bold: bool = False  # every word of it


def blocks_in(markup: str) -> list[Block]:
    """In order. ``markup`` must have passed the sanitiser, so each tag that opens closes again and in order."""
    reader, at = _Reader(), 0
    for tag in _TAG.finditer(markup):
        reader.words(markup[at : tag.start()])
        reader.tag(*tag.groups())
        at = tag.end()
    reader.words(markup[at:])
    reader.end_block()
    return reader.blocks


class _Reader:
    def __init__(self):
        self.blocks, self.open, self.is_new_item = [], [], False
        self._begin()

    def _begin(self):
        self.pieces, self.links, self.link = [], [], None
        self.has_bold = self.has_plain = False

    def words(self, text):
        text = html.unescape(text)
        self.pieces.append(text)
        if self.link:
            self.link[1].append(text)
        if text.strip() and "strong" in self.open[-3:]:
            self.has_bold = True
        elif text.strip():
            self.has_plain = True

    def tag(self, slash, name, attributes):
        if name == "br":
            self.pieces.append("\n")
        elif name in _BLOCKS:
            self.end_block(closes=name if slash else "")
            self._step(slash, name)
            self.is_new_item = self.is_new_item or (name == "li" and not slash)
        elif name == "a":
            self._link(slash, attributes)
        else:
            self._step(slash, name)

    def _step(self, slash, name):
        if not slash:
            self.open.append(name)
        elif self.open and self.open[-1] == name:
            self.open.pop()

    def _link(self, slash, attributes):
        if not slash:
            address = _HREF.search(attributes)
            self.link = (html.unescape(address[1]) if address else "", [])
        elif self.link:
            address, words = self.link
            self.links.append(Link(_tidy("".join(words)), address))
            self.link = None

    def end_block(self, closes=""):
        text = _tidy("".join(self.pieces))
        if text or self.links or closes in HEADINGS:
            block = Block(self._name(), text, self.links, self.is_new_item, self.has_bold and not self.has_plain)
            self.blocks.append(block)
            self.is_new_item = False
        self._begin()

    def _name(self):
        holders = [name for name in self.open[-8:] if name in _BLOCKS]
        if not holders:
            return ""
        is_inside = holders[-1] == "p" and len(holders) > 1 and holders[-2] in _AROUND_PARAGRAPHS
        return holders[-2] if is_inside else holders[-1]


def _tidy(text):
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
