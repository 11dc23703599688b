"""The names in a query string, brought into one form.

Source: HL7 Infobutton, URL-Based Implementation Guide, Release 4, and what record systems really send: names in any
case, older names with ``.c.`` where the guide has ``.v.``, a number at the end to tell several criteria apart.
"""

import re
from collections import defaultdict
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from ..answering import BadRequest

LONGEST_QUERY = 8000
MOST_PARAMETERS = 100

_NUMBERED = re.compile(r"(.*?[a-z])([0-9]{0,4})", re.ASCII | re.DOTALL)
_OLD_FORMS = ("mainsearchcriteria.c.", "subtopic.c.")


class Parameters:
    """Values by their name in small letters, and by the number at its end (0 if there is none). Blanks are absent."""

    def __init__(self, pairs):
        self.values = defaultdict(dict)
        for name, value in sorted(pairs, key=lambda pair: pair[0].startswith(_OLD_FORMS), reverse=True):
            if (found := _NUMBERED.fullmatch(name)) and (value := value.strip()):
                self.values[_new_form(found[1])][int(found[2] or 0)] = value

    def get(self, name, number=0) -> str:
        return self.values.get(name.lower(), {}).get(number, "")

    def numbers(self, *names) -> list[int]:
        """The numbers under which any of ``names`` was sent."""
        return sorted({number for name in names for number in self.values.get(name.lower(), {})})


def _new_form(name):
    old = next((form for form in _OLD_FORMS if name.startswith(form)), None)
    return f"{old[:-2]}v.{name[len(old) :]}" if old else name


def pairs_in(query: str) -> list[tuple[str, str]]:
    """Names in small letters, and values. Raises BadRequest where a name comes twice or there is too much."""
    if len(query) > LONGEST_QUERY:
        raise BadRequest("", _("The request is too long: it may have 8,000 characters."))
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, errors="replace")
    except ValueError:
        raise BadRequest("", _("The request has too many parameters: it may have 100.")) from None
    seen = set()
    for name, _value in pairs:
        if name.lower() in seen:
            raise BadRequest(name, _("This parameter comes twice. Number them: 1, 2, 3, at the end of the name."))
        seen.add(name.lower())
    return [(name.lower(), value) for name, value in pairs]
