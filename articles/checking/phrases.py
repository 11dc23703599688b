"""Words and groups of words, found in a text that is gone through once, however many there are to look for."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True)
class Found:
    words: str  # as they stand in the text
    start: int
    end: int
    meaning: Any


class Phrases:
    def __init__(self, meanings: dict[str, Any]):
        """meanings: what each phrase stands for, by its words in any case"""
        self.meanings, lengths = {}, defaultdict(set)
        for phrase, meaning in meanings.items():
            if key := tuple(word for word, _start, _end in _words(phrase)):
                self.meanings[key] = meaning
                lengths[key[0]].add(len(key))
        self.lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def find(self, text: str) -> list[Found]:
        """In order. Where one begins inside another, the longer one that began first."""
        words, found, at = _words(text), [], 0
        while at < len(words):
            length, meaning = self._longest(words, at)
            if length:
                start, end = words[at][1], words[at + length - 1][2]
                found.append(Found(text[start:end], start, end, meaning))
            at += length or 1
        return found

    def _longest(self, words, at):
        for length in self.lengths.get(words[at][0], ()):
            key = tuple(word for word, _start, _end in words[at : at + length])
            if key in self.meanings:
                return len(key), self.meanings[key]
        return 0, None


def _words(text):
    return [(found[0].lower().replace("’", "'"), *found.span()) for found in _WORD.finditer(text)]
