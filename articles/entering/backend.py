"""Names and passwords. One backend alone: Django asks a single one who has a right."""

from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.contrib.auth.backends import ModelBackend


class Passwords(AxesStandaloneBackend, ModelBackend):
    def authenticate(self, request, username=None, password=None, **kwargs):
        """Raises PermissionDenied, and looks at no password, while the account is closed to this place."""
        if settings.SSO_ONLY:
            return None
        super().authenticate(request, username=username, password=password, **kwargs)
        return ModelBackend.authenticate(self, request, username=username, password=password, **kwargs)
