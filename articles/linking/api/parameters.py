"""What may stand in a query string, declared once: it is read by this and told by the description."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import start_of

from ..answering import BadRequest

LARGEST_PAGE = 100_000
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
FAR_OFF = datetime(2999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Parameter:
    """read: makes the value of what was sent; raises ValueError with a sentence for what is none"""

    name: str
    meaning: str
    schema: dict
    read: Callable[[str], Any] = str
    default: Any = None
    example: str = ""


def given(request, parameters) -> dict:
    """The value of each parameter by its name. Raises BadRequest for one that is unknown, repeated or wrong."""
    known = {one.name: one for one in parameters}
    values = {name: one.default for name, one in known.items()}
    for name, sent in request.GET.lists():
        if name not in known:
            names = ", ".join(known) or "–"
            raise BadRequest(name[:100], _("There is no such parameter here. There are: %(names)s.") % {"names": names})
        if len(sent) > 1:
            raise BadRequest(name, _("Give this parameter once."))
        try:
            values[name] = known[name].read(sent[0])
        except ValueError as fault:
            raise BadRequest(name, str(fault)) from None
    return values


def _language(text):
    if text not in dict(settings.LANGUAGES):
        known = ", ".join(code for code, _name in settings.LANGUAGES)
        raise ValueError(_("Choose one of these languages: %(languages)s.") % {"languages": known})
    return text


def _number(text):
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= LARGEST_PAGE):
        raise ValueError(_("Give a whole number from 1 on."))
    return int(text)


def moment_written(text: str) -> datetime:
    """A moment of RFC 3339 with its time zone, or the beginning of a day. What is far from our time counts as 1900."""
    try:
        if len(text) == 10:
            return start_of(max(date.fromisoformat(text), LONG_AGO.date()))
        moment = datetime.fromisoformat(text.upper().replace(" ", "+"))  # a “+” not encoded arrives as a blank
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(_("Write a day as 2026-03-02 or a moment as 2026-03-02T12:00:00Z.")) from None
    if moment.year <= LONG_AGO.year:
        return LONG_AGO
    return moment.astimezone(UTC) if moment.year < FAR_OFF.year else FAR_OFF


def _slug(text):
    if not 0 < len(text) <= 100 or not all(character.isalnum() or character in "-_" for character in text):
        raise ValueError(_("That is no name of a topic as it stands in its address."))
    return text


def one_of(fields):
    def read(text):
        asked = [name.strip() for name in text.split(",")]
        if unknown := [name for name in asked if name not in fields]:
            words = {"field": unknown[0][:50], "fields": ", ".join(fields)}
            raise ValueError(_("There is no field “%(field)s”. There are: %(fields)s.") % words)
        return asked

    return read


LANGUAGE = Parameter(
    "language",
    "Only what is in this language.",
    {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
    _language,
    example="es",
)
SLUG_LANGUAGE = Parameter(
    "language",
    "In which language a name from an address is looked for; the portal’s own if it is missing. A code needs none.",
    LANGUAGE.schema,
    _language,
)
PAGE = Parameter(
    "page",
    "Which page of the list, from 1 on.",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE},
    _number,
    default=1,
)
TOPIC = Parameter(
    "topic",
    "Only articles of the topic with this name, as it stands in its address.",
    {"type": "string", "pattern": r"^[\w-]{1,100}$"},
    _slug,
    example="tests",
)
MODIFIED_SINCE = Parameter(
    "modified_since",
    "Only articles that patients read differently since this day or moment: released, checked again or given back.",
    {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]},
    moment_written,
    example="2026-03-02T12:00:00Z",
)
SINCE = Parameter(
    "since",
    "Begin with what happened at this day or moment. Without it and without a cursor, from the very beginning.",
    MODIFIED_SINCE.schema,
    moment_written,
    example="2026-03-02",
)
