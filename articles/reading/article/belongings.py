"""The small things that stand on an article's page, in one question: each row is a kind, a place and JSON."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connections, router
from django.db.models import F, Value, Window
from django.db.models.functions import JSONObject, RowNumber
from django.utils.timezone import is_naive

from articles.models import ClinicalCode, Credit, Edition, GlossaryTerm, Review, Source, Topic, Withdrawal

from .glossary_words import OF_TERM

# What stands in the query in the places of what is asked, until it is asked.
STAND_INS = {"edition": -1, "article": -2, "original": -3, "language": "?"}


def _kinds(edition, article, original, language):
    """kind → (its rows, the names of the fields that are read, their order)"""
    rows = {
        "sources": Source.objects.filter(edition=edition),
        "credits": Credit.objects.filter(edition=edition),
        "reviews": Review.objects.filter(edition=edition),
        "clinical_codes": ClinicalCode.objects.filter(articles=article),
        "topics": Topic.objects.filter(articles=article),
        "withdrawals": Withdrawal.objects.filter(edition__article__in=[article, original]),
    }
    yield from ((kind, of, _fields(of.model), of.model._meta.ordering) for kind, of in rows.items())
    yield "glossary", GlossaryTerm.objects.filter(language=language), OF_TERM, ["pk"]


def belongings_of(edition) -> dict[str, list]:
    """By kind, in order.

    withdrawals: of the editions of its article, and of those of its original
    glossary: rows as JSON, so that a process knows at once whether they are those it has read before
    """
    original = edition.translated_from and edition.translated_from.article_id
    asked = {"edition": edition.pk, "article": edition.article_id, "language": edition.article.language}
    found = defaultdict(list)
    for kind, _place, told in sorted(_rows(original=original, **asked)):
        found[kind].append(told if kind == "glossary" else _MODELS[kind].from_db(edition._state.db, *_read(kind, told)))
    return found


def _rows(**asked):
    connection = connections[router.db_for_read(Edition)]
    sql, places = _written(connection.alias)
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked[name] if name else value for name, value in places])
        return cursor.fetchall()


@lru_cache
def _written(alias):
    """The SQL, and for each of its values (the name of what is asked there, or "", the value otherwise).

    Django takes longer to write it than the database to answer it.
    """
    first, *others = (_as_rows(*kind) for kind in _kinds(**STAND_INS))
    sql, values = first.union(*others, all=True).query.get_compiler(alias).as_sql()
    names = {value: name for name, value in STAND_INS.items()}
    return sql, [(names.get(value, ""), value) for value in values]


def _as_rows(kind, rows, fields, order):
    told = JSONObject(**{name: F(name) for name in fields})
    place = Window(RowNumber(), order_by=order)
    return rows.order_by().annotate(of=Value(kind), place=place, told=told).values_list("of", "place", "told")


def _fields(model):
    return [field.attname for field in model._meta.concrete_fields]


def _read(kind, told):
    """(the names of the fields, their values) from JSON, in which days and moments are texts."""
    told, fields = json.loads(told), _MODELS[kind]._meta.concrete_fields
    return [field.attname for field in fields], [_value(field, told[field.attname]) for field in fields]


def _value(field, told):
    value = field.to_python(told)
    # SQLite keeps a moment without its zone, which is always UTC.
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and is_naive(value) else value


_MODELS = {kind: rows.model for kind, rows, *_ in _kinds(**STAND_INS)}
