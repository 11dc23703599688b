from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Credit, Deed, Done, Edition, Section, Source, day_of

from .refusals import Refused


@transaction.atomic
def draft_next_edition(article, *, by, at):
    """A draft that begins with the words of the newest edition, and with its last review.

    Raises Refused if the article has a draft already.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    last = article.editions.order_by("-number").first()
    if last and last.is_draft:
        raise Refused(_("“%(edition)s” is still a draft. Finish that one first.") % {"edition": last})
    draft = Edition(article=article, words_changed_by=by, words_changed_at=at)
    if last:
        draft.title, draft.summary, draft.translated_from = last.title, last.summary, last.translated_from
        draft.reviewed_on, draft.review_due = last.last_reviewed_on, last.next_review_due
    if draft.review_due is None or draft.review_due <= day_of(at):
        draft.review_due = article.usual_review_due(day_of(at)) or draft.review_due
    draft.save()
    if last:
        _copy_parts(last, draft)
    Deed.objects.create(article=article, number=draft.number, done=Done.BEGUN, by=by, at=at)
    return draft


@transaction.atomic
def begin_article(article, *, title, by, at):
    """The first draft of an article that has been stored, with nothing but a title."""
    draft = Edition.objects.create(article=article, title=title, words_changed_by=by, words_changed_at=at)
    Deed.objects.create(article=article, number=draft.number, done=Done.BEGUN, by=by, at=at)
    return draft


@transaction.atomic
def throw_away(draft, *, by, at):
    """Raises ReleasedWordsNeverChange if it was released meanwhile."""
    facts = {"article_id": draft.article_id, "number": draft.number, "words": draft.title}
    draft.delete()
    Deed.objects.create(done=Done.THROWN_AWAY, by=by, at=at, **facts)


def note_address(article, *, before, by, at):
    """Remember who gave ``article`` another address. before: its path until now"""
    if article.get_absolute_url() != before:
        Deed.objects.create(article=article, done=Done.MOVED, words=before, by=by, at=at)


def note_writer(edition, *, before, by, at):
    """Remember ``by`` as the last who changed the words, if they are others now.

    before: the fingerprint of the words that stood there. Whoever sets a date has not written the words, and must not
    take them over from the one who has.
    """
    if Edition.objects.with_words().get(pk=edition.pk).current_fingerprint() != before:
        edition.words_changed_by, edition.words_changed_at = by, at
        edition.save(update_fields=["words_changed_by", "words_changed_at"])
        Deed.objects.create(article_id=edition.article_id, number=edition.number, done=Done.WRITTEN, by=by, at=at)


def _copy_parts(last, draft):
    for model, parts in ((Section, last.sections), (Source, last.sources), (Credit, last.credits)):
        copies = list(parts.all())
        for copy in copies:
            copy.pk, copy.edition, copy._state.adding = None, draft, True
        model.objects.bulk_create(copies)
