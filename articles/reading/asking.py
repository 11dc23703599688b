"""What somebody asks the search for, as the address of the page says it."""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.models import Topic

LARGEST_PAGE = 4  # digits
_GAP = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"  # some scripts cannot be written without them


@dataclass(frozen=True)
class Asked:
    """``page`` is None where no page can have that number; ``doubts`` are sentences about what was not understood."""

    words: str
    language: str
    topic: Topic | None
    page: int | None
    doubts: list[str]
    own_language: str  # of the page that asks

    @property
    def is_elsewhere(self):
        return self.language != self.own_language

    @property
    def is_narrowed(self):
        return self.is_elsewhere or self.topic is not None

    @property
    def query(self):
        """What stands before ``page=`` in the address of another page of the same search."""
        told = {"q": self.words}
        if self.topic:
            told["topic"] = self.topic.slug
        if self.is_elsewhere:
            told["language"] = self.language
        return urlencode(told) + "&"


def asked_by(request) -> Asked:
    doubts = []
    language = _language(request, doubts)
    return Asked(
        words=seen(request.GET.get("q", "")),
        language=language,
        topic=_topic(request, language, doubts),
        page=_page(request.GET.get("page", "1")),
        doubts=doubts,
        own_language=request.LANGUAGE_CODE,
    )


def seen(text: str) -> str:
    """``text`` without the signs that nobody sees, some of which turn the words around them: one blank for each gap."""
    shown = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and sign not in _JOINERS else sign
        for sign in text
    )
    return _GAP.sub(" ", shown).strip()


def _language(request, doubts):
    asked = request.GET.get("language") or request.LANGUAGE_CODE
    if asked in dict(settings.LANGUAGES):
        return asked
    doubts.append(_("We do not know that language, so this search was in the language of this page."))
    return request.LANGUAGE_CODE


def _topic(request, language, doubts):
    slug = seen(request.GET.get("topic", ""))
    topic = slug and Topic.objects.filter(language=language, slug=slug).first()
    if slug and not topic:
        doubts.append(_("There is no such topic in this language, so this search was in all topics."))
    return topic or None


def _page(number):
    is_number = number.isascii() and number.isdecimal() and len(number) <= LARGEST_PAGE and int(number) > 0
    return int(number) if is_number else None
