"""Words as a result shows them: escaped, shortened to the part that answers, and what was found marked."""

import re
from functools import cache
from html import escape

from django.utils.safestring import SafeString

from articles.models import plain_text

from .letters import words_of
from .stems import stem_of

LONGEST_EXTRACT = 240  # characters
BEFORE = 60  # characters that may stand before the first word that was found
LOOKED_AT = 600  # characters around the place that is likely
MOST_STARTS = 40
MOST_REMEMBERED = 100_000  # words of pages, with their stems

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Read on in one line, items of lists, cells of tables and lines need a sign between them where they have none.
_UNSTOPPED = re.compile(
    r"([\w)\]%”’»])((?:</(?:strong|em|a|span|abbr|sup|sub)>)*(?:<br>|</(?:(h3|h4|dt|caption)|p|li|td|th|dd|blockquote)>))"
    r"(?=(<[uo]l[^<>]*>)?(?:<[^<>]*>)*[^<\s])"
)
_SENTENCE_END = re.compile(r"[.!?:]\s+|\n+")


def marked(text, question) -> SafeString:
    """``text`` escaped, with the words of the question in <mark>."""
    return SafeString(_marked(text, _said(text, question), 0, len(text)))


def extract_of(markup, question, likely=0.0) -> SafeString:
    """The part of clean HTML, as plain words, that holds most of the question; its beginning if nothing holds any.

    likely: where to look, from 0 for the beginning to 1 for the end
    """
    for place in dict.fromkeys([likely, 0.0]):
        text, is_begun, goes_on = _part(markup, place)
        if found := _said(text, question):
            return _shortened(text, _best_start(found), found, is_begun, goes_on)
    return _shortened(text, 0, (), is_begun, goes_on)


def _part(markup, place):
    """(plain words around a place in clean HTML, whether some stand before, whether some stand after)."""
    start = max(0, int(place * len(markup)) - LOOKED_AT // 2)
    if markup.rfind("<", 0, start) > markup.rfind(">", 0, start):
        start = markup.find(">", start) + 1
    part = _UNSTOPPED.sub(_stopped, markup[start : start + LOOKED_AT])
    text, goes_on = plain_text(part), start + LOOKED_AT < len(markup)
    if start:
        text = text.partition(" ")[2]  # the first word may have been cut
    return text.rpartition(" ")[0] if goes_on else text, start > 0, goes_on


def _stopped(end):
    """What stands above something, or before a list, ends with a colon."""
    sign = ":" if end[3] or end[4] else "؛" if "\u0600" < end[1] < "\u06ff" else ";"
    return f"{end[1]}{sign}{end[2]}"


def _said(text, question):
    """(start, end, weight) of each word of ``text`` that the question, or another word for the same, holds."""
    words, stem = list(_WORD.finditer(text)), _stems(question.language)
    stems = [stem[word[0]] for word in words]
    found, after, asked = [], 0, question.asked
    for at in [at for at, stem in enumerate(stems) if stem in asked]:
        if at < after:
            continue
        stem = stems[at]
        length = 1 if stem in question.marks else 0
        for phrase in question.marked_phrases.get(stem, ()):
            if len(phrase) > length and stems[at : at + len(phrase)] == phrase:
                length = len(phrase)
        if length:
            weight = question.marks.get(stem) or question.phrases[" ".join(stems[at : at + length])]
            found.append((words[at].start(), words[at + length - 1].end(), weight))
            after = at + length
    return found


@cache
def _stems(language):
    return _Stems(language)


class _Stems(dict):
    """The stem of each word as it is written, worked out when it is first asked for."""

    def __init__(self, language):
        self.language = language

    def __missing__(self, word):
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        parts = words_of(word)
        stem = self[word] = stem_of(parts[0], self.language) if parts else ""
        return stem


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


def _shortened(text, start, found, is_begun, goes_on):
    """About LONGEST_EXTRACT characters around ``start``, from the beginning of its sentence if that is near."""
    begin = max(0, start - BEFORE)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, begin, start)]
    if begin and ends:
        begin = ends[-1]
    elif begin:
        begin = text.find(" ", begin, start) + 1 or start
    end = begin + LONGEST_EXTRACT
    if is_cut := end < len(text):
        end = begin + len(text[begin:end].rsplit(maxsplit=1)[0]) if " " in text[begin:end] else end
    words = " ".join(_marked(text, found, begin, end).split())
    before, after = "… " if begin or is_begun else "", " …" if is_cut or goes_on else ""
    return SafeString(f"{before}{words}{after}")


def _marked(text, found, begin, end):
    pieces = []
    for start, stop, _weight in found:
        start, stop = max(start, begin), min(stop, end)  # a phrase may be cut where the extract begins or ends
        if start < stop:
            pieces += [escape(text[begin:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            begin = stop
    return "".join([*pieces, escape(text[begin:end])])
