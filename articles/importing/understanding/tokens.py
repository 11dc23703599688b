"""Markdown as markdown-it reads it, and what in it is refused."""

from functools import cache
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.html import MOST_NESTED, SCHEMES

from .document import BadFile

TOO_DEEP = gettext_lazy("Lists or quotations stand in one another too deeply: put some of it in a section of its own.")


@cache
def parser():
    """CommonMark with tables and fences. Raw HTML is recognised, so that it can be refused with its line."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin

    made = MarkdownIt("commonmark").enable("table")
    made.options["maxNesting"] = 2 * MOST_NESTED  # what is deeper is left out in silence, so we refuse it before
    made.add_render_rule("fence", _lines_of_code)
    made.add_render_rule("code_block", _lines_of_code)
    made.validateLink = lambda url: True  # `refuse_hostile` says the line; the default would hide the link
    return made.use(container_plugin, "section", validate=lambda *_args: True)


def _lines_of_code(_renderer, tokens, position, _options, _environment):
    lines = (escape(line, quote=False) for line in tokens[position].content.rstrip("\n").split("\n"))
    return f"<p>{'<br>'.join(lines)}</p>"


def refuse_hostile(tokens, line_of):
    """Raw HTML, addresses that run something, fences inside other blocks, and pictures inside a line of words."""
    for token in tokens:
        parts = token.children or []
        if token.level > MOST_NESTED - 10:  # the rest is for emphasis and links within
            raise BadFile(TOO_DEEP, line_of(token))
        if token.type == "container_section_open":
            raise BadFile(_("A fence cannot stand inside another fence, a list or a quotation."), line_of(token))
        if token.type == "html_block" or any(part.type == "html_inline" for part in parts):
            raise BadFile(_("Raw HTML is not read. Write Markdown, or \\< for a plain “<”."), line_of(token))
        for part in parts:
            if address := _hostile_address(part):
                raise BadFile(_("A link to “%(address)s” is not allowed.") % {"address": address}, line_of(token))
        if any(part.type == "image" for part in parts) and not is_picture(token):
            raise BadFile(_("Put the picture in a paragraph of its own."), line_of(token))


def plain_words(inline):
    """The words of a heading or of alt text without their markup."""
    parts = (" " if part.type in {"softbreak", "hardbreak"} else part.content for part in inline.children or [])
    return "".join(parts).strip()


def is_picture(token):
    return token.type == "inline" and [part.type for part in token.children or []] == ["image"]


def _hostile_address(part):
    address = part.attrs.get("href", "")
    scheme, colon, _rest = address.partition(":")
    is_relative = not colon or "/" in scheme or "#" in scheme or "?" in scheme
    return "" if is_relative or scheme.lower() in SCHEMES else address[:60]
