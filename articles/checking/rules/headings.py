"""Headings, by which many readers find their way, and most of those who listen."""

from django.utils.translation import gettext as _

from articles.checking.check import shortened
from articles.models import Kind

_GOES_ON = {Kind.TEXT, Kind.IMAGE, Kind.RISK}  # what text below may belong to without a heading of its own


def headings_have_words(page):
    for passage in page.passages:
        if passage.tag in {"h3", "h4"} and not passage.text:
            yield passage.check(
                _("Write the heading inside “%(section)s” or remove it: it is empty.") % {"section": passage.place.name}
            )


def text_has_a_heading(page):
    """Text below a card or a list would be heard as a part of it. The first section stands right below the title."""
    above = Kind.TEXT
    for number, section in page.sections():
        needs_one = section.kind == Kind.DETAILS or (section.kind == Kind.TEXT and above not in _GOES_ON)
        if needs_one and section.body and not section.heading.strip():
            yield page.check(
                _("Give this section a heading that says what it is about, so that it can be found."), "heading", number
            )
        if section.heading.strip() or section.kind not in _GOES_ON:
            above = section.kind


def headings_come_in_order(page):
    for number, _section in page.sections():
        has_outer = False
        for passage in page.passages_of(number):
            if passage.tag == "h4" and passage.text and not has_outer:
                yield passage.check(
                    _("Make “%(words)s” a heading of level 3: nothing above it here is of that level.")
                    % {"words": shortened(passage.text)}
                )
            has_outer = has_outer or passage.tag in {"h3", "h4"}


def headings_differ(page):
    seen = set()
    for passage in page.passages:
        heading = passage.text.casefold()
        if passage.tag == "heading" and heading:
            if heading in seen:
                yield passage.check(_("Choose another heading: an earlier section has the same one."))
            seen.add(heading)


def headings_are_headings(page):
    for passage in page.passages:
        is_alone = passage.tag == "p" and passage.is_bold and "\n" not in passage.text
        if is_alone and passage.text[-1:] not in ".!?…؟:;,":
            yield passage.check(
                _("Make “%(words)s” a heading: bold letters are not one for those who listen.")
                % {"words": shortened(passage.text)}
            )
