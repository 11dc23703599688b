"""What the API is, the rules for whoever uses it, and how to use it."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models import site_name

from ..answering import json_answer, problem, readable_from_elsewhere, with_etag
from .description import description
from .operations import OPERATIONS, operation


@operation("/", "What there is, and the rules for using it", answers="About")
def about(request, moment):
    absolute = request.build_absolute_uri
    base = absolute(reverse("linking:api:about"))
    return {
        "@context": "https://schema.org",
        "@type": "WebAPI",
        "name": site_name(),
        "url": base,
        "inLanguage": [code for code, _name in settings.LANGUAGES],
        "description": absolute(reverse("linking:api:openapi")),
        "documentation": absolute(reverse("linking:api:docs")),
        "operations": {one.name: f"{base.rstrip('/')}{one.path}" for one in OPERATIONS},
        "attribution": {
            "required": True,
            "field": "creditText",
            "rule": "Show creditText beside the words, with its address as a link. Do not alter the words.",
        },
        "refresh": {
            "maxAge": "P1D",
            "recalls": "PT1H",
            "changes": absolute(reverse("linking:api:changes")),
            "rule": "Show no words that were fetched more than a day ago. Ask for changes every hour, and take down "
            "what was withdrawn or recalled. To hold a copy of all pages, begin with changes without a cursor: lists "
            "move up while pages are taken away, and one that moves between two requests would be missed.",
        },
    }


@require_safe
def openapi(request):
    base = request.build_absolute_uri(reverse("linking:api:about"))
    response = json_answer(description(base, site_name()), media_type="application/vnd.oai.openapi+json")
    return readable_from_elsewhere(with_etag(request, response))


@require_safe
def docs(request):
    told = description(request.build_absolute_uri(reverse("linking:api:about")), site_name())
    rows = [
        {"path": path, "method": method.upper(), **one}
        for path, methods in told["paths"].items()
        for method, one in methods.items()
    ]
    context = {"rows": rows, "base": told["servers"][0]["url"], "schemas": told["components"]["schemas"]}
    return render(request, "linking/api.html", context)


@csrf_exempt
def nothing(request):
    """For every other address below the API, in the form that its users read."""
    return readable_from_elsewhere(problem("There is nothing here", status=404, detail="See /api/v1/docs."))
