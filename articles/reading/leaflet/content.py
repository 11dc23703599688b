"""What stands in a leaflet: the words of an edition as plain data, and the pictures as bytes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import site_name

from ..article.figures import WIDTH, figures
from .days import day_in_words
from .letters import showable
from .notices import banner, news_of_original, overdue
from .picture import people, printable
from .qr import qr_code
from .tree import blocks_of, link_to
from .words import label_of

SIZES = {"normal": 12, "large": 18, "largest": 24}  # points
TITLE_SCALE = {"normal": 2, "large": 1.6, "largest": 1.4}
MOST_IN_FOOTER = {"normal": 80, "large": 60, "largest": 50}
LONG_TITLE = 70  # letters


@dataclass(frozen=True)
class Leaflet:
    """All that the template is given. Two that are equal become the same bytes."""

    words: dict
    files: dict[str, bytes]
    released: int  # seconds since 1970: the moment the PDF says it was made
    template: str = "one.typ"


def leaflet_of(page, *, size, site):
    """The leaflet of an edition.

    page: the edition, its article, reviewers, is_overdue and news as its page shows them, and for an older
        edition the newest one and its withdrawal
    site: the address of the site, such as ``https://www.example.org/``
    """
    edition = page["edition"]
    with translation.override(edition.article.language):
        files = {_qr_file(edition): qr_code(_address_of_copy(edition, site))}
        sections = [_section(section, site, files) for section in edition.sections.all()]
        words = _head(page, site, size) | {"size": SIZES[size], "sections": sections} | _foot(page, site)
    return Leaflet(words, files, max(0, int(edition.release_at.timestamp())))


def _address_of_copy(edition, site):
    return site.rstrip("/") + reverse("linking:copy", args=[edition.article.code, edition.number])


def _qr_file(edition):
    return f"qr-{edition.article.code}-{edition.number}.svg"


def _head(page, site, size):
    edition, article, scale = page["edition"], page["article"], TITLE_SCALE[size]
    info = translation.get_language_info(article.language)
    return {
        "lang": article.language[:2],
        "dir": "rtl" if info["bidi"] else "ltr",
        "site": showable(site_name()),
        "title": showable(edition.title),
        "title_scale": 0.8 * scale if len(edition.title) > LONG_TITLE else scale,
        "footer_title": showable(Truncator(edition.title).chars(MOST_IN_FOOTER[size])),
        "summary": "" if edition.opens_with_summary else showable(edition.summary),
        "sample": [_("Sample content:"), _("check it locally before you rely on it.")] if article.is_sample else [],
        "banner": banner(page),
        "trust": _trust(page),
        "begins_with_emergency": edition.begins_with_emergency,
        "help_stands": _("When to get help now: see page %(number)s.") % {"number": "{page}"},
        "overdue": overdue(page),
        "original": news_of_original(page),
        "qr": _qr(edition, site),
    }


def _qr(edition, site):
    host = site.split("://", 1)[1].rstrip("/")
    return {
        "file": _qr_file(edition),
        "alt": _("QR code that opens %(address)s") % {"address": _address_of_copy(edition, site)},
        "href": _address_of_copy(edition, site),
        "question": _("Is this copy still current?"),
        "how": _("Scan the code, or type this address:"),
        "address": f"{host}/go/{edition.article.spoken_code}/{edition.number}",
        "code": edition.article.spoken_code,
    }


def _trust(page):
    edition, is_old = page["edition"], bool(banner(page))
    facts = {"day": day_in_words(edition.release_at), "number": edition.number}
    lines = [_("Released %(day)s, edition %(number)s") % facts]
    if not edition.last_reviewed_on:
        lines.append(_("No check by a clinician is recorded"))
    else:
        facts = {"day": day_in_words(edition.last_reviewed_on), "reviewers": page["reviewers"]}
        lines.append((_("Checked %(day)s by %(reviewers)s") if page["reviewers"] else _("Checked %(day)s")) % facts)
    if edition.next_review_due and not is_old and not page["is_overdue"]:
        lines.append(_("Next check due %(day)s") % {"day": day_in_words(edition.next_review_due)})
    return [showable(line) for line in lines]


def _section(section, site, files):
    return {
        "kind": section.kind,
        "label": label_of(section),
        "heading": showable(section.heading),
        "blocks": blocks_of(section.body, site=site),
        "picture": _picture(section, files),
        "risk": _risk(section, files),
    }


def _risk(section, files):
    if section.risk is None:
        return None
    count, of = section.risk
    drawn = figures(count, of)
    is_rtl = translation.get_language_bidi()
    name = f"{count}-in-{of}{'-rtl' if is_rtl else ''}.svg"
    files[name] = people(drawn, is_rtl=is_rtl)
    if drawn.each is None:
        scale = _("The picture shows it as if there were 100 people.")
    else:
        scale = _("In the picture, each figure stands for %(each)s people.") % {"each": drawn.each}
    told = pgettext("how many of how many", "%(count)s in %(of)s") % {"count": count, "of": of}
    return {"file": name, "told": told, "columns": drawn.width // WIDTH, "scale": "" if drawn.each == 1 else scale}


def _picture(section, files):
    image = section.image
    if image is None:
        return None
    name = f"{image.sha256}.svg"
    try:
        files[name] = printable(image)
    except FileNotFoundError:
        name = ""
    return {
        "file": name,
        "alt": "" if section.is_decorative else showable(section.alt),
        "width": image.width,
        "height": image.height,
    }


def _foot(page, site):
    edition = page["edition"]
    sources = [_source(source, site) for source in edition.sources.all()]
    return {
        "sources_heading": _("Where this comes from"),
        "sources": sources,
        "about_heading": _("About this page"),
        "about": [[showable(text) for text in pair] for pair in _about(edition)],
        "notes_heading": _("My notes and questions"),
        "general": _("This is general information. It does not replace what your own doctor or nurse tells you."),
        "edition_line": _("Edition %(number)s") % {"number": edition.number},
        "page_line": _("Page %(number)s of %(all)s") % {"number": "{page}", "all": "{pages}"},
    }


def _about(edition):
    pairs = []
    if edition.change_note:
        safety = [_("Safety change:")] if edition.is_safety_change else []
        pairs.append([_("What changed"), " ".join([*safety, edition.change_note])])
    for credit in edition.credits.all():
        part = _("Written by") if credit.part == "author" else _("Checked by")
        pairs.append([part, credit.named])
    return pairs


def _source(source, site):
    rest = [f". {source.publisher}." if source.publisher else "."]
    if source.accessed_on:
        rest.append(_("Looked up %(day)s.") % {"day": day_in_words(source.accessed_on)})
    link = link_to(source.url, "", site=site) if source.url else {"href": "", "shown": ""}
    return {"title": showable(source.title), "rest": showable(" ".join(rest)), **link}
