"""Days that have passed. What is told about them has happened, or did not."""

import re
from datetime import date

from django.utils.translation import gettext as _

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_NUMBERS = {name: number for names in _MONTHS.values() for number, name in enumerate(names.split(), start=1)}
_NAMES = "|".join(_NUMBERS)
_DATES = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:de )?(?P<month>{_NAMES})(?: de| del|,)? (?P<year>\d{{4}})\b"
    rf"|\b(?P<month_us>{_NAMES}) (?P<day_us>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year_us>\d{{4}})\b"
    r"|\b(?P<year_iso>\d{4})-(?P<month_iso>\d{2})-(?P<day_iso>\d{2})\b",
    re.IGNORECASE,
)


def dates_have_not_passed(page):
    for passage in page.prose:
        for found in _DATES.finditer(passage.text):
            day = _day(found)
            if day and day < page.on:
                yield passage.check(
                    _("Check “%(date)s”: that day has passed. Does the sentence still hold?") % {"date": found[0]},
                    found[0],
                )


def _day(found):
    form = next(form for form in ("", "_us", "_iso") if found[f"year{form}"])
    month = found[f"month{form}"].lower()
    try:
        return date(int(found[f"year{form}"]), _NUMBERS.get(month) or int(month), int(found[f"day{form}"]))
    except ValueError:  # 31 February
        return None
