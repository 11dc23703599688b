"""Sections as Markdown that reads back as exactly the same sections."""

import re

from articles.models import Kind, free_anchor

from .understanding.document import BadFile, Picture
from .understanding.markdown import ANCHOR, read_sections
from .understanding.risk import told_risk

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#])")
_COLONS = re.compile(r"^ *(:{3,})", re.MULTILINE)


def body_of(edition):
    texts, may_go_bare = [], True
    for section in edition.sections.all():
        texts.append(_section(section, may_go_bare))
        may_go_bare = texts[-1].endswith(":::")
    return "\n\n".join(texts)


def _section(section, may_go_bare):
    text = _image(section) if section.image else _words(section, may_go_bare)
    return text if _reads_back(text, section) else _word_for_word(section)


def _words(section, may_go_bare):
    body = _markdown(section.body)
    if section.kind != Kind.TEXT or not body:
        return _fence(section.kind, _head(section), body)
    if section.heading:
        return f"## {_escaped(section.heading)}{_anchor(section)}\n\n{body}"
    return body if may_go_bare and not section.anchor else _fence(section.kind, _heading(section), body)


def _image(section):
    return _fence("image", _head(section), f"{_picture(section)}\n\n{_markdown(section.body)}".strip())


def _word_for_word(section):
    has_picture = section.image or section.alt or section.is_decorative
    body = f"{_picture(section)}\n{section.body}".strip() if has_picture else section.body
    return _fence("html", f"{section.kind} {_head(section)}", body)


def _picture(section):
    address = f"../../{section.image.path}" if section.image else ""
    alt = _escaped(section.alt).replace("\r", "&#13;").replace("\n", "&#10;")
    return f"![{alt}]({address})"


def _fence(kind, heading, body):
    """With more colons than any line of ``body`` begins with."""
    colons = ":" * max([3, *(len(run) + 1 for run in _COLONS.findall(body))])
    return f"{colons} {kind} {heading}".rstrip() + f"\n{body}\n{colons}"


def _markdown(body):
    from markdownify import markdownify

    return markdownify(body, heading_style="ATX", bullets="-", escape_misc=True).strip()


def _escaped(words):
    return _SPECIAL.sub(r"\\\1", words)


def _head(section):
    """What stands after the kind of a fence."""
    if section.kind == Kind.RISK:
        return f"{told_risk(section)} {_heading(section)}"
    return f"decorative {_heading(section)}" if section.is_decorative else _heading(section)


def _heading(section):
    return f"{section.heading}{_anchor(section)}"


def _anchor(section):
    """Written only where it is not the one that import makes from the heading."""
    made = free_anchor(section.heading, set()) if section.heading else ""
    anchor = section.anchor or made
    return f" {{#{anchor}}}" if anchor != made or ANCHOR.search(section.heading) else ""


def _reads_back(text, section):
    try:
        _title, read = read_sections(text, picture_at=lambda path: b"")
    except BadFile:
        return False
    return [_told(words) for words in read] == [
        (section.kind, section.heading, section.body, section.risk, section.alt, section.is_decorative)
    ]


def _told(words):
    picture = words.picture or Picture(b"")
    return words.kind, words.heading, words.body, words.risk, picture.alt, picture.is_decorative
