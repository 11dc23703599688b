"""What a page cannot do without."""

import re

from django.utils.translation import gettext as _

from articles.models import Kind

LONGEST_ALT = 300  # characters; beyond that the picture needs a description
# “IMG_1234.jpg”, “image of …”: what a machine or a habit puts where the picture should be told.
_NOT_ALT = re.compile(
    r"^(?:an? |una? |the |la |el )?(?:image|picture|photo|photograph|imagen|foto|fotografía)(?: (?:of|de)\b|$)"
    r"|^صورة(?: ل|$)|^[\w-]{1,100}\.(?:png|jpe?g|gif|webp)$",
    re.IGNORECASE,
)


def has_title(page):
    if not page.words.title.strip():
        yield page.check(_("Give the page a title."), "title")


def has_words(page):
    if not page.words.sections:
        yield page.check(_("Add a section: there is nothing to read yet."))
    for number, section in page.sections():
        if section.is_empty:
            place = page.place("body", number)
            yield page.check(
                _("Fill in “%(section)s” or remove it: it is empty.") % {"section": place.name}, "body", number
            )


def pictures_have_alt_text(page):
    for number, section in page.sections(Kind.IMAGE):
        if not section.alt.strip() and not section.is_decorative:
            name = page.place("alt", number).name
            yield page.check(
                _("Write alt text for the picture in “%(section)s”, or mark it as decorative.") % {"section": name},
                "alt",
                number,
            )


def picture_sections_have_a_picture(page):
    for number, section in page.sections(Kind.IMAGE):
        if not section.has_picture and not section.is_empty:
            name = page.place("picture", number).name
            yield page.check(
                _("Choose a picture for “%(section)s”, or another kind of section.") % {"section": name},
                "picture",
                number,
            )


def risks_have_numbers(page):
    for number, section in page.sections(Kind.RISK):
        if not section.risk:
            name = page.place("risk_count", number).name
            yield page.check(
                _("Say in “%(section)s” how many of how many, such as 1 of 7.") % {"section": name},
                "risk_count",
                number,
            )


def has_summary(page):
    if not page.words.summary.strip():
        yield page.check(
            _("Write a summary of one or two sentences: it stands below the title, and in lists and searches."),
            "summary",
        )


def alt_text_tells_what_is_seen(page):
    for number, section in page.sections(Kind.IMAGE):
        alt = section.alt.strip()
        if _NOT_ALT.search(alt):
            sentence = _("Say what the picture tells. Those who cannot see it know already that it is a picture.")
            yield page.check(sentence, "alt", number, alt)
        elif len(alt) > LONGEST_ALT:
            sentence = _(
                "Keep alt text to one or two sentences, and describe the rest in the text of the section: nobody can"
                " stop alt text and go back in it."
            )
            yield page.check(sentence, "alt", number, alt)
