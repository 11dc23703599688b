from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import day_of, start_of

from ..moment import moment_of
from ..sitemap import Sitemap

SECURITY_HOLDS = timedelta(days=180)  # RFC 9116: less than a year


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


@require_safe
def security_txt(request):
    """Where to tell of a hole in the portal (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    own = settings.PORTAL_URL or request.build_absolute_uri("/").rstrip("/")
    expires = start_of(day_of(moment_of(request)) + SECURITY_HOLDS).astimezone(UTC)
    lines = [f"Contact: {way}" for way in settings.SECURITY_CONTACT]
    lines += [f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", f"Canonical: {own}{request.path}", "Preferred-Languages: en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
