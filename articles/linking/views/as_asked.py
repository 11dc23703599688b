"""A page for people, JSON for machines: what is told does not depend on it."""

from functools import wraps

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from articles.limiting.taking import page

from ..answering import problem, problem_while_away, readable_from_elsewhere


def must_be_known_format(view):
    """For addresses that answer in either form."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.GET.get("format", "html") not in {"html", "json"}:
            return refused(request, _("“format” is html or json."))
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])
        return response

    asked.while_away = while_away
    return asked


FOR_PROGRAMS = {"line", "json", "fhir"}  # of the forms of a receipt; who asks for one is told of a mistake as JSON


def wants_json(request):
    """Asked for with ``?format=json`` or ``?as=fhir``, by an address that ends so, or in the Accept header."""
    if request.GET.get("as") in FOR_PROGRAMS:
        return True
    if request.path_info.endswith(".json") or "format" in request.GET:
        return request.GET.get("format", "json") == "json"
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def while_away(request):
    """None where a page is wanted: it is the same for all of them."""
    return problem_while_away(request) if wants_json(request) else None


def printable(text: str) -> str:
    """``text`` without characters that no page may hold."""
    return "".join(character for character in text if character.isprintable() or character.isspace())


def not_found(request, sentence):
    if wants_json(request):
        return problem(sentence, status=404)
    return render(request, "404.html", {"sentence": sentence}, status=404)


def refused(request, sentence, **more):
    """400: something in the address makes no sense, and the sentence names it."""
    if wants_json(request):
        return problem(sentence, status=400, **more)
    return render(request, "linking/refused.html", {"sentence": sentence}, status=400)


def too_often(request, sentence):
    if wants_json(request):
        return readable_from_elsewhere(problem(_("Too many requests"), status=429, detail=sentence))
    return page(request, sentence)


def in_language_of(article, response):
    response.headers["Content-Language"] = article.language
    response.headers["Cache-Control"] = "no-cache"  # asked anew each time: it may be recalled at any moment
    response.headers["X-Robots-Tag"] = "noindex"
    return response
