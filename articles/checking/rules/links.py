"""Links, which are read out in a list, without the words around them."""

import re

from django.utils.translation import gettext as _

from articles.checking.check import shortened

_SAYS_NOTHING = {
    *("here", "click here", "click", "tap here", "this", "this page", "this link", "this website", "link", "more"),
    *("read more", "see more", "learn more", "find out more", "more information", "more info", "website", "page"),
    *("aquí", "haga clic aquí", "clic aquí", "pinche aquí", "pulse aquí", "este enlace", "enlace", "esta página"),
    *("más", "leer más", "ver más", "saber más", "más información", "página web"),
    *("هنا", "اضغط هنا", "انقر هنا", "هذا الرابط", "الرابط", "رابط", "هذه الصفحة", "المزيد", "اقرأ المزيد"),
}
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


def links_have_words(page):
    for passage, link in _links(page):
        if not link.words:
            yield passage.check(
                _("Write words for the link to %(address)s in “%(section)s” or remove it: there is nothing to press.")
                % {"address": link.address, "section": passage.place.name},
                link.address,
            )


def links_say_where_they_lead(page):
    for passage, link in _links(page):
        if link.words.casefold().strip(" .:…»>") in _SAYS_NOTHING:
            sentence = _("Say in the link where it leads: “%(words)s” alone says nothing.")
            yield passage.check(sentence % {"words": link.words}, link.words)
        elif _ADDRESS.match(link.words):
            sentence = _("Name the page instead of its address: “%(words)s” is hard to read and worse to hear.")
            yield passage.check(sentence % {"words": shortened(link.words)}, link.words)


def links_that_read_alike_lead_to_one_place(page):
    leads = {}
    for passage, link in _links(page):
        words = link.words.casefold()
        if words and leads.setdefault(words, link.address) != link.address:
            yield passage.check(
                _("Word this link differently: “%(words)s” already leads elsewhere.") % {"words": link.words},
                link.words,
            )


def _links(page):
    return ((passage, link) for passage in page.passages for link in passage.links)
