"""What a reader is told who asks for something that is not there."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render, resolve_url

from articles.models import Article, Edition


def not_found(request, sentence):
    return render(request, "404.html", {"sentence": sentence}, status=404)


def moved(request, slug, moment):
    """One hop from a past address of an article to the same page at its present one, or Http404."""
    released = Edition.objects.released_by_moment(moment)
    article = Article.objects.once_at(request.LANGUAGE_CODE, slug).filter(editions__in=released).first()
    if article is None:
        raise Http404
    match = request.resolver_match
    return moved_to(article.address_of(match.url_name, **{**match.kwargs, "slug": article.slug}), request)


def moved_to(there, request):
    """there: an address, or what has one"""
    address, query = resolve_url(there), request.META.get("QUERY_STRING")
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response.headers["Cache-Control"] = "no-cache"  # it may move back, and browsers keep a 301 for ever
    return response


def gone(request, edition, withdrawal, moment):
    """410: what happened to ``edition``, when and why, and where to go instead."""
    live = Edition.objects.live_at(moment).filter(article=edition.article).select_related("article").first()
    context = {
        "article": edition.article,
        "edition": edition,
        "withdrawal": withdrawal,
        "is_live": live is not None,
        "instead": live or withdrawal.leads_to(moment),
    }
    response = render(request, "reading/gone.html", context, status=410)
    response.headers["Cache-Control"] = "no-cache"  # a 410 may be kept otherwise, and patients may read it again
    return response
