"""What every operation does alike, and the list of them that the description is made from."""

import logging
from dataclasses import dataclass
from functools import wraps

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles.limiting import take

from ..answering import BadRequest, json_answer, problem, problem_while_away, readable_from_elsewhere, with_etag
from .parameters import Parameter, given

_log = logging.getLogger(__name__)
OPERATIONS = []


class NotThere(Exception):
    """404, or 410 for what was taken away: ``more`` then says why and where to go instead."""

    def __init__(self, sentence, status=404, **more):
        super().__init__(sentence)
        self.status, self.more = status, more


@dataclass(frozen=True)
class Operation:
    """path: as OpenAPI writes it; answers, takes: the names of the schemas of what comes back and of what is sent"""

    path: str
    name: str
    summary: str
    answers: str
    parameters: tuple[Parameter, ...] = ()
    refusals: tuple[int, ...] = ()
    takes: str = ""

    @property
    def methods(self):
        """A question that is too long for an address is sent."""
        return ["POST"] if self.takes else ["GET", "HEAD"]


def operation(path, summary, *, answers, parameters=(), refusals=(), takes="", limit="api"):
    """A view that is given the request, the moment, the parts of its path and its parameters, and tells JSON."""

    def decorate(view):
        one = Operation(path, view.__name__, summary, answers, tuple(parameters), tuple(refusals), takes)
        OPERATIONS.append(one)

        @csrf_exempt  # nothing is changed and nothing kept, whatever is sent
        @wraps(view)
        def answered(request, **parts):
            if request.method == "OPTIONS":
                return preflight(one.methods)
            if request.method not in one.methods:
                response = problem(_("This address only answers questions"), status=405)
                response.headers["Allow"] = ", ".join([*one.methods, "OPTIONS"])
                return readable_from_elsewhere(response)
            taken = take(request, limit, timezone.now())
            if taken.is_too_much:
                response = problem(_("Too many requests"), status=429, detail=taken.sentence)
            else:
                response = told_or_refused(view, request, parts, parameters)
            return readable_from_elsewhere(taken.tell(response))

        answered.while_away = problem_while_away
        return answered

    return decorate


def told_or_refused(view, request, parts, parameters):
    try:
        told = view(request, timezone.now(), **parts, **given(request, parameters))
    except BadRequest as fault:
        more = {"detail": str(fault), "parameter": fault.parameter}
        return not_kept(problem(_("This request cannot be understood"), status=400, **more))
    except NotThere as fault:
        title = _("It was taken away") if fault.status == 410 else _("There is nothing here")
        return not_kept(problem(title, status=fault.status, detail=str(fault), **fault.more))
    except (InterfaceError, OperationalError):
        _log.exception("The API could not read the database.")
        return problem_while_away(request)
    response = json_answer(told)
    if request.method == "POST":
        return not_kept(response)
    if next_page := told.get("next"):
        response.headers["Link"] = f'<{next_page}>; rel="next"'
    return with_etag(request, response)


def not_kept(response):
    response.headers["Cache-Control"] = "no-store"
    return response


def preflight(methods):
    """Browsers ask first whether a page of another site may send JSON or If-None-Match."""
    response = HttpResponse(status=204, headers={"Allow": ", ".join([*methods, "OPTIONS"])})
    response.headers["Access-Control-Allow-Methods"] = ", ".join(methods)
    response.headers["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match, If-Modified-Since"
    response.headers["Access-Control-Max-Age"] = "86400"
    return readable_from_elsewhere(response)
