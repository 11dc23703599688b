"""The links in our pages that lead nowhere, by article, each with the words around it."""

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Link, LinkPlace

ON_A_PAGE = 100


def link_urls(site):
    return [path("broken-links/", site.admin_view(lambda request: broken_links(site, request)), name="broken_links")]


def broken_links(site, request):
    if not request.user.has_perm("articles.view_edition"):
        raise PermissionDenied
    now = timezone.now()
    places = LinkPlace.objects.broken_at(now).select_related("link", "edition__article")
    in_order = places.order_by("edition__article__slug", "edition__article_id", "edition__number", "pk")
    page = Paginator(in_order, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": _("Broken links"),
        "page": page,
        "articles": [(article, list(told)) for article, told in groupby(page, lambda place: place.edition.article)],
        "last": Link.objects.exclude(checked_at=None).order_by("-checked_at").first(),
        "now": now,
    }
    return TemplateResponse(request, "admin/broken_links.html", context)
