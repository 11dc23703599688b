"""The description of the API (OpenAPI 3.1), made from what the operations declare of themselves."""

import re

from .operations import OPERATIONS
from .schemas import SCHEMAS, ref

VERSION = "1.0.0"
_PARTS = {
    "article": ("The code of the article, or the last part of its address.", {"type": "string", "pattern": "^[^/]+$"}),
    "number": ("The number of the edition.", {"type": "integer", "minimum": 0, "maximum": 2147483647}),
}
_REFUSALS = {
    400: "A parameter is unknown or wrong. The answer names it.",
    404: "There is nothing here.",
    410: "It was taken away: the answer says why, and what to read instead.",
    429: "Too many requests came from the same place: Retry-After says when to ask again.",
    503: "We cannot answer at the moment.",
}

_HEADERS = {
    "RateLimit-Policy": {
        "description": "How much may be asked: q requests in w seconds.",
        "schema": {"type": "string"},
    },
    "RateLimit": {"description": "How much of it is left: r requests, for t seconds.", "schema": {"type": "string"}},
}


def description(base: str, site: str) -> dict:
    """base: the whole address below which the paths stand"""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site,
            "version": VERSION,
            "description": "What patients read now, for machines. Reading needs no key. Name us with creditText, and "
            "ask /changes/ every hour: what is recalled must leave your pages at once.",
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": {one.path: {one.methods[0].lower(): _operation(one)} for one in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }


def _operation(one):
    answers = {"200": {"description": one.summary, **_content("application/json", one.answers)}}
    if not one.takes:
        answers["304"] = {"description": "Nothing has changed since the answer whose ETag was sent."}
    for status in sorted({400, 429, 503, *one.refusals}):
        answers[str(status)] = {"description": _REFUSALS[status], **_content("application/problem+json", "Problem")}
    for answer in answers.values():
        answer["headers"] = _HEADERS
    told = {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": [*_parts(one), *map(_parameter, one.parameters)],
        "responses": answers,
    }
    if one.takes:
        told["requestBody"] = {"required": True, **_content("application/json", one.takes)}
    return told


def _content(media_type, schema):
    return {"content": {media_type: {"schema": ref(schema)}}}


def _parts(one):
    for name in re.findall(r"\{(\w+)\}", one.path):
        meaning, schema = _PARTS[name]
        yield {"name": name, "in": "path", "required": True, "description": meaning, "schema": schema}


def _parameter(parameter):
    told = {"name": parameter.name, "in": "query", "description": parameter.meaning, "schema": parameter.schema}
    return {**told, "example": parameter.example} if parameter.example else told
