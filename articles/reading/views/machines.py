from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..moment import moment_of
from ..sitemap import Sitemap


@require_safe
def sitemap(request):
    """The whole of it, or where its files are if it takes more than one."""
    whole = Sitemap(moment_of(request), request.build_absolute_uri)
    pages = whole.pages()
    return _xml(whole.index(pages) if pages > 1 else whole.page(1))


@require_safe
def sitemap_page(request, number):
    whole = Sitemap(moment_of(request), request.build_absolute_uri)
    if not 1 <= number <= whole.pages():
        raise Http404
    return _xml(whole.page(number))


def _xml(text):
    return HttpResponse(text, content_type="application/xml")


@require_safe
def robots(request):
    """Editions and comparisons say “noindex” themselves, and are heard only if they may be fetched."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('plain:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
