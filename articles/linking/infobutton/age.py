import re
from decimal import Decimal

# UCUM; ``m`` and ``w`` are what some record systems send for months and weeks.
_DAYS = {
    "a": Decimal("365.25"),
    "mo": Decimal("365.25") / 12,
    "m": Decimal("365.25") / 12,
    "wk": Decimal(7),
    "w": Decimal(7),
    "d": Decimal(1),
    "h": Decimal(1) / 24,
    "min": Decimal(1) / 1440,
}
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?", re.ASCII)
OLDEST = 150 * _DAYS["a"]


class UnknownUnit(ValueError):
    pass


def age_in_days(value: str, unit: str) -> Decimal:
    """Turn the age that a clinic's system sends into days.

    value: the number in ``age.v.v``, zero or more
    unit: the UCUM code in ``age.v.u``: ``a`` year (365.25 days), ``mo`` a twelfth of it, ``wk``, ``d``, ``h``, ``min``

    Raises UnknownUnit for any other code: a guess could show a child the page meant for adults. Raises ValueError for
    what is no age of a person.
    Source: HL7 Infobutton, URL-Based Implementation Guide, Release 4; UCUM.
    """
    if unit not in _DAYS:
        raise UnknownUnit(unit)
    if not _NUMBER.fullmatch(value):
        raise ValueError(value)
    days = Decimal(value) * _DAYS[unit]
    if days > OLDEST:
        raise ValueError(value)
    return days
