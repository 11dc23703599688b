"""What is chosen comes back as numbers, whatever a form that somebody made by hand holds (promise 10)."""

from functools import wraps

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import BadRequest


class FoundByTyping(AutocompleteSelect):
    """Shows what was chosen again. Django would look for whatever was sent, and fail where it is no number."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [one for one in value if is_number(str(one))], attrs)


class Finding(AutocompleteJsonView):
    def process_request(self, request):
        """PostgreSQL refuses the character NUL in what is looked for."""
        term, *asked = super().process_request(request)
        return term.replace("\x00", ""), *asked


def is_number(text: str) -> bool:
    """Of a row that may be there: longer ones no database looks for."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


def chosen_by_number(view):
    """For lists where rows are ticked."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if not all(map(is_number, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise BadRequest
        return view(request, *args, **kwargs)

    return asked
