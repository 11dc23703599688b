"""What patients will read, beside the draft: at the width of a phone and of a desk."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ..pages import page, page_url


def preview_url(model_admin):
    return page_url(model_admin, "preview", preview)


@csp_update({"frame-src": [SELF]})
def preview(request, model_admin, edition):
    if not model_admin.has_view_permission(request, edition):
        raise PermissionDenied
    if edition.release_at and edition.release_at <= timezone.now():
        return HttpResponseRedirect(edition.get_absolute_url())
    address = edition.article.address_of("preview", number=edition.number)
    return page(request, model_admin, "preview", title=_("Preview"), about=edition, address=address)
