"""Links to our own pages are asked without the network: the portal answers itself, as it would answer a patient."""

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory

from .sites import Finding

# Not for patients, or counted, or costly: these are believed.
NOT_ASKED = ("/admin/", "/search/", "/connect/", "/api/", "/static/", "/media/")
MOST_REDIRECTIONS = 3


class OwnPages:
    def __init__(self):
        self.portal = BaseHandler()
        self.portal.load_middleware()
        self.requests = RequestFactory(SERVER_NAME=_own_name())

    def finding(self, path: str) -> Finding:
        if path.startswith(NOT_ASKED):
            return Finding(True)
        for _redirection in range(MOST_REDIRECTIONS + 1):
            answer = self.portal.get_response(self.requests.get(path, secure=True))
            if answer.status_code not in {301, 302}:
                break
            path = answer.headers["Location"]
        if answer.status_code < 400:
            return Finding(True)
        if answer.status_code >= 500:
            return Finding(None, "The portal could not answer itself.")
        return Finding(False, f"Patients do not get to this page of ours now ({answer.status_code}).")


def _own_name():
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host not in {"*", "."}]
    return named[0] if named else "localhost"
