"""What came along with an uploaded file, and what a person should look at, each as a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def kept_from(document):
    """What of ``document`` stands in the draft."""
    sections = [section for section in document.sections if not section.picture]
    named = sum(bool(section.heading) for section in sections)
    told = [_("The title “%(title)s”.") % {"title": document.title}]
    if sections:
        sentence = ngettext("%(count)s section", "%(count)s sections", len(sections)) % {"count": len(sections)}
        told.append(_("%(sections)s, %(named)s of them with a heading.") % {"sections": sentence, "named": named})
    told += [f"{counted}." for counted in _counted(document)]
    return told


def to_look_at(document):
    """What a file never tells well enough."""
    pictures = [section.picture for section in document.sections if section.picture]
    if absent := sum(not picture.data for picture in pictures):
        yield ngettext(
            "%(count)s picture stands beside the file and did not come along: add it to its section.",
            "%(count)s pictures stand beside the file and did not come along: add them to their sections.",
            absent,
        ) % {"count": absent}
    if silent := sum(not (picture.alt or picture.is_decorative) for picture in pictures):
        yield ngettext(
            "%(count)s picture has no alt text: say what it tells, or mark it as decorative.",
            "%(count)s pictures have no alt text: say what they tell, or mark them as decorative.",
            silent,
        ) % {"count": silent}
    if document.sections and all(section.kind in ("text", "image") for section in document.sections):
        yield _("A file knows only text and pictures: choose the kind of each section, such as key points or get help.")


def _counted(document):
    from bs4 import BeautifulSoup

    html = BeautifulSoup("".join(section.body for section in document.sections), "html.parser")
    pictures = sum(bool(section.picture and section.picture.data) for section in document.sections)
    lists, tables, links = (len(html.select(tags)) for tags in ("ul, ol", "table", "a[href]"))
    for count, counted in (
        (lists, ngettext("%(count)s list", "%(count)s lists", lists)),
        (tables, ngettext("%(count)s table", "%(count)s tables", tables)),
        (links, ngettext("%(count)s link", "%(count)s links", links)),
        (pictures, ngettext("%(count)s picture", "%(count)s pictures", pictures)),
        (len(document.sources), ngettext("%(count)s source", "%(count)s sources", len(document.sources))),
        (len(document.people), ngettext("%(count)s person", "%(count)s people", len(document.people))),
    ):
        if count:
            yield counted % {"count": count}
