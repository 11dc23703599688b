"""What Django tells the front of an answer, beside the answer: whose it is, for caches, counts and the log."""

from django.conf import settings

from .sources import ITSELF, SOURCE, reading_from

# In the environment of a request: (name of its address, tags); and whether a stored page was the answer.
TOLD, WAS_STORED = "portal.told", "portal.was_stored"


class TellTheFrontMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            with reading_from(request.META.get(SOURCE, ITSELF)):
                return self.get_response(request)
        finally:
            if request.path_info.startswith(settings.STATIC_URL):
                request.META[TOLD] = "static", ()
            else:
                request.META[TOLD] = told_of(request.resolver_match, getattr(request, "LANGUAGE_CODE", ""))


def told_of(match, language):
    """Nothing that was asked for: the name of a pattern, and what its answer may be dropped by."""
    if match is None:
        return "nothing", ()
    tags = []
    if slug := match.kwargs.get("slug"):
        kind = match.url_name if match.url_name in {"topic", "about"} else "article"
        tags.append(f"{kind}-{language}-{slug}")
    if code := match.kwargs.get("code"):
        tags.append("code-" + "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum()))
    return match.view_name, tuple(tags)
