"""Keeps the index right. Whoever changes what a search finds calls ``index`` in the same transaction."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Edition, SearchBeginning, SearchDocument

from .documents import beginnings_of, document_of
from .vocabulary import Recount, count_anew

BATCH = 100


@transaction.atomic
def index(articles, *, moment=None):
    """Index what patients read of ``articles`` at ``moment``, or will read later; ``moment`` is now unless given."""
    keys = [article.pk for article in articles]
    # Held in one order by everybody, so that two who index the same articles wait for each other.
    list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    recount = Recount()
    old = SearchDocument.objects.filter(edition__article__in=keys)
    for document in old:
        recount.take_away(document)
    documents, beginnings = [], []
    for edition in _to_index(keys, moment or timezone.now()):
        document, written = document_of(edition)
        documents.append(document)
        beginnings += beginnings_of(edition)
        recount.add(document, written)
    SearchBeginning.objects.filter(edition__article__in=keys).delete()
    old.delete()
    SearchDocument.objects.bulk_create(documents)
    SearchBeginning.objects.bulk_create(beginnings)
    recount.store()


def rebuild(report=None):
    """Make the index anew, a few articles at a time, while it goes on being searched.

    report: called with how many articles are done and how many there are
    """
    articles = list(Article.objects.order_by("pk").only("pk"))
    for at in range(0, len(articles), BATCH):
        index(articles[at : at + BATCH])
        if report:
            report(min(at + BATCH, len(articles)), len(articles))
    count_anew()


def _to_index(articles, moment):
    """The released editions that no later one has replaced: live or waiting for their release, taken away or not."""
    newest = Edition.objects.newest_at(moment).filter(article__in=articles)
    numbers = dict(newest.order_by().values_list("article", "number"))
    related = ("sections", "article__other_names", "article__topics", "article__clinical_codes")
    released = Edition.objects.filter(article__in=articles).exclude(release_at=None)
    editions = released.select_related("article").prefetch_related(*related).order_by("pk")
    return [edition for edition in editions if edition.number >= numbers.get(edition.article_id, 0)]
