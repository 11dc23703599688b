"""Words as a result shows them: escaped, shortened around what was found, and that marked."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import plain_text

from .letters import words_of
from .stems import stem_of

LONGEST_EXTRACT = 240  # characters

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def marked(text, question) -> SafeString:
    """``text`` escaped, with the words of the question in <mark>."""
    pieces, last = [], 0
    for found in _WORD.finditer(text):
        if any(stem_of(word, question.language) in question.weights for word in words_of(found[0])):
            pieces += [escape(text[last : found.start()]), format_html("<mark>{}</mark>", found[0])]
            last = found.end()
    return mark_safe("".join([*pieces, escape(text[last:])]))


def extract_of(markup, question) -> SafeString:
    """The part of clean HTML, as plain words, that holds most of the question."""
    text = " ".join(plain_text(markup).split())
    short = text if len(text) <= LONGEST_EXTRACT else text[:LONGEST_EXTRACT].rsplit(" ", 1)[0] + " …"
    return marked(short, question)
