import logging

from django.db import Error
from django.shortcuts import render

from ..likely import likely_pages, words_of_address
from ..moment import moment_of
from ..passing.away import AWAY, tell
from ..passing.no_cookies import DESK

logger = logging.getLogger(__name__)


def nowhere(request, exception):
    """404. The words of the address that was not found are a search for the page that was meant."""
    language = request.LANGUAGE_CODE
    words = "" if request.path_info.startswith(DESK) else words_of_address(request.path_info, language)
    context = {"words": words, "likely": _likely(words, language, moment_of(request))}
    return render(request, "404.html", context, status=404)


def _likely(words, language, moment):
    """Without a database this page comes all the same (promise 9)."""
    try:
        return likely_pages(words, language=language, moment=moment)
    except AWAY as fault:
        tell(fault)
        return []
    except Error as fault:
        logger.warning("No likely pages for an address that was not found: %s", type(fault).__name__)
        return []
