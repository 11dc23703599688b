"""Whatever is done at the desk is done by somebody, and who is turned away is recorded."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from articles.models import What
from articles.recording import acting, record_first


def accountable(view):
    @wraps(view)
    def asked(request, *args, **kwargs):
        with acting(request.user):
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                tried = f"{request.method} {request.resolver_match.view_name}"
                record_first(What.TURNED_AWAY, by=request.user, about=tried)
                raise

    return asked
