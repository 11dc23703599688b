"""A list that a clinic keeps of the addresses it uses becomes its register: all of it, or nothing and why."""

import csv
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Clinic, RegisteredLink

from .standing import Standing, standings

MOST_LINES = 5000
LONGEST = RegisteredLink._meta.get_field("written").max_length


class BadList(Exception):
    """sentences: one for each line that is wrong, or for the whole"""

    def __init__(self, sentences):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Registered:
    new: int
    known: int
    left_out: int
    standings: list[Standing]


def lines_of(data: bytes) -> str:
    """A text file or a table as spreadsheets save it, in either of the ways they write letters."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


@transaction.atomic
def register_links(clinic, text, *, by, at, leave_out=False) -> Registered:
    """text: an address or a code on each line, or in one of its columns. leave_out: whatever else stands there

    Raises BadList, and registers nothing, for a line that names no page of ours.
    """
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    rows = _rows(text)
    cells = {cell for _number, row in rows for cell in row}
    known = {one.written: one for one in standings(cells, at) if one.state != "unknown"}
    found, wrong = {}, []
    for number, row in rows:
        written = [cell for cell in row if cell in known]
        if written:
            found |= dict.fromkeys(written)
        elif number > 1 or len(rows) == 1 or not _is_heading(row):
            shown = {"number": number, "words": ", ".join(row)[:80]}
            wrong.append(_("Line %(number)s: “%(words)s” is no page of ours and no code.") % shown)
    if wrong and not leave_out:
        raise BadList(wrong)
    if not found:
        raise BadList([_("There is no address and no code of ours in it.")])
    here = set(clinic.links.values_list("written", flat=True))
    RegisteredLink.objects.bulk_create(
        RegisteredLink(
            clinic=clinic,
            written=written,
            registered_by=by,
            registered_at=at,
            article=known[written].article,
            pack=known[written].pack,
            number=known[written].number,
        )
        for written in found
        if written not in here
    )
    new = len(found.keys() - here)
    return Registered(new, len(found) - new, len(wrong), [known[written] for written in found])


def _rows(text) -> list[tuple[int, list[str]]]:
    """The cells of each line that holds any, with its number."""
    lines = text.replace("\0", "").splitlines()
    if len(lines) > MOST_LINES:
        raise BadList([_("That is too long: give at most %(most)s lines at once.") % {"most": MOST_LINES}])
    sign = max(",;\t", key=lambda sign: sum(line.count(sign) for line in lines[:50]))
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            cells = [cell.strip() for row in csv.reader([line], delimiter=sign) for cell in row]
        except csv.Error:
            cells = [line.strip()]
        cells = [cell for cell in cells if cell]
        if any(len(cell) > LONGEST for cell in cells):
            sentence = _("Line %(number)s is too long: an address has at most %(most)s characters.")
            raise BadList([sentence % {"number": number, "most": LONGEST}])
        if cells:
            rows.append((number, cells))
    return rows


def _is_heading(row):
    """The names of columns hold no stroke, no dot and no figure; addresses and codes do."""
    return not any(sign in "/." or sign.isdigit() for cell in row for sign in cell)
