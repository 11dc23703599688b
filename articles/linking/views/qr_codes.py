from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ..qr import SIZES, as_png, as_svg
from .as_asked import refused
from .finding import with_article


@with_article
def qr_code(request, article, kind):
    """Opens what the page says now."""
    return picture_of(request, reverse("linking:short_link", args=[article.code]), article.spoken_code, kind)


@with_article
def qr_code_of_copy(request, article, number, kind):
    """Asks whether a copy of this edition is still current."""
    path = reverse("linking:copy", args=[article.code, number])
    return picture_of(request, path, f"{article.spoken_code}/{number}", kind)


def picture_of(request, path, written, kind):
    address = request.build_absolute_uri(path)
    if kind == "svg":
        return kept(HttpResponse(as_svg(address, written), content_type="image/svg+xml"))
    size = request.GET.get("size", "3")
    if size not in SIZES:
        return refused(request, _("“size” is the width in centimetres: 2, 3 or 5."))
    return kept(HttpResponse(as_png(address, written, SIZES[size]), content_type="image/png"))


def kept(response):
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # clinics put it on pages of their own
    response.headers["Cache-Control"] = "public, max-age=86400"  # an address on paper never changes
    return response
