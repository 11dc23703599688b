"""Rows of any table as lines of text, the same for both databases, and back."""

import hashlib
import json
from datetime import date, datetime

from django.apps import apps
from django.db import models

# Who is signed in, or failed to, is nothing to keep, and what moves with each row belongs to this database.
LEFT_OUT = {
    *("sessions.session", "usersessions.usersession", "axes.accessattempt", "axes.accessattemptexpiration"),
    *("axes.accesslog", "axes.accessfailurelog"),
    *("articles.movement", "articles.purge", "articles.searchknowledge"),
}


def kept_models():
    """Every model with a table, parts of relations too, in an order that does not change."""
    found = apps.get_models(include_auto_created=True)
    return sorted(
        (one for one in found if one._meta.managed and not one._meta.proxy and one._meta.label_lower not in LEFT_OUT),
        key=lambda one: one._meta.label_lower,
    )


def lines_of(model, database):
    """Each row as a line of JSON: the values in the order of ``names_of``. Reads without changing anything."""
    rows = plain(model, database).order_by("pk").values_list(*names_of(model))
    for row in rows.iterator(chunk_size=500):
        # PostgreSQL keeps what is inside a JSON value in an order of its own.
        told = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_told)
        yield told.encode() + b"\n"


class Sum:
    """Of lines in any order: two tables with one sum hold the same rows."""

    def __init__(self):
        self.count, self._total = 0, 0

    def of(self, lines):
        for line in lines:
            self.count += 1
            self._total += int.from_bytes(hashlib.sha256(line).digest())
            yield line

    def told(self):
        return {"count": self.count, "sum": f"{self._total % 2**256:064x}"}


def row_from(model, line: bytes, fields):
    values = zip(fields, json.loads(line), strict=True)
    return model(**{field.attname: _value(field, value) for field, value in values})


def names_of(model):
    return [field.attname for field in fields_of(model)]


def fields_of(model):
    return model._meta.concrete_fields


def plain(model, database):
    """All rows, past what a model says of how its rows may be changed: a backup is put back as it was."""
    return models.QuerySet(model, using=database)


def _told(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"A backup cannot hold {type(value).__name__}.")


def _value(field, value):
    return value if value is None or isinstance(field, models.JSONField) else field.to_python(value)
