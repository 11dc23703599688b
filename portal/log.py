"""Promise 8: nothing that a reader typed, and nothing of where they come from, reaches the log.

The places in the code that a fault went through are always told. Its message is told only of kinds of faults whose
messages speak of code and machines: others repeat values, such as the words of an address or a row of the database.
"""

import json
import logging
import traceback
from copy import copy
from datetime import UTC, datetime

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.template import TemplateSyntaxError

from .tracing import request_id

PLAIN_FAULTS = (AttributeError, ImportError, NameError, TypeError, MemoryError, RecursionError)
PLAIN_FAULTS += (ImproperlyConfigured, TemplateSyntaxError)
FIRST_LINE_ONLY = (OperationalError, InterfaceError)  # PostgreSQL adds the statement, and with it values

# What somebody imports on the server is theirs: no reader typed it.
FROM_FILES = "articles.importing"


class WithoutReaders(logging.Formatter):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.in_full = logging.Formatter(*arguments, **options)

    def format(self, record):
        if record.name.startswith(FROM_FILES):
            return self.in_full.format(record)
        told = copy(record)
        told.msg, told.args, told.exc_text, told.stack_info = _message(record), (), None, None
        if record.name.startswith("django.security"):
            told.exc_info = None
        return super().format(told)

    def formatException(self, exc_info):
        if exc_info[1] is None:
            return ""
        return "\nwhich led to\n".join(_told(fault) for fault in reversed(list(_with_causes(exc_info[1]))))


class JsonLines(WithoutReaders):
    """One object on each line, for machines that gather the log of many."""

    def __init__(self):
        super().__init__("%(message)s")

    def format(self, record):
        message, _newline, places = super().format(record).partition("\n")
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message,
            "request_id": request_id(),
            **getattr(record, "told", {}),
            "traceback": places,
        }
        return json.dumps({name: value for name, value in told.items() if value not in ("", None)}, ensure_ascii=False)


class ToldOnce(logging.Filter):
    """A page that says that the database is away is no news: ``articles.reading.passing.away`` has told it."""

    def filter(self, record):
        return not (record.name == "django.request" and getattr(record, "status_code", None) == 503)


def _message(record):
    if record.name.startswith("django.security"):
        return f"Refused: {record.name.rpartition('.')[2]}"
    if record.name.startswith("django.request"):
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        return f"{getattr(record, 'status_code', 'A fault')} at {match.route if match else 'an address without a page'}"
    return record.getMessage()


def _with_causes(fault):
    seen = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def _told(fault):
    name = f"{type(fault).__module__}.{type(fault).__qualname__}".removeprefix("builtins.")
    places = "".join(traceback.format_tb(fault.__traceback__))
    message = str(fault) if isinstance(fault, PLAIN_FAULTS) else ""
    if isinstance(fault, FIRST_LINE_ONLY):
        message = str(fault).strip().partition("\n")[0]
    return f"Traceback (most recent call last):\n{places}{name}: {message or 'its message may repeat what was typed'}"
