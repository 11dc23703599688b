"""The small things that belong to an edition, in one question: each row is a kind, a place and JSON."""

import json
from datetime import UTC, datetime
from functools import cache

from django.db.models import F, Value, Window
from django.db.models.functions import JSONObject, RowNumber
from django.utils.timezone import is_naive

from .article import OtherName
from .events import Review, Withdrawal
from .people import Credit, Source
from .prepared import STAND_INS, Prepared, among
from .shelves import ClinicalCode, GlossaryTerm, Topic

OF_EDITION, OF_ARTICLE = ("sources", "credits", "reviews"), ("topics", "clinical_codes", "other_names")
PEOPLE = ("credits", "reviews")
OF_TERM = ("pk", "term", "other_names", "meaning")


def _kinds(edition, article, original, language):
    """kind → (its rows, the names of the fields that are read, their order)"""
    rows = {
        "sources": Source.objects.filter(edition=edition),
        "credits": Credit.objects.filter(edition=edition),
        "reviews": Review.objects.filter(edition=edition),
        "clinical_codes": ClinicalCode.objects.filter(articles=article),
        "topics": Topic.objects.filter(articles=article),
        "other_names": OtherName.objects.filter(article=article),
        "withdrawals": Withdrawal.objects.filter(edition__article__in=[article, original]),
    }
    yield from ((kind, of, _fields(of.model), of.model._meta.ordering) for kind, of in rows.items())
    yield "glossary", GlossaryTerm.objects.filter(language=language), OF_TERM, ["pk"]


def belongings_of(edition, kinds=OF_EDITION + OF_ARTICLE) -> dict[str, list]:
    """By kind, in order. What hangs from the edition and its article is kept there too, as ``prefetch_related`` does.

    withdrawals: of the editions of its article, and of those of its original
    glossary: rows as JSON, so that a process knows at once whether they are those it has read before
    """
    asked = {"edition": edition.pk, "article": edition.article_id, "language": edition.article.language}
    asked["original"] = edition.translated_from.article_id if edition.translated_from_id else None
    found, alias = {kind: [] for kind in kinds}, edition._state.db
    for kind, _place, told in sorted(_prepared(tuple(kinds)).rows(**asked)):
        found[kind].append(told if kind == "glossary" else _models()[kind].from_db(alias, *_read(kind, told)))
    for row, own in ((edition, OF_EDITION), (edition.article, OF_ARTICLE)):
        keep_related(row, {kind: found[kind] for kind in own if kind in kinds})
    return found


def keep_people(editions):
    """Who wrote and who checked each of ``editions``, kept there as ``prefetch_related`` does, in one question."""
    found = {edition.pk: {kind: [] for kind in PEOPLE} for edition in editions}
    for kind, _place, told in sorted(_PEOPLE.rows(keys=found)):
        row = _models()[kind].from_db("default", *_read(kind, told))
        found[row.edition_id][kind].append(row)
    for edition in editions:
        keep_related(edition, found[edition.pk])


def keep_related(row, belongings):
    row.__dict__.setdefault("_prefetched_objects_cache", {}).update(belongings)


@cache
def _prepared(kinds):
    def all_of_them(**asked):
        first, *others = (_as_rows(*kind) for kind in _kinds(**asked) if kind[0] in kinds)
        return first.union(*others, all=True)

    return Prepared(all_of_them)


def _people_of(keys):
    credited, reviewed = (
        _as_rows(kind, model.objects.filter(among("edition_id", keys)), _fields(model), model._meta.ordering)
        for kind, model in zip(PEOPLE, (Credit, Review), strict=True)
    )
    return credited.union(reviewed, all=True)


_PEOPLE = Prepared(_people_of)


def _as_rows(kind, rows, fields, order):
    told = JSONObject(**{name: F(name) for name in fields})
    place = Window(RowNumber(), order_by=order)
    return rows.order_by().annotate(of=Value(kind), place=place, told=told).values_list("of", "place", "told")


def _fields(model):
    return [field.attname for field in model._meta.concrete_fields]


def _read(kind, told):
    """(the names of the fields, their values) from JSON, in which days and moments are texts."""
    told, fields = json.loads(told), _models()[kind]._meta.concrete_fields
    return [field.attname for field in fields], [_value(field, told[field.attname]) for field in fields]


def _value(field, told):
    value = field.to_python(told)
    # SQLite keeps a moment without its zone, which is always UTC.
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and is_naive(value) else value


@cache
def _models():
    asked = {name: STAND_INS[name] for name in ("edition", "article", "original", "language")}
    return {kind: rows.model for kind, rows, *_ in _kinds(**asked)}
