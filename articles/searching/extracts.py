"""Words as a result shows them: escaped, shortened to the part that answers, and what was found marked."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import plain_text

from .letters import words_of
from .stems import stem_of

LONGEST_EXTRACT = 240  # characters
BEFORE = 60  # characters that may stand before the first word that was found
LOOKED_AT = 600  # characters around the place that is likely
MOST_STARTS = 40

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ITEM_END = re.compile(r"(\w|\))</li>(?=<li>)")  # read on in one line, the items of a list need a sign between them
_SENTENCE_END = re.compile(r"[.!?:]\s+|\n+")


def marked(text, question) -> SafeString:
    """``text`` escaped, with the words of the question in <mark>."""
    pieces, last = [], 0
    for start, end, _weight in _said(text, question):
        pieces += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*pieces, escape(text[last:])]))


def extract_of(markup, question, likely=0.0) -> SafeString:
    """The part of clean HTML, as plain words, that holds most of the question; its beginning if nothing holds any.

    likely: where to look, from 0 for the beginning to 1 for the end
    """
    for place in dict.fromkeys([likely, 0.0]):
        text, is_begun, goes_on = _part(markup, place)
        if found := _said(text, question):
            return _shortened(text, _best_start(found), is_begun, goes_on, question)
    return _shortened(text, 0, is_begun, goes_on, question)


def _part(markup, place):
    """(plain words around a place in clean HTML, whether some stand before, whether some stand after)."""
    start = max(0, int(place * len(markup)) - LOOKED_AT // 2)
    if markup.rfind("<", 0, start) > markup.rfind(">", 0, start):
        start = markup.find(">", start) + 1
    part = _ITEM_END.sub(r"\1;</li>", markup[start : start + LOOKED_AT])
    text, goes_on = plain_text(part), start + LOOKED_AT < len(markup)
    if start:
        text = text.partition(" ")[2]  # the first word may have been cut
    return text.rpartition(" ")[0] if goes_on else text, start > 0, goes_on


def _said(text, question):
    """(start, end, weight) of each word of ``text`` that the question, or another word for the same, holds."""
    words = list(_WORD.finditer(text))
    stems = [_stem(word[0], question.language) for word in words]
    found, after, asked = [], 0, question.asked
    for at, stem in enumerate(stems):
        if stem not in asked or at < after:
            continue
        length = 1 if stem in question.marks else 0
        for phrase in question.marked_phrases.get(stem, ()):
            if len(phrase) > length and stems[at : at + len(phrase)] == phrase:
                length = len(phrase)
        if length:
            weight = question.marks.get(stem) or question.phrases[" ".join(stems[at : at + length])]
            found.append((words[at].start(), words[at + length - 1].end(), weight))
            after = at + length
    return found


@lru_cache(maxsize=100_000)
def _stem(word, language):
    parts = words_of(word)
    return stem_of(parts[0], language) if parts else ""


def _best_start(found):
    """Where the extract with the most telling words begins; a word that comes again tells little more."""
    best, best_start = 0, found[0][0]
    for first, (start, _end, _weight) in enumerate(found[:MOST_STARTS]):
        worth, seen = 0, set()
        for _start, end, weight in found[first:]:
            if end > start + LONGEST_EXTRACT - BEFORE:
                break
            worth += 0.1 * weight if weight in seen else weight
            seen.add(weight)
        if worth > best:
            best, best_start = worth, start
    return best_start


def _shortened(text, start, is_begun, goes_on, question):
    """About LONGEST_EXTRACT characters around ``start``, from the beginning of its sentence if that is near."""
    begin = max(0, start - BEFORE)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, begin, start)]
    if begin and ends:
        begin = ends[-1]
    elif begin:
        begin = text.find(" ", begin, start) + 1 or start
    part = text[begin : begin + LONGEST_EXTRACT]
    is_cut = begin + LONGEST_EXTRACT < len(text)
    if is_cut and " " in part:
        part = part.rsplit(maxsplit=1)[0]
    before, after = "… " if begin or is_begun else "", " …" if is_cut or goes_on else ""
    return mark_safe(f"{before}{marked(' '.join(part.split()), question)}{after}")
