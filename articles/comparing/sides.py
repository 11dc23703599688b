"""A body with its changes marked, taken apart again into what it was and what it is."""

import re

_ADDED, _REMOVED = re.compile(r"<ins>.*?</ins>", re.DOTALL), re.compile(r"<del>.*?</del>", re.DOTALL)
_EMPTY = re.compile(
    r"<(p|li|h3|h4|ul|ol|blockquote|dl|dt|dd|caption|tbody|thead|table)(?:\s[^<>]*)?></\1>"
    r"|<tr>(?:<(t[hd])(?:\s[^<>]*)?></\2>)+</tr>"
)


def as_before(marked: str) -> str:
    """What was removed stays marked; what was added is not there yet. marked: as the comparison shows it"""
    return _without_empty(_ADDED.sub("", marked))


def as_after(marked: str) -> str:
    return _without_empty(_REMOVED.sub("", marked))


def _without_empty(markup):
    """Blocks of which nothing is left, and then the blocks around them."""
    while (less := _EMPTY.sub("", markup)) != markup:
        markup = less
    return markup.strip()
