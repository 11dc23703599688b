"""Lists of what to do and what not to do, and key points."""

import re

from django.utils.translation import gettext as _

from articles.checking.check import shortened
from articles.models import Kind

MOST_KEY_POINTS = 5
_NO = re.compile(r"^(?:do not|don[’']t|never|avoid|no|nunca|evite|evitar|لا|تجنب|تجنّب)\b", re.IGNORECASE)


def lists_are_lists(page):
    for number, _section in page.sections(Kind.DO, Kind.DONT, Kind.KEY_POINTS, Kind.QUESTIONS):
        blocks = [passage for passage in page.passages_of(number) if passage.place.field == "body"]
        if blocks and not any(passage.tag == "li" for passage in blocks):
            yield page.check(_("Make it a list, with one thing on each line."), "body", number)


def dos_say_what_to_do(page):
    for item in _items(page, Kind.DO):
        if _NO.match(item.text):
            yield item.check(
                _("Say what to do instead, or move “%(words)s” to a section of the kind “Don't”.")
                % {"words": shortened(item.text)}
            )


def donts_say_no_only_once(page):
    for item in _items(page, Kind.DONT):
        if _NO.match(item.text):
            yield item.check(
                _("Begin “%(words)s” with what people might do: the list already says not to do it.")
                % {"words": shortened(item.text)}
            )


def key_points_are_few(page):
    for number, _section in page.sections(Kind.KEY_POINTS):
        count = sum(passage.begins_item for passage in page.passages_of(number))
        if count > MOST_KEY_POINTS:
            yield page.check(
                _("Keep the key points to the %(most)s that matter most: there are %(count)s.")
                % {"most": MOST_KEY_POINTS, "count": count},
                "body",
                number,
            )


def _items(page, kind):
    return (
        passage
        for number, _section in page.sections(kind)
        for passage in page.passages_of(number)
        if passage.begins_item
    )
