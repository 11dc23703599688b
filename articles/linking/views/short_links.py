from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ..qr import qr_code as qr_code_for
from .finding import with_article


@with_article
def short_link(request, article):
    """From the code on paper to the article's page, which says itself if it is no longer there."""
    response = HttpResponseRedirect(article.get_absolute_url())
    response["Cache-Control"] = "no-cache"  # the address may change; the code on paper does not
    return response


@with_article
def qr_code(request, article):
    """Opens what the page says now."""
    return picture_of(request, reverse("linking:short_link", args=[article.code]))


@with_article
def qr_code_of_copy(request, article, number):
    """Asks whether a copy of this edition is still current."""
    return picture_of(request, reverse("linking:copy", args=[article.code, number]))


def picture_of(request, path):
    address = request.build_absolute_uri(path)
    response = HttpResponse(qr_code_for(address, title=address), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"  # an address on paper never changes
    return response
