"""Whatever is done at the desk is done by somebody, and who is turned away is recorded."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from articles.models import What
from articles.recording import acting, record


def accountable(view):
    @wraps(view)
    def asked(request, *args, **kwargs):
        with acting(request.user):
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                record(What.TURNED_AWAY, by=request.user, about=f"{request.method} {request.resolver_match.view_name}")
                raise

    return asked
