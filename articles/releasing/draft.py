from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Credit, Edition, Section, Source

from .refusals import Refused


@transaction.atomic
def draft_next_edition(article, *, by, at):
    """A draft that begins with the words of the newest edition.

    Raises Refused if the article has a draft already.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    last = article.editions.order_by("-number").first()
    if last and last.is_draft:
        raise Refused(_("“%(edition)s” is still a draft. Finish that one first.") % {"edition": last})
    draft = Edition(article=article, words_changed_by=by, words_changed_at=at)
    if last:
        for field in ("title", "summary", "reviewed_on", "review_due", "translated_from"):
            setattr(draft, field, getattr(last, field))
    draft.save()
    if last:
        _copy_parts(last, draft)
    return draft


def _copy_parts(last, draft):
    for model, parts in ((Section, last.sections), (Source, last.sources), (Credit, last.credits)):
        copies = list(parts.all())
        for copy in copies:
            copy.pk, copy.edition, copy._state.adding = None, draft, True
        model.objects.bulk_create(copies)
