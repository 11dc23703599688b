from django.http import HttpResponseRedirect

from .finding import with_article


@with_article
def short_link(request, article):
    """From the code on paper to the article's page, which says itself if it is no longer there."""
    response = HttpResponseRedirect(article.get_absolute_url())
    response["Cache-Control"] = "no-cache"  # the address may change; the code on paper does not
    return response
