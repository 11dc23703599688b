"""Sections as Markdown that reads back as exactly the same sections."""

import re

from markdownify import markdownify

from articles.models import Kind, free_anchor

from .document import BadFile
from .markdown import read_sections

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#])")


def body_of(edition):
    texts, may_go_bare = [], True
    for section in edition.sections.all():
        texts.append(_section(section, may_go_bare))
        may_go_bare = texts[-1].endswith(":::")
    return "\n\n".join(texts)


def _section(section, may_go_bare):
    if section.image:
        return _image(section)
    body = markdownify(section.body, heading_style="ATX", bullets="-", escape_misc=True).strip()
    text = _plain(section, body) if section.kind == Kind.TEXT and body else None
    if text is None or (not section.heading and not may_go_bare):
        text = _fence(section.kind, _heading(section), body)
    return text if _reads_back(text, section) else _fence("html", f"{section.kind} {_heading(section)}", section.body)


def _plain(section, body):
    return f"## {_escaped(section.heading)}{_anchor(section)}\n\n{body}" if section.heading else body


def _fence(kind, heading, body):
    return f"::: {kind} {heading}".rstrip() + f"\n{body}\n:::"


def _image(section):
    alt = _escaped(" ".join(section.alt.split()))
    picture = f"![{alt}](../../{section.image.path})"
    caption = markdownify(section.body).strip()
    heading = f"decorative {_heading(section)}" if section.is_decorative else _heading(section)
    return _fence("image", heading, f"{picture}\n\n{caption}".strip())


def _escaped(words):
    return _SPECIAL.sub(r"\\\1", words)


def _heading(section):
    return f"{section.heading}{_anchor(section)}"


def _anchor(section):
    """Written only where it is not the one that import makes from the heading."""
    is_made = not section.heading or section.anchor == free_anchor(section.heading, set())
    return "" if is_made or not section.anchor else f" {{#{section.anchor}}}"


def _reads_back(text, section):
    try:
        _title, read = read_sections(text)
    except BadFile:
        return False
    told = [(words.kind, words.heading, words.body) for words in read]
    return told == [(section.kind, section.heading, section.body)]
