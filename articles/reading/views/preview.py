from csp.constants import SELF
from csp.decorators import csp_replace
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from ..article.four_questions import ask_of, edition_among
from ..moment import moment_of
from .articles import editions_of, page_of
from .refusals import not_found


@require_safe
@xframe_options_sameorigin  # the desk shows it at two widths
@csp_replace({"frame-ancestors": [SELF]})
def preview(request, slug, number):
    """A draft or a scheduled edition as patients will read it, for those alone who may see it at the desk."""
    response = _preview(request, slug, number)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _preview(request, slug, number):
    if not (request.user.is_staff and request.user.has_perm("articles.view_edition")):
        return not_found(request, None)
    edition = edition_among(editions_of(request, slug).filter(number=number))
    if edition is None:
        return not_found(request, None)
    now = moment_of(request)
    if edition.release_at and edition.release_at <= now:
        return redirect(edition)
    is_draft, edition.release_at = edition.is_draft, edition.release_at or now
    page = page_of(ask_of(edition, edition.release_at)) | {"is_draft": is_draft}
    return render(request, "reading/preview.html", page)
