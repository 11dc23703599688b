from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.limiting import limited
from articles.searching import RESULTS_ON_A_PAGE, CannotSearch, find, suggest

from ..asking import asked_by
from ..hearing.counting import count, is_asked_by_a_person
from ..moment import moment_of
from .lists import topics_with_pages
from .refusals import not_found

FEWEST_LETTERS = 2  # before anything is suggested
LONGEST_SHOWN = 70  # characters of what was asked, in headings and titles


@require_safe
@limited("search")
def search(request):
    asked = asked_by(request)
    if asked.page is None:
        return not_found(request, _("This search has no page with that number."))
    if not asked.words:
        return _answer(request, asked)
    moment = moment_of(request)
    try:
        found = find(asked.words, language=asked.language, moment=moment, topic=asked.topic, page=asked.page)
    except CannotSearch as refusal:
        return _answer(request, asked, sentence=str(refusal), status=400)
    if asked.page > 1 and not found.results:
        return not_found(request, _("This search has no page with that number."))
    if asked.page == 1 and not asked.topic and is_asked_by_a_person(request):
        count(asked.words, asked.language, in_vain=not found.count, moment=moment)
    return _answer(request, asked, found=found)


def _answer(request, asked, *, found=None, sentence="", status=200):
    context = {
        "asked": asked,
        "shown": Truncator(asked.words).chars(LONGEST_SHOWN),
        "found": found,
        "sentence": sentence,
        "topics": topics_with_pages(request, asked.language),
        "page": found and Paginator(range(found.count), RESULTS_ON_A_PAGE).get_page(found.page),
    }
    response = render(request, "reading/search.html", context, status=status)
    return kept_to_the_reader(response)


def _no_suggestions(_request, sentence):
    return JsonResponse({"suggestions": [], "detail": sentence}, status=429)


@require_safe
@limited("suggestions", _no_suggestions)
def suggestions(request):
    """While somebody types. Asked by a script; what is odd or too short simply brings nothing."""
    asked = asked_by(request)
    try:
        told = suggest(asked.words, language=asked.language, moment=moment_of(request)) if _is_enough(asked) else []
    except CannotSearch:
        told = []
    rows = [
        {
            "words": one.words,
            "title": one.edition.title if one.edition.title != one.words else "",
            "address": one.edition.article.get_absolute_url(),
        }
        for one in told
    ]
    response = JsonResponse({"suggestions": rows})
    response.headers["Cache-Control"] = "no-store"
    return kept_to_the_reader(response)


def _is_enough(asked):
    return sum(map(str.isalnum, asked.words)) >= FEWEST_LETTERS


def kept_to_the_reader(response):
    """What somebody looked for is in the address: no list holds it, and no link hands it on."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
