"""Promise 4: an address with a capital letter too many, or without its last stroke, is one hop away, a past one too."""

from copy import copy

from ..views.refusals import moved_to

HERE = {200, 304, 410}


class OneHopMiddleware:
    """Asks once more, inside, for what the reader surely meant, and answers where that leads."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_slash_alone = response.status_code == 301 and not request.path_info.endswith("/")
        if request.method in {"GET", "HEAD"} and (response.status_code == 404 or is_slash_alone):
            return self._meant(request) or response
        return response

    def _meant(self, request):
        path = _tidy(request.path_info)
        if path == request.path_info or path.startswith("/admin/"):
            return None
        meant = copy(request)
        meant.path_info, meant.path = path, request.path.removesuffix(request.path_info) + path
        meant.META = request.META | {"PATH_INFO": path}
        answer = self.get_response(meant)
        if answer.status_code in {301, 302, 503}:
            return answer
        if answer.streaming:
            answer.close()  # a file that nobody will read
        return moved_to(meant.path, meant) if answer.status_code in HERE else None


def _tidy(path):
    """In small letters, with a stroke at its end unless it is a file."""
    is_file = "." in path.rpartition("/")[2]
    return path.lower() if is_file or path.endswith("/") else f"{path.lower()}/"
