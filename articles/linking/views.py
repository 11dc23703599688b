from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, is_code, normal_code


@require_safe
def short_link(request, code):
    """From the code on paper to the article's page, which says itself if it is no longer there."""
    normal = normal_code(code)
    if not is_code(normal):
        raise Http404(_("There is no page with the code “%(code)s”. One character may be mistyped.") % {"code": code})
    article = get_object_or_404(Article, code=normal)
    response = HttpResponseRedirect(article.get_absolute_url())
    response["Cache-Control"] = "no-cache"  # the address may change; the code on paper does not
    return response
