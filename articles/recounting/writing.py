"""A timeline as a file, for people with a spreadsheet and for machines."""

import csv
import io
import json

COLUMNS = ["at", "kind", "what", "by", "edition", "words"]
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(happenings) -> str:
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    rows.writerows([_harmless(value) for value in _row(one).values()] for one in happenings)
    return file.getvalue()


def as_json(happenings) -> str:
    return json.dumps([_row(one) for one in happenings], ensure_ascii=False, indent=2)


def _row(one):
    values = [one.at.isoformat(), one.kind, str(one.told), one.who, one.number, one.words]
    return dict(zip(COLUMNS, values, strict=True))


def _harmless(value):
    """A spreadsheet would work out what begins like a formula, whoever wrote it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value
