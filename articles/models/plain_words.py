"""One rule for words that are typed and words that come in files: nothing that cannot be seen, and days that can be."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .fields import CleanHTMLField

CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# They turn the order of the words after them around, so that a name or a telephone number reads as another.
TURNS_WORDS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_LATER_CONTROL = re.compile(r"[\x80-\x9f]")
YEARS = range(1900, 3000)  # nearer the ends of the calendar, the same moment in another zone may not exist


class PlainWords:
    """For models: what the desk accepts can be exported and imported again."""

    def clean_fields(self, exclude=None):
        faults = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as refused:
            faults = refused.update_error_dict({})
        for field in self._meta.concrete_fields:
            if field.name not in {*(exclude or ()), *faults} and (fault := _fault_in(field, self)):
                faults[field.name] = [ValidationError(fault)]
        if faults:
            raise ValidationError(faults)


def _fault_in(field, instance):
    value = getattr(instance, field.attname)
    is_text = isinstance(value, str)
    if is_text and not isinstance(field, CleanHTMLField) and (fault := fault_in_name(value)):
        return fault
    if is_text and CONTROL_CHARACTER.search(value):
        return _("There is a control character in it, which nobody can see. Type it again instead of pasting it.")
    if isinstance(value, date) and value.year not in YEARS:
        return _("Check the year.")
    return None


def fault_in_name(text: str):
    """What is wrong with a name, a title or a line that patients read, or None."""
    if CONTROL_CHARACTER.search(text) or _LATER_CONTROL.search(text):
        return _("There is a control character in it, which nobody can see. Type it again instead of pasting it.")
    if TURNS_WORDS.search(text):
        return _("A character in it that nobody can see turns words around. Type it again instead of pasting it.")
    return None
