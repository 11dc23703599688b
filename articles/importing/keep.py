"""A document becomes the next edition of an article that is there. Called in a transaction: all of it, or nothing."""

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, Edition, ImportedFile, Review, Withdrawal
from articles.releasing import release_imported

from .begin import kept_as_draft
from .document import BadFile
from .parts import NotYet, set_words, store_parts, trace_of
from .shelving import set_facts, slug_of
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
    """Store the document of ``file`` as the next edition of ``article``; returns (Outcome, notes).

    Raises BadFile if it contradicts what is stored, NotYet if it came too early.
    """
    document = file.document
    draft, notes = _replace_own_draft(article), list(document.notes)
    if draft is None:
        notes += _check_number(article, document)
    edition = set_words(draft or Edition(article=article), document, wishes)
    edition.save()
    store_parts([(edition, document)])
    outcome, why_not = _release_or_wait(edition, document, wishes)
    if outcome == Outcome.RELEASED or not article.editions.released_by_moment(wishes.now).exists():
        set_facts(article, document, wishes)  # readers see them at once, so they never run ahead of the words
    _remember(edition, file)
    return outcome, notes + why_not


def _replace_own_draft(article):
    """The article's draft, emptied, if it still is as an import left it; None if there is no draft.

    Raises BadFile if somebody has worked on it since: nothing an editor typed is lost (promise 6).
    """
    draft = article.editions.drafts().with_words().first()
    if draft is None:
        return None
    imported = draft.importedfile_set.order_by("-pk").first()
    if imported is None or imported.fingerprint != trace_of(draft):
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
    replacements = [_replacement(facts) for facts in document.withdrawals]
    refusals = release_imported({edition.pk: at}, by=wishes.by, now=wishes.now)
    if refusals:
        return Outcome.DRAFT, [kept_as_draft(refusals[edition.pk])]
    _store_events(edition, document, replacements, wishes)
    return wishes.outcome_of(document), []


def _store_events(edition, document, replacements, wishes):
    recorded = {"edition": edition, "recorded_at": wishes.now}
    Review.objects.bulk_create(
        Review(reviewed_on=done, review_due=due, reviewer=reviewer, recorded_by=wishes.by, **recorded)
        for done, due, reviewer in document.reviews
    )
    Withdrawal.objects.bulk_create(
        Withdrawal(
            kind=facts.kind,
            at=facts.at,
            reason=facts.reason,
            replacement=replacement,
            by=wishes.by,
            lifted_at=facts.lifted_at,
            lifted_by=wishes.by if facts.lifted_at else None,
            lifted_reason=facts.lifted_reason,
            **recorded,
        )
        for facts, replacement in zip(document.withdrawals, replacements, strict=True)
    )


def _replacement(facts):
    if not facts.replaced_by:
        return None
    replacement = Article.objects.filter(code=facts.replaced_by).first()
    if replacement is None:
        raise NotYet(_("There is no article with the code %(code)s to read instead.") % {"code": facts.replaced_by})
    return replacement


def _remember(edition, file):
    draft = Edition.objects.drafts().with_words().filter(pk=edition.pk).first()
    ImportedFile.objects.create(
        article=edition.article,
        edition=edition,
        name=file.name[:500],
        sha256=file.sha256,
        fingerprint=trace_of(draft) if draft else "",
    )
