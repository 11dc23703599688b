"""Promise 1: what may be withdrawn or recalled is asked for each time it is read again."""


class AskEachTimeMiddleware:
    """Says so wherever an answer says nothing else: a cache between us and a reader would choose a time of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response
