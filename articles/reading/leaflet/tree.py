"""From the clean HTML of a section to a small tree of plain data, which the template of the leaflet walks."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

from articles.models import clean_html

from .letters import showable
from .table import table

DEEPEST = 6  # lists in lists; deeper ones are shown as one paragraph
MOST_OPEN = 60  # elements in elements; deeper ones are read as their words
BLOCKS = {"p", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "dl", "dt", "dd"}
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


class Element:
    def __init__(self, tag, attributes=()):
        self.tag, self.attributes, self.children = tag, dict(attributes), []

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text + " " for child in self.children)

    @property
    def holds_blocks(self):
        elements = [child for child in self.children if isinstance(child, Element)]
        return any(child.tag in BLOCKS or child.holds_blocks for child in elements)

    def all(self, *tags):
        return [child for child in self.children if isinstance(child, Element) and child.tag in tags]


class _Reader(HTMLParser):
    """Reads what the sanitiser wrote, in which every element is closed, and in order."""

    def __init__(self):
        super().__init__()
        self.open = [Element("body")]

    def handle_starttag(self, tag, attrs):
        element = self.open[-1]
        if len(self.open) < MOST_OPEN:
            element = Element(tag, attrs)
            self.open[-1].children.append(element)
        if tag != "br":
            self.open.append(element)

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def blocks_of(markup: str, *, site: str, deepest_heading: int = 2) -> list[dict]:
    """The blocks of ``markup``.

    site: the address that links within the site begin with
    deepest_heading: the level of the heading that stands above; none is left out below it
    """
    reader = _Reader()
    reader.feed(clean_html(markup))
    reader.close()
    return _Writer(site, deepest_heading).blocks(reader.open[0].children)


class _Writer:
    def __init__(self, site, heading):
        self.site, self.heading, self.explained = site, heading, set()

    def blocks(self, nodes, depth=0):
        found, run = [], []
        for node in nodes:
            if isinstance(node, str) or not (node.tag in BLOCKS or node.holds_blocks):
                run.append(node)
                continue
            found += self.paragraph(run)
            run = []
            found += self.block(node, depth)
        return found + self.paragraph(run)

    def paragraph(self, nodes, **more):
        words = self.line(nodes)
        return [{"tag": "p", "in": words, **more}] if words else []

    def block(self, node, depth):
        if depth > DEEPEST:
            return self.paragraph([node.text])
        write = getattr(self, f"_{node.tag}", None)
        found = write(node, depth) if write else self.blocks(node.children, depth)
        tongue = _tongue(node)
        return [{"tag": "tongue", "in": found, **tongue}] if tongue and found else found

    def _p(self, node, depth):
        return self.paragraph(node.children)

    def _h3(self, node, depth):
        words = self.line(node.children)
        if not words:
            return []
        self.heading = min(int(node.tag[1]), self.heading + 1)  # a level left out would stop some readers
        return [{"tag": "heading", "level": self.heading, "in": words}]

    _h4 = _h3

    def _ul(self, node, depth):
        items = [self.blocks(item.children, depth + 1) for item in node.all("li")]
        items = [item for item in items if item]
        return [{"tag": "list", "items": items}] if items else []

    def _ol(self, node, depth):
        found = self._ul(node, depth)
        start = node.attributes.get("start") or ""
        number = int(start) if re.fullmatch(r"[0-9]{1,4}", start) else 1
        return [{**one, "tag": "numbers", "start": number} for one in found]

    def _blockquote(self, node, depth):
        found = self.blocks(node.children, depth + 1)
        return [{"tag": "quote", "in": found}] if found else []

    def _dl(self, node, depth):
        pairs = []
        for child in node.all("dt", "dd"):
            if child.tag == "dt":
                pairs.append({"term": self.line([child.text]), "in": []})
            else:
                if not pairs:
                    pairs.append({"term": [], "in": []})
                pairs[-1]["in"] += self.blocks(child.children, depth + 1)
        return [{"tag": "terms", "items": pairs}] if pairs else []

    def _table(self, node, depth):
        found = table(node, lambda cell: self.blocks(cell.children, depth + 1))
        caption = [self.line(one.children) for one in node.all("caption")][:1]
        return [{**found, "caption": caption[0] if caption else []}] if found else []

    def line(self, nodes):
        return _trimmed(self._inline(nodes, _Gap()))

    def _inline(self, nodes, gap):
        found = []
        for node in nodes:
            if isinstance(node, str):
                words = gap.close(showable(_BLANKS.sub(" ", node)))
                found += [words] if words else []
            elif node.tag == "br":
                found.append({"tag": "br"})
                gap.is_open = True
            else:
                found += self._element(node, gap)
        return found

    def _element(self, node, gap):
        words = self._inline(node.children, gap)
        if not words:
            return []
        if node.tag == "a":
            return self._link(node, words)
        if node.tag == "abbr":
            return [*words, *self._explanation(node)]
        element = {"tag": node.tag, "in": words, **_tongue(node)}
        return [element] if len(element) > 2 or node.tag in {"strong", "em", "sup", "sub"} else words

    def _explanation(self, node):
        """What an abbreviation stands for, which on the page shows under a pointer: here in brackets, once."""
        meaning = showable(" ".join((node.attributes.get("title") or "").split()))
        if not meaning or meaning in self.explained:
            return []
        self.explained.add(meaning)
        return [f" ({meaning})"]

    def _link(self, node, words):
        href = (node.attributes.get("href") or "").strip()
        if not href or href.startswith("#"):
            return words
        return [{"tag": "a", "in": words, **link_to(href, node.text, site=self.site)}]


class _Gap:
    """Whether a blank stood last, or nothing yet: then another one is left out."""

    def __init__(self):
        self.is_open = True

    def close(self, words):
        if self.is_open:
            words = words.removeprefix(" ")
        if words:
            self.is_open = words.endswith(" ")
        return words


def _trimmed(words):
    while words:
        last = words[-1]
        if isinstance(last, str):
            last = last.rstrip(" ")
        elif last["tag"] == "br":
            last = None
        elif "in" in last:
            inside = _trimmed(last["in"])
            last = {**last, "in": inside} if inside else None
        if last:
            return [*words[:-1], last]
        words = words[:-1]
    return []


def _tongue(node):
    """The language and direction that an element says it is in."""
    language = _LANGUAGE.match(node.attributes.get("lang") or "")
    direction = (node.attributes.get("dir") or "").lower()
    found = {"lang": language[0].lower()} if language else {}
    return found | ({"dir": direction} if direction in {"ltr", "rtl"} else {})


def link_to(href: str, text: str, *, site: str) -> dict:
    """Where a link leads, and the address as a person would type it, if the words do not say it already."""
    try:
        address = urljoin(site, href)
    except ValueError:
        address = href
    shown = showable(unquote(address, errors="replace")) if address.isascii() else showable(address)
    shown = re.sub(r"^(https?://|mailto:|tel:)", "", shown).rstrip("/")
    said = _bare(shown) in _bare(text)
    return {"href": address, "shown": "" if said else shown}


def _bare(text):
    return re.sub(r"[\s().\-/]", "", text).casefold()
