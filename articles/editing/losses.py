"""What the rich text box would lose of a text. The sanitiser lets more through, which files may bring."""

from html.parser import HTMLParser

from articles.models.html import MOST_NESTED

INLINE = {"strong", "em", "a", "sup", "sub", "abbr", "span", "br"}
KEPT_TAGS = INLINE | {
    *("p", "h3", "h4", "ul", "ol", "li", "blockquote", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
KEPT_ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
WITHOUT_LANGUAGE = {"thead", "tbody", "br"}
HOLD_LINES = {"caption", "dt"}  # words, and no blocks
ONCE_INSIDE = {"table", "span", "abbr", "dl"}  # never in one of their own
PARTS_OF_TABLE = ["caption", "thead", "tbody"]  # each at most once, in this order


def is_kept_by_rich_text(markup: str) -> bool:
    """Whether somebody who types a word in the rich text box changes nothing else."""
    try:
        return not _Losses(markup).found
    except AssertionError:  # the parser gives up on what begins like a declaration and is none, such as “<![”
        return False


class _Losses(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.found = False
        self._open = []
        self._parts = []  # of the table that is open
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        if self.found:
            return
        names = {name for name, _value in attributes}
        kept = KEPT_ATTRIBUTES.get(tag, set()) | (set() if tag in WITHOUT_LANGUAGE else {"lang", "dir"})
        self.found |= tag not in KEPT_TAGS or not names <= kept or (tag == "span" and not names)
        self.found |= tag in ONCE_INSIDE and tag in self._open
        self.found |= tag not in INLINE and bool(HOLD_LINES & set(self._open))
        if tag == "table":
            self._parts = []
        if tag in PARTS_OF_TABLE:
            self._parts.append(tag)
        if tag != "br":
            self._open.append(tag)
        self.found |= len(self._open) > MOST_NESTED

    def handle_endtag(self, tag):
        if self.found:
            return
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
        if tag == "table":
            in_order = [part for part in PARTS_OF_TABLE if part in self._parts]
            self.found |= self._parts != in_order or "tbody" not in self._parts
