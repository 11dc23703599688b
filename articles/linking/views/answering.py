"""What all answers about an article have in common."""

from django.http import JsonResponse
from django.shortcuts import render


def not_found(request, sentence):
    if wants_json(request):
        return problem(404, sentence)
    return render(request, "404.html", {"sentence": sentence}, status=404)


def refused(request, sentence):
    """400: something in the address makes no sense, and the sentence names it."""
    if wants_json(request):
        return problem(400, sentence)
    return render(request, "linking/refused.html", {"sentence": sentence}, status=400)


def wants_json(request):
    """Asked for with ``?format=json``, by an address that ends so, or in the Accept header."""
    if request.path_info.endswith(".json") or request.GET.get("format") == "json":
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def as_json(told, status=200, content_type="application/json"):
    return JsonResponse(told, status=status, content_type=content_type, json_dumps_params={"ensure_ascii": False})


def problem(status, sentence, **more):
    """A refusal for machines: problem details as RFC 9457 has them."""
    return as_json({"status": status, "detail": sentence, **more}, status, "application/problem+json")


def in_language_of(article, response):
    response.headers["Content-Language"] = article.language
    response.headers["Cache-Control"] = "no-cache"  # asked anew each time: it may be recalled at any moment
    response.headers["X-Robots-Tag"] = "noindex"
    return response
