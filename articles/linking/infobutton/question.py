"""What a record system asks, read from its query string."""

import re
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import unquote

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import normal_clinical_code

from ..answering import BadRequest
from .age import UnknownUnit, age_in_days
from .parameters import Parameters, pairs_in
from .systems import is_known, system_called

MOST_CRITERIA = 10
CRITERION = "mainSearchCriteria.v."
LANGUAGE = "informationRecipient.languageCode.c"
ANSWER_AS = "knowledgeResponseType"
RECIPIENTS = ("PAT", "PROV", "PAYOR")

# What else stands for a language than its tag (RFC 5646): an old form, and ISO 639-2.
_OTHER_LANGUAGE_NAMES = {"sp": "es", "spa": "es", "eng": "en", "ara": "ar"}
_CODE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z ./-]{0,38}[0-9A-Za-z])?", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][0-9A-Za-z]{1,8}){0,5}", re.ASCII)


@dataclass(frozen=True)
class Criterion:
    """A code of a system, or only a name. ``system`` is a CodeSystem, or what was sent if it is none of them."""

    system: str = ""
    code: str = ""
    name: str = ""

    @property
    def has_known_system(self):
        return is_known(self.system)


@dataclass(frozen=True)
class Question:
    """languages: tags in small letters, the one that was asked for first, the portal's own last"""

    criteria: tuple[Criterion, ...]
    languages: tuple[str, ...]
    recipient: str = "PAT"
    age_in_days: Decimal | None = None  # no page declares for which age it is, so nothing is left out for it yet

    @property
    def language(self) -> str:
        """The first of the languages that the portal speaks."""
        spoken = dict(settings.LANGUAGES)
        return next(tag for tag in self.languages if tag in spoken)


def question_in(query: str) -> Question:
    """Raises BadRequest, and nothing else, for whatever is no question. Without any criterion it has none."""
    sent = Parameters(pairs_in(query))
    recipient = sent.get("informationRecipient").upper()
    return Question(
        criteria=_criteria(sent),
        languages=_languages(sent.get(LANGUAGE)),
        recipient=recipient if recipient in RECIPIENTS else "PAT",
        age_in_days=_age(sent.get("age.v.v"), sent.get("age.v.u")),
    )


def answer_type_in(query: str) -> str:
    """The media type that is asked for, however faulty the rest; empty if none is."""
    found = re.search(rf"(?:^|&){ANSWER_AS}=([^&]{{0,100}})", query, re.IGNORECASE)
    return unquote(found[1]).strip().lower() if found else ""


def _criteria(sent):
    numbers = sent.numbers(*(CRITERION + member for member in ("c", "cs", "dn", "ot")))
    if len(numbers) > MOST_CRITERIA:
        raise BadRequest(f"{CRITERION}c{numbers[MOST_CRITERIA]}", _("At most ten things can be asked for at once."))
    return tuple(_criterion(sent, number) for number in numbers)


def _criterion(sent, number):
    code, system = sent.get(f"{CRITERION}c", number), sent.get(f"{CRITERION}cs", number)
    name = _printable(sent.get(f"{CRITERION}dn", number)) or _printable(sent.get(f"{CRITERION}ot", number))
    ending = str(number or "")
    if code and not system:
        raise BadRequest(f"{CRITERION}cs{ending}", _("Say of which system the code is."))
    if code and not _CODE.fullmatch(code):
        raise BadRequest(f"{CRITERION}c{ending}", _("That is no clinical code."))
    if not code and not name:
        raise BadRequest(f"{CRITERION}c{ending}", _("Give a code of this system, or a name."))
    if len(system) > 200:
        raise BadRequest(f"{CRITERION}cs{ending}", _("That is no system of clinical codes."))
    system = system_called(system)
    return Criterion(system, normal_clinical_code(system, code), name)


def _printable(text):
    return "".join(filter(str.isprintable, text))[:200].strip()


def _languages(asked):
    if asked and not _LANGUAGE.fullmatch(asked):
        raise BadRequest(LANGUAGE, _("That is no tag of a language, such as “es”."))
    tag = asked.lower().replace("_", "-")
    tag = _OTHER_LANGUAGE_NAMES.get(tag, tag)
    primary = tag.partition("-")[0]
    return tuple(dict.fromkeys(filter(None, [tag, primary, settings.LANGUAGE_CODE])))


def _age(value, unit):
    if not value:
        return None
    try:
        return age_in_days(value, unit)
    except UnknownUnit:
        raise BadRequest("age.v.u", _("Use one of these units of age: a, mo, wk, d, h, min.")) from None
    except ValueError:
        raise BadRequest("age.v.v", _("That is no age of a person.")) from None
