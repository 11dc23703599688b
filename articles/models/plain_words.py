"""One rule for words that are typed and words that come in files: nothing that cannot be seen, and days that can be."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
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
            if field.name not in {*(exclude or ()), *faults} and (fault := _fault_in(getattr(self, field.attname))):
                faults[field.name] = [ValidationError(fault)]
        if faults:
            raise ValidationError(faults)


def _fault_in(value):
    if isinstance(value, str) and CONTROL_CHARACTER.search(value):
        return _("There is a control character in it, which nobody can see. Type it again instead of pasting it.")
    if isinstance(value, date) and value.year not in YEARS:
        return _("Check the year.")
    return None
