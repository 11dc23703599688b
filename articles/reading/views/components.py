from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import components as examples


@require_safe
@never_cache
def components(request):
    """For those who work on the portal. Only here a page of this face looks at who asks."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    context = {"sections": examples.sections(), "parts": examples.parts(request)}
    return render(request, "reading/components.html", context)
