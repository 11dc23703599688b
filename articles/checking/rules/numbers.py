"""Chances. “14 in 100” is understood better than “14%”, and what is counted of one number is compared best."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

_NUMBER = r"\d{1,6}(?:[.,]\d{1,6})?"
# What is so many per cent strong counts nobody.
_STRENGTH = (
    r"(?:cream|ointment|lotion|gel|solution|saline|alcohol|bleach|drops|crema|pomada|loción|solución|gotas|كريم|محلول)"
)
_PERCENT = re.compile(
    rf"(?<![\d.,])({_NUMBER}) ?(?:%|٪|per ?cent\b|por ciento\b|في المئة|بالمئة)(?! (?:\w{{1,30}} ){{0,2}}{_STRENGTH}\b)"
)
_PEOPLE = re.compile(rf"\b\d{{1,6}} (?:(?:in|out of|of)(?: every)?|de cada|من(?: كل| بين)?) ({_NUMBER})\b")
_OF_PEOPLE = re.compile(r"\b(?:of|in) (?:every|each) \d|\bde cada \d|من كل \d", re.IGNORECASE)


def chances_are_told_in_people(page):
    for passage in page.prose:
        if _PEOPLE.search(passage.text) or _OF_PEOPLE.search(passage.text):
            continue
        told = [(percent[0], in_people(percent[1])) for percent in _PERCENT.finditer(passage.text)]
        for percent, people in [pair for pair in told if pair[1]][:1]:
            yield passage.check(
                _("Say “%(people)s” instead of or beside “%(percent)s”: people picture people better.")
                % {"people": people, "percent": percent},
                percent,
            )


def chances_compare_at_a_glance(page):
    for passage in page.prose:
        counted_of = {re.sub(r"[.,]", "", found[1]) for found in _PEOPLE.finditer(passage.text)}
        if len(counted_of) > 1:
            yield passage.check(
                _("Count chances that are compared of the same number, such as 5 in 1,000 and 20 in 1,000.")
            )


def in_people(percent: str) -> str:
    """Such as “14 in 100”, in whole people; nothing where that needs more than a million, or says nothing."""
    share = Decimal(percent.replace(",", "."))
    for of in (100, 1000, 10_000, 100_000, 1_000_000):
        count = share * of / 100
        if 0 < count < of and count == int(count):
            return _("%(count)s in %(of)s") % {"count": int(count), "of": f"{of:,}"}
    return ""
