"""The numbers of a risk as a fence says them: ``1 in 7``, or ``? in ?`` in a draft that lacks them."""

import re

from django.utils.translation import gettext as _

from articles.models.section import LARGEST_RISK

from .document import BadFile

_NUMBERS = re.compile(r"(?:(\d{1,9}) in (\d{1,9})|\? in \?)(?:[ \t]+(.*))?", re.ASCII)


def take_risk(words, line):
    """(how many and of how many, or None; the heading after them)"""
    found = _NUMBERS.fullmatch(words)
    if not found:
        raise BadFile(_("A risk begins with its numbers: ::: risk 1 in 7 Heading."), line)
    if found[1] is None:
        return None, found[3] or ""
    count, of = int(found[1]), int(found[2])
    if not (1 <= of <= LARGEST_RISK and count <= of):
        raise BadFile(_("In a risk the first number is at most the second, and the second from 1 to 1000."), line)
    return (count, of), found[3] or ""


def told_risk(section):
    return "{} in {}".format(*(section.risk or "??"))
