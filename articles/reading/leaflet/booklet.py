"""What stands in the booklet of a pack: a cover, what is inside, and each page as its leaflet."""

from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import day_of, site_name, start_of

from .content import MOST_IN_FOOTER, SIZES, TITLE_SCALE, Leaflet, leaflet_of
from .days import day_in_words
from .letters import showable
from .picture import printable
from .qr import qr_code

LOGO = "logo.svg"
# Unicode's isolates: what stands between them runs its own way, and moves nothing around it.
LEFT_TO_RIGHT, AS_IT_BEGINS, END_OF_WAY = "\u2066", "\u2068", "\u2069"


def booklet_of(version, pages, given, *, size, site, moment):
    """The booklet of one version of a pack, as it is given at ``moment``.

    pages: the PackedPages of the version; given: of each that has words, what leaflet_of asks for, in the same order
    """
    with translation.override(version.pack.language):
        leaflets = [leaflet_of(page, size=size, site=site) for page in given]
        address = _address_of_copy(version, pages, site)
        files = {"qr.svg": qr_code(address), **_logo(version.pack.clinic)}
        words = _cover(version, address, size, moment) | {
            "logo": LOGO if LOGO in files else "",
            "missing": [_missing(page) for page in pages if page.given is None],
            "leaflets": [{**one.words, "is_part": True} for one in leaflets],
        }
    for one in leaflets:
        files |= one.files
    return Leaflet(words, files, int(start_of(day_of(moment)).timestamp()), "booklet.typ")


def _address_of_copy(version, pages, site):
    numbers = ".".join(str(page.given.number if page.given else 0) for page in pages)
    path = reverse("linking:pack_copy", args=[version.pack.code, version.number, numbers])
    return site.rstrip("/") + path


def _cover(version, address, size, moment):
    pack, info = version.pack, translation.get_language_info(version.pack.language)
    day = {"day": day_in_words(moment), "number": version.number}
    return {
        "lang": pack.language[:2],
        "dir": "rtl" if info["bidi"] else "ltr",
        "size": SIZES[size],
        "site": showable(site_name()),
        "title": showable(version.title),
        "title_scale": TITLE_SCALE[size],
        "footer_title": showable(Truncator(version.title).chars(MOST_IN_FOOTER[size])),
        "clinic": showable(pack.clinic.name),
        "example": [_("Example:"), _("this clinic does not exist.")] if pack.clinic.is_example else [],
        "made": showable(_("Printed from what we say on %(day)s. Version %(number)s of this pack.") % day),
        "note": _lines(version.note),
        "emergency": {"label": _("In an emergency"), "lines": _own(pack.clinic.emergency_line, pack.clinic)},
        "contact_heading": showable(_("How to reach %(name)s") % {"name": pack.clinic.name}),
        "contact": contact_of(pack.clinic),
        "contents_heading": _("What is inside"),
        "qr": {
            "alt": _("QR code that opens %(address)s") % {"address": address},
            "href": address,
            "question": _("Is this booklet still current?"),
            "how": _("Scan the code, or look at the pack on the web:"),
            "code": pack.spoken_code,
            "address": f"{address.split('://', 1)[1].partition('/')[0]}/packs/{pack.spoken_code}",
        },
        "page_line": _("Page %(number)s of %(all)s") % {"number": "{page}", "all": "{pages}"},
    }


def contact_of(clinic):
    spoken = zip(clinic.languages, clinic.languages_in_words, strict=True)
    told = [
        # A number or an address on the web is read from left to right in every language.
        (_("Telephone"), _own(clinic.phone, way=LEFT_TO_RIGHT)),
        (_("E-mail"), _own(clinic.email, way=LEFT_TO_RIGHT)),
        (_("Website"), _own(clinic.website, way=LEFT_TO_RIGHT)),
        (_("Where we are"), _own(clinic.address, clinic)),
        (_("When we are there"), _own(clinic.opening_hours, clinic)),
        (_("We speak"), [_line(name, language) for language, name in spoken]),
    ]
    return [{"label": label, "lines": lines} for label, lines in told if lines]


def _own(words, clinic=None, way=AS_IT_BEGINS):
    """The lines of what a clinic says in its one language for packs in all."""
    return [_line(line, clinic and clinic.language, way) for line in _lines(words)]


def _line(words, language=None, way=AS_IT_BEGINS):
    """In ``language``, so that it is read aloud well; it runs its own way: “1 High Street” ends in no 1."""
    own_way = f"{way}{words}{END_OF_WAY}" if translation.get_language_bidi() else words
    return {"lang": (language or translation.get_language())[:2], "words": own_way}


def _lines(words):
    return [showable(line) for line in words.split("\n") if line.strip()]


def _logo(clinic):
    if clinic.logo is None:
        return {}
    try:
        return {LOGO: printable(clinic.logo)}
    except FileNotFoundError:
        return {}


def _missing(page):
    """A page that was taken away since the pack was put together: what to know, and what to read instead."""
    title = {"title": showable(page.known.title)}
    if page.state == "recalled":
        lines = [_("“%(title)s” was taken away because it may be unsafe. If you have a copy, do not use it.") % title]
    else:
        lines = [_("“%(title)s” was withdrawn because it is out of date.") % title]
    lines.append(showable(page.withdrawal.reason))
    if instead := page.live or page.instead:
        lines.append(_("Read instead: %(title)s") % {"title": showable(instead.title)})
    else:
        lines.append(_("Nothing has taken its place yet. Ask your doctor or nurse what to do."))
    return lines
