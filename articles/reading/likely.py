"""Pages that somebody may have meant who came to an address where nothing is."""

import re

from articles.searching import CannotSearch, find

MOST = 5
# What stands in our own addresses, and says nothing of what somebody looks for.
_OURS = {"about", "articles", "changes", "editions", "feedback", "go", "index", "on", "packs", "topics", "html", "htm"}
_WORD = re.compile(r"[^\W\d_]{2,}")
# Programs that look for weak spots ask for files; people ask for pages.
_FILE = re.compile(r"\.(?!html?$)\w{1,8}$")


def words_of_address(path: str, language: str) -> str:
    """The words in ``path``, below the language that it begins with."""
    if _FILE.search(path):
        return ""
    words = _WORD.findall(path.removeprefix(f"/{language}/"))
    return " ".join(word for word in words if word.lower() not in _OURS)


def likely_pages(words: str, *, language, moment) -> list:
    """The live editions that answer ``words`` best, or that are called nearly so."""
    if not words:
        return []
    try:
        found = find(words, language=language, moment=moment)
    except CannotSearch:
        return []
    return ([result.edition for result in found.results] or found.nearest)[:MOST]
