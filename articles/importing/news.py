"""What a file tells of a released edition: that it was looked at, taken away, or may be read again."""

from collections import Counter

from django.utils.translation import gettext as _

from articles.models import Article, Review, What, Withdrawal
from articles.recording import named, record

from .parts import NotYet, trace_of
from .understanding.document import ArticleDocument, BadFile


def edition_meant(article, document, trace):
    """The released edition that ``document`` is about: the one of its number, or the newest of its words; or None."""
    released = article.editions.exclude(release_at=None).with_words().order_by("-number")
    if document.number:
        return released.filter(number=document.number).first()
    return released.filter(fingerprint=trace.words).first()


def says_the_same(document, trace, edition):
    """Whether ``document`` would only repeat the released ``edition``."""
    return document.release_at in (None, edition.release_at) and trace_of(edition) == trace


def record_news(edition, document, wishes):
    """Record what is not on record yet; returns whether there was anything.

    What happened before this import, to an edition that was there before it, happens now: patients could read it until
    now, and what the page said on a day that is past does not change.
    """
    earliest = wishes.now if edition.release_recorded_at < wishes.now else None
    reviews, begun, lifted = _new_reviews(edition, document), *_new_withdrawals(edition, document)
    if earliest:  # what began and ended elsewhere never took place here
        begun = [facts for facts in begun if facts.lifted_at is None or facts.lifted_at > earliest]
    if not (reviews or begun or lifted):
        return False
    if not wishes.is_release:
        raise BadFile(
            _("It tells that something happened to edition %(number)s: import it with --release and --by.")
            % {"number": edition.number}
        )
    recorded = {"edition": edition, "recorded_by": wishes.by, "recorded_at": wishes.now}
    Review.objects.bulk_create(
        Review(reviewed_on=done, review_due=due, reviewer=reviewer, **recorded) for done, due, reviewer in reviews
    )
    for stored, facts in lifted:
        _lift(stored, facts, wishes, earliest)
    for facts in begun:
        _begin(edition, facts, wishes, earliest)
    return True


def circle_of(files):
    """Those of ``files`` that are all new articles, and name nothing to read instead but one another."""
    circle = [file for file in files if _names_only_what_replaces(file.document)]
    there = set(Article.objects.filter(code__in=[file.document.code for file in circle]).values_list("code", flat=True))
    circle = [file for file in circle if file.document.code not in there]
    while True:
        codes = {file.document.code for file in circle}
        fitting = [file for file in circle if _missing(file.document) <= codes]
        if len(fitting) == len(circle):
            return circle
        circle = fitting


def _names_only_what_replaces(document):
    is_article = isinstance(document, ArticleDocument)
    return is_article and document.code and document.withdrawals and not document.translation_of


def _missing(document):
    codes = {facts.replaced_by for facts in document.withdrawals} - {""}
    return codes - set(Article.objects.filter(code__in=codes).values_list("code", flat=True))


def _new_reviews(edition, document):
    stored = set(edition.reviews.values_list("reviewed_on", "review_due"))
    return [review for review in document.reviews if review[:2] not in stored]


def _new_withdrawals(edition, document):
    """(facts that are not on record, pairs of a record and the facts that tell that it was lifted).

    A record is told by its kind, its reason and, where these are the same, its place in the order of time.
    """
    stored = {}
    for withdrawal in edition.withdrawals.order_by("at", "pk"):
        stored.setdefault((withdrawal.kind, withdrawal.reason), []).append(withdrawal)
    begun, lifted, seen = [], [], Counter()
    for facts in document.withdrawals:
        same = stored.get((facts.kind, facts.reason), [])
        place = seen[facts.kind, facts.reason]
        seen[facts.kind, facts.reason] += 1
        if place >= len(same):
            begun.append(facts)
        elif facts.lifted_at and not same[place].lifted_at:
            lifted.append((same[place], facts))
    return begun, lifted


def _lift(stored, facts, wishes, earliest):
    stored.lifted_at = max(facts.lifted_at, earliest or facts.lifted_at)
    stored.lifted_by, stored.lifted_reason = wishes.by, facts.lifted_reason
    if stored.lifted_at <= stored.at:
        raise BadFile(_("A withdrawal cannot be lifted before it began."))
    stored.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    record(What.LIFTED, by=wishes.by, at=wishes.now, about=f"imported: {named(stored.edition)}")


def _begin(edition, facts, wishes, earliest):
    if facts.lifted_at is None and edition.withdrawals.filter(lifted_at=None).exists():
        raise BadFile(
            _("“%(edition)s” has been taken away already: say first when that was lifted (lifted_at).")
            % {"edition": edition}
        )
    Withdrawal.objects.create(
        edition=edition,
        kind=facts.kind,
        at=max(facts.at, earliest or facts.at),
        reason=facts.reason,
        replacement=_replacement(edition, facts),
        by=wishes.by,
        recorded_at=wishes.now,
        lifted_at=facts.lifted_at,
        lifted_by=wishes.by if facts.lifted_at else None,
        lifted_reason=facts.lifted_reason,
    )
    record(What(facts.kind), by=wishes.by, at=wishes.now, about=f"imported: {named(edition)}")


def _replacement(edition, facts):
    if not facts.replaced_by:
        return None
    replacement = Article.objects.filter(code=facts.replaced_by).first()
    if replacement is None:
        raise NotYet(_("There is no article with the code %(code)s to read instead.") % {"code": facts.replaced_by})
    if replacement.pk == edition.article_id:
        raise BadFile(_("An article cannot replace itself: change “replaced_by”."))
    return replacement
