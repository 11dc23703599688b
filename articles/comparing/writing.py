"""Blocks and words as HTML again."""

from html import escape

from django.utils.translation import gettext as _

from .tokens import LINE_END


def tokens_as_html(tokens, *, without=()) -> str:
    """Words with the elements around them, and a blank before each word but the first."""
    written, opened = [], []
    for index, token in enumerate(tokens):
        wanted = _marks_around(token, without)
        kept = 0
        while kept < min(len(wanted), len(opened)) and wanted[kept] is opened[kept]:
            kept += 1
        written += [f"</{mark.tag}>" for mark in reversed(opened[kept:])]
        if index and not token.is_glued:
            written.append(" ")
        written += [opening(mark.tag, mark.attributes) for mark in wanted[kept:]]
        written.append("<br>" if token.text == LINE_END else escape(token.text))
        opened = wanted
    written += [f"</{mark.tag}>" for mark in reversed(opened)]
    return "".join(written)


def _marks_around(token, without):
    marks, mark = [], token.mark
    while mark:
        if mark.tag not in without:
            marks.append(mark)
        mark = mark.outer
    return marks[::-1]


def opening(tag, attributes) -> str:
    return f"<{tag}{''.join(_attribute(name, value or '') for name, value in attributes)}>"


def _attribute(name, value):
    return f' {name}="{escape(value)}"'


def element(block, inside) -> str:
    return f"{opening(block.tag, block.attributes)}{inside}</{block.tag}>" if block.tag else inside


def added(tokens, *, is_apart=False, says_end=False) -> str:
    end = _("end of what was added") if says_end else ""
    return _marked("ins", tokens_as_html(tokens), is_apart, _("added:"), end)


def removed(tokens, *, is_apart=False, says_end=False) -> str:
    """Its links lead nowhere any more: the telephone number in one may be the very thing that was wrong."""
    end = _("end of what was removed") if says_end else ""
    return _marked("del", tokens_as_html(tokens, without={"a"}), is_apart, _("removed:"), end)


def _marked(tag, words, is_apart, begin, end):
    """Said as well as shown: neither colour nor a line through a word is heard."""
    if not words:
        return ""
    blank = " " if is_apart else ""
    begin = f'<span class="unseen">{escape(begin)} </span>'
    end = f'<span class="unseen"> {escape(end)} </span>' if end else ""
    return f"<{tag}>{blank}{begin}{words}{end}</{tag}>"


def as_it_is(block) -> str:
    return _whole(block, tokens_as_html)


def as_added(block) -> str:
    return _whole(block, added)


def as_removed(block) -> str:
    return _whole(block, removed)


def _whole(block, write):
    inside = "".join(_whole(part, write) for part in block.blocks) if block.blocks else write(block.tokens)
    return element(block, inside)
