"""A document becomes the next edition of an article that is there. Called in a transaction: all of it, or nothing."""

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, Edition, ImportedFile, day_of
from articles.releasing import release_imported

from .begin import kept_as_draft
from .news import edition_meant, record_news, says_the_same
from .parts import NotYet, set_words, store_parts, trace_of, trace_of_document
from .shelving import brought_so_far, facts_of, set_facts, slug_of
from .understanding.document import BadFile
from .wishes import Outcome


def find_article(document, language):
    """The article that ``document`` belongs to, or None. docs/import-format.md says how it is told."""
    if document.code and (article := Article.objects.filter(code=document.code).first()):
        return article
    if document.origin:
        # Real collections give one number to several articles: the title tells them apart.
        return Article.objects.filter(origin=document.origin, editions__title=document.title).first()
    slug = document.slug or slug_of(document.title)
    if not slug:
        edition = Edition.objects.filter(article__language=language, title=document.title).first()
        return edition and edition.article
    here = Q(slug=slug) | Q(past_addresses__slug=slug)
    article = Article.objects.filter(here, language=language).first()
    if article and document.code:
        raise BadFile(
            _("The address “%(slug)s” belongs to the article with the code %(code)s.")
            % {"slug": slug, "code": article.code}
        )
    return article


def keep_edition(article, file, wishes):
    """Store what the document of ``file`` brings to ``article``; returns (Outcome, notes).

    That is its next edition, or what happened to one that is released, or only what it is found by.
    Raises BadFile if it contradicts what is stored, NotYet if it came too early.
    """
    document, trace = file.document, trace_of_document(file.document, article, wishes)
    released = edition_meant(article, document, trace)
    has_news = released is not None and record_news(released, document, wishes)
    is_meant = has_news or document.number or released == article.newest_edition
    if released and is_meant and says_the_same(document, trace, released):
        return _bring_up_to_date(released, file, wishes, has_news)
    draft, notes = _replace_own_draft(article), list(document.notes)
    if draft is None:
        notes += _check_number(article, document)
    edition = set_words(draft or Edition(article=article), document, wishes)
    edition.save()
    store_parts([(edition, document)])
    outcome, why_not = _release_or_wait(edition, document, wishes)
    if outcome == Outcome.DRAFT and released is None:
        why_not += _news_of_draft(document, why_not, wishes)
    brought = brought_so_far(article)
    if outcome == Outcome.RELEASED or not article.editions.released_by_moment(wishes.now).exists():
        # readers see them at once, so they never run ahead of the words
        brought = set_facts(article, document, wishes, brought)
    _remember(edition, file, brought)
    return outcome, notes + why_not


def _bring_up_to_date(released, file, wishes, has_news):
    """No word is new. What the article is found by may be."""
    article, before = released.article, facts_of(released.article)
    brought = set_facts(article, file.document, wishes, brought_so_far(article))
    _remember(released, file, brought)
    is_new = has_news or facts_of(article) != before
    return Outcome.UPDATED if is_new else Outcome.UNCHANGED, file.document.notes


def _news_of_draft(document, why_not, wishes):
    """A draft can be neither withdrawn nor reviewed. A recall is never passed over in silence."""
    if document.withdrawals and wishes.releases(document):
        raise BadFile(
            _("Nothing says which edition is taken away: give its “number”, or leave its words as they are. %(why)s")
            % {"why": " ".join(why_not)}
        )
    if document.withdrawals or document.reviews:
        return [_("A draft has no withdrawals and reviews: they were passed over.")]
    return []


def _replace_own_draft(article):
    """The article's draft, emptied, if it still is as an import left it; None if there is no draft.

    Raises BadFile if somebody has worked on it since: nothing an editor typed is lost (promise 6).
    """
    draft = article.editions.drafts().with_words().first()
    if draft is None:
        return None
    imported = draft.importedfile_set.order_by("-pk").first()
    if imported is None or imported.fingerprint != trace_of(draft).all:
        raise BadFile(
            _("“%(draft)s” is a draft that somebody is working on. Release or delete it first.") % {"draft": draft}
        )
    for parts in (draft.sections, draft.sources, draft.credits):
        parts.all().delete()
    return Edition.objects.select_related("article").get(pk=draft.pk)


def _check_number(article, document):
    last = article.editions.order_by("-number").first()
    last_number = last.number if last else 0
    if document.number and document.number > last_number + 1:
        raise NotYet(_("Edition %(number)s comes before its predecessor.") % {"number": document.number})
    if document.number and document.number <= last_number:
        return [_("Edition %(number)s is released and never changes.") % {"number": document.number}]
    return []


def _release_or_wait(edition, document, wishes):
    """(Outcome, notes). Words that replace released ones need a later date of their own."""
    if not wishes.releases(document):
        return Outcome.DRAFT, []
    if edition.number > 1 and document.release_at is None:
        waits = _("The words have changed: they wait as draft edition %(number)s.")
        return Outcome.DRAFT, [waits % {"number": edition.number}]
    at = document.release_at or wishes.now
    if at < wishes.now and _was_read_here(edition, wishes):
        if day_of(at) < day_of(wishes.now):
            return Outcome.DRAFT, [
                _("Kept as a draft. Choose a date from today on: until now the page said something else.")
            ]
        at = wishes.now
    unapproved = {edition.pk} if document.waits_for_approval else ()
    refusals = release_imported({edition.pk: at}, by=wishes.by, now=wishes.now, unapproved=unapproved)
    if refusals:
        return Outcome.DRAFT, [kept_as_draft(refusals[edition.pk])]
    record_news(Edition.objects.get(pk=edition.pk), document, wishes)
    return wishes.outcome_of(document), []


def _was_read_here(edition, wishes):
    """Whether an edition before was released before this import: what was read then stays on record."""
    return edition.article.editions.filter(release_recorded_at__lt=wishes.now).exists()


def _remember(edition, file, brought):
    draft = Edition.objects.drafts().with_words().filter(pk=edition.pk).first()
    ImportedFile.objects.create(
        article=edition.article,
        edition=edition,
        name=file.name[:500],
        sha256=file.sha256,
        fingerprint=trace_of(draft).all if draft else "",
        brought=brought,
    )
