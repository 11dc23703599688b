"""The language of a page is told by its address alone, so that a page is the same for everybody who asks for it."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_from_path


class LanguageOfAddressMiddleware:
    """Activates ``es`` below ``/es/…``, and the portal's own language elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response
