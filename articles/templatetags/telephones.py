"""Telephone numbers among words, to be called by touching them."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()

# As people write them: with a country, with the 0 in front, in three groups, or a short one for emergencies. Brackets
# are left alone: “+44 (0)1632” is dialled without the 0, and a guess rings elsewhere.
_NUMBER = re.compile(
    r"(?<![\w+.,:()-])(?:(?:\+\d|0{1,2}[1-9])[\d -]{4,18}\d|\d{3}[-. ]\d{3}[-. ]\d{4}|112|911|999)"
    r"(?![\w:]|[.,]\d|[ -]?\()"
)


@register.filter
def callable_numbers(words):
    """``words`` with a link at each number."""
    parts, end = [], 0
    for number in _NUMBER.finditer(words):
        parts += [conditional_escape(words[end : number.start()]), _to_call(number[0])]
        end = number.end()
    return mark_safe("".join([*parts, conditional_escape(words[end:])]))


def _to_call(number):
    return format_html('<a href="tel:{}" dir="ltr">{}</a>', re.sub(r"[^\d+]", "", number), number)
