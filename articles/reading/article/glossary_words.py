"""Hard words, found in what the editors wrote and marked where each first stands in a section."""

import html
import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from articles.models import OF_TERM, clean_html

# Inside these a button would stand in a link or a heading, or explain twice.
_UNMARKED = {"a", "abbr", "h3", "h4", "th", "caption"}
_VOWEL_SIGNS = "\u064b-\u0652\u0670\u0640"  # which Arabic mostly leaves out, and the stroke that stretches a word
# The sanitiser escapes both brackets in attributes, so that the first alternative finds tags and nothing else.
_PIECE = re.compile(rf"<(?P<end>/?)(?P<tag>\w+)[^>]*>|&#?\w+;|[\w\u0300-\u036f{_VOWEL_SIGNS}]+|[^\w\s]")
_IGNORED = re.compile(f"[{_VOWEL_SIGNS}]")


@dataclass(frozen=True)
class Word:
    pk: int
    term: str
    meaning: str


class Glossary:
    """The words of one language. However many there are, a text is gone through once, looking each name up."""

    def __init__(self, rows):
        self.words = {}  # by the pieces of each name
        lengths = defaultdict(set)
        for pk, term, other_names, meaning in rows:
            for name in [term, *other_names.split(",")]:
                if pieces := pieces_of(name):
                    self.words.setdefault(pieces, Word(pk, term, meaning))
                    lengths[pieces[0]].add(len(pieces))
        self.lengths = {piece: sorted(found, reverse=True) for piece, found in lengths.items()}

    def mark(self, markup, title):
        """(clean HTML with a button around the first use of each word, the Words in order).

        title: of the article, which does not explain what it is all about
        """
        tokens = list(_tokens(markup))
        keys, own = tuple(key for key, _start, _end in tokens), self.words.get(pieces_of(title))
        marked, found, at, done = [], {}, 0, 0
        while at < len(tokens):
            length, word = self._word_at(keys, at)
            if word and word.pk not in found and word != own:
                start, end = tokens[at][1], tokens[at + length - 1][2]
                marked += [markup[done:start], _button(word, markup[start:end])]
                found[word.pk], done = word, end
            at += length
        return "".join([*marked, markup[done:]]), list(found.values())

    def _word_at(self, keys, at):
        """(length, Word) of the longest name that begins here."""
        for length in self.lengths.get(keys[at], ()):
            if word := self.words.get(keys[at : at + length]):
                return length, word
        return 1, None


def explain(edition, glossary):
    """Mark the words of ``edition``, as ``explained`` of each section; returns the Words of the page."""
    words = {}
    for section in edition.sections.all():
        section.explained, found = glossary.mark(clean_html(section.body), edition.title)
        words |= {word.pk: word for word in found}
    return list(words.values())


@lru_cache(maxsize=8)
def glossary_as_told(rows):
    """rows: JSON objects of OF_TERM"""
    return Glossary([[json.loads(row)[name] for name in OF_TERM] for row in rows])


def pieces_of(text) -> tuple[str, ...]:
    return tuple(_key(found[0]) for found in _PIECE.finditer(html.escape(text, quote=False)))


def _tokens(markup):
    """Pieces as (key, start, end). A tag, and all that must not be marked, has the key None, which is no name's."""
    depth = 0
    for found in _PIECE.finditer(markup):
        tag = found["tag"]
        if tag in _UNMARKED:
            depth += -1 if found["end"] else 1
        key = None if tag or depth else _key(found[0])
        if key != " ":
            yield key, *found.span()


def _key(piece):
    if piece.startswith("&"):
        piece = html.unescape(piece).replace("\xa0", " ")
    if piece.isascii():
        return piece.lower()
    return unicodedata.normalize("NFC", _IGNORED.sub("", piece).casefold())


def _button(word, words):
    return f'<button type="button" class="word" popovertarget="word.{word.pk}">{words}</button>'
