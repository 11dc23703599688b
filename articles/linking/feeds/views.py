"""A feed speaks the language of its address, and tells of pages in that language."""

from datetime import UTC, date

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, Topic, site_name

from .. import atom
from ..answering import readable_from_elsewhere, with_etag, xml_answer
from .news import news_of
from .writing import feed_of

MINTED = date(2026, 11, 22)  # from when on the names of feeds that belong to nothing older hold


@require_safe
def updates(request):
    """All pages."""
    title = _("%(site)s: what is new") % {"site": site_name()}
    return answered(request, released(request), title=title, page=reverse("reading:home"), began=MINTED)


@require_safe
def of_topic(request, slug):
    """The name of a topic under which nothing was ever released may tell what is being written."""
    known = Topic.objects.filter(language=request.LANGUAGE_CODE, articles__editions__in=released(request)).distinct()
    topic = get_object_or_404(known, slug=slug)
    editions = released(request).filter(article__topics=topic)
    title = _("%(site)s: %(topic)s") % {"site": site_name(), "topic": topic.name}
    return answered(request, editions, title=title, page=topic.get_absolute_url(), began=MINTED)


@require_safe
def of_article(request, slug):
    known = Article.objects.filter(Exists(released(request).filter(article=OuterRef("pk"))))
    article = known.filter(language=request.LANGUAGE_CODE, slug=slug).first()
    if article is None:
        return moved(request, known, slug)
    editions = released(request).filter(article=article)
    newest = editions.order_by("-number").first()
    title = _("%(title)s: changes") % {"title": newest.title}
    began = article.created_at.astimezone(UTC).date()
    return answered(request, editions, title=title, page=article.get_absolute_url(), began=began)


def released(request):
    return Edition.objects.released_by_moment(timezone.now()).filter(article__language=request.LANGUAGE_CODE)


def moved(request, known, slug):
    article = known.filter(pk__in=Article.objects.once_at(request.LANGUAGE_CODE, slug)).first()
    if article is None:
        raise Http404
    response = HttpResponsePermanentRedirect(reverse("feeds:article", args=[article.slug]))
    response.headers["Cache-Control"] = "no-cache"  # an article may move back
    return response


def answered(request, editions, **about):
    moment = timezone.now()
    news = news_of(editions, moment)
    feed = feed_of(news, request, moment, **about)
    response = xml_answer(atom.as_xml(feed), atom.MEDIA_TYPE)
    return readable_from_elsewhere(with_etag(request, response, max((one.at for one in news), default=None)))
