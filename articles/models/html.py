"""The one sanitiser and its one allow-list: used when words are saved, imported and shown (promise 11)."""

import html
import re
from collections import Counter
from functools import lru_cache

import nh3

TAGS = {
    *("p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "sup", "sub", "abbr", "blockquote", "span"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
MOST_NESTED = 40  # tags inside one another; twenty lists in lists, and nothing that reads them gets out of breath
MOST_OPEN = 1000  # before cleaning, where some tags are never closed
MOST_ROUNDS = 10  # taking one tag away can let another stand wrongly, until the next round
REMEMBERED = 1000  # texts: the same words are asked for several times while they are stored, indexed and shown
SCHEMES = {"http", "https", "mailto", "tel"}

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel=None,  # the site's Referrer-Policy says it once for every link
    clean_content_tags={"script", "style", "title", "textarea", "noscript", "iframe", "template"},
)
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_AROUND_BLOCKS = re.compile(
    r"\s*(</?(?:p|h3|h4|ul|ol|li|blockquote|table|caption|thead|tbody|tr|th|td|dl|dt|dd)(?:\s[^<>]*)?>)\s*"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_ENDS_BY_ITSELF = {
    *("p", "li", "tr", "td", "th", "dt", "dd", "thead", "tbody", "option"),
    *("br", "hr", "img", "input", "col", "wbr", "meta", "link", "area", "base", "embed", "source", "track", "param"),
}
_BLOCK_END = re.compile(r"</(?:p|li|h3|h4|tr|td|th|dt|dd|caption|blockquote)>|<br>")


@lru_cache(REMEMBERED)
def clean_html(text: str) -> str:
    """``text`` with nothing outside the allow-list and no blanks around its blocks.

    Clean HTML comes out as it went in, so that fingerprints and files that were exported stay the same.
    Of what is nested beyond reason, only the words are kept.
    """
    if _open_at_once(text, _ENDS_BY_ITSELF) > MOST_OPEN:
        return _paragraphs(html.unescape(_TAG.sub("\n", text)))
    cleaned = _cleaned(text)
    return _paragraphs(plain_text(cleaned)) if is_too_deep(cleaned) else cleaned


def is_too_deep(markup: str) -> bool:
    """Whether tags are nested so deeply that ``clean_html`` keeps the words alone."""
    return _open_at_once(markup, {"br"}) > MOST_NESTED


def _open_at_once(markup, uncounted):
    """An end tag closes one of its own name alone: whatever others stay open makes the cleaner slow."""
    open_now, depth, deepest = Counter(), 0, 0
    for found in _TAG.finditer(markup):
        is_end, name = found[1], found[2].lower()
        if name in uncounted or (is_end and not open_now[name]):
            continue
        step = -1 if is_end else 1
        open_now[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _paragraphs(words):
    lines = (" ".join(line.split()) for line in _without_control_characters(words).split("\n"))
    return _cleaned("".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line))


def _cleaned(text):
    tidied = None
    for _round in range(MOST_ROUNDS):
        cleaned = _without_control_characters(_CLEANER.clean(_without_control_characters(text)))
        if cleaned == tidied:
            return tidied
        tidied = _AROUND_BLOCKS.sub(r"\1", cleaned).strip()
        if tidied == text:
            return tidied
        text = tidied
    return html.escape(plain_text(text), quote=False)


def _without_control_characters(text):
    """Asked before and after the cleaner, which turns “&#1;” into the character itself."""
    return _CONTROL_CHARACTERS.sub("", text)


@lru_cache(REMEMBERED)
def plain_text(markup: str) -> str:
    """The words of clean HTML, blocks parted by a line end."""
    parted = _BLOCK_END.sub("\n", markup)
    return html.unescape(nh3.clean(parted, tags=set())).strip()
