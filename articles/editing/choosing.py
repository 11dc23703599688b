"""What is chosen comes back as numbers, whatever a form that somebody made by hand holds (promise 10)."""

import re
from functools import wraps

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import BadRequest


class _ShowsNumbers:
    """Shows what was chosen again. Django would look for whatever was sent, and fail where it is no number."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [one for one in value if is_number(str(one))], attrs)


class FoundByTyping(_ShowsNumbers, AutocompleteSelect):
    pass


class SeveralFoundByTyping(_ShowsNumbers, AutocompleteSelectMultiple):
    pass


class FindsByTyping:
    """Goes before a ModelAdmin, or before an inline, with ``autocomplete_fields``."""

    def formfield_for_foreignkey(self, field, request, **options):
        return super().formfield_for_foreignkey(field, request, **self._found(field, FoundByTyping, options))

    def formfield_for_manytomany(self, field, request, **options):
        return super().formfield_for_manytomany(field, request, **self._found(field, SeveralFoundByTyping, options))

    def _found(self, field, box, options):
        return {"widget": box(field, self.admin_site), **options} if field.name in self.autocomplete_fields else options


class NarrowedAsOffered:
    """Goes before a ModelAdmin: its list is narrowed by what its filters offer, and by exact values.

    Django takes whatever an address names, and an expression (“__regex”) may keep a process busy without end.
    """

    def lookup_allowed(self, lookup, value, request):
        offered = {one for one in self.get_list_filter(request) if isinstance(one, str)}
        field = re.sub(r"(__id)?(__exact|__isnull|__gte|__lt)?\Z", "", lookup)
        return ("__" not in field or field in offered) and super().lookup_allowed(lookup, value, request)


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
