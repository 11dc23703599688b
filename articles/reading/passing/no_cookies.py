"""Promise 8: outside the desk no answer sets a cookie, whatever cookies a request brings."""

from django.utils.cache import patch_vary_headers

DESK = "/admin/"


class NoCookiesForReadersMiddleware:
    """Stands in front of sessions and form protection, which would renew or delete a cookie they do not know."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path_info.startswith(DESK):
            response.cookies.clear()
            if "private" not in response.headers.get("Cache-Control", ""):
                leave_out_of_vary(response, "Cookie")
        return response


def leave_out_of_vary(response, name):
    kept = [part.strip() for part in response.headers.get("Vary", "").split(",")]
    kept = [part for part in kept if part and part.lower() != name.lower()]
    del response.headers["Vary"]
    if kept:
        patch_vary_headers(response, kept)
