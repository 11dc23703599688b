"""New articles, many at a time: a collection of thousands takes a handful of statements per hundred files."""

from django.utils.translation import gettext as _

from articles.models import Article, Edition, ImportedFile, OtherName, PastAddress
from articles.models.code import new_code
from articles.releasing import release_imported

from .parts import set_words, store_parts, trace_of
from .shelving import brought_by, clinical_code, other_names, slug_of, topic_for, topic_slugs
from .understanding.document import BadFile
from .wishes import Outcome


class Places:
    """Codes, numbers of origin and addresses that are in use, so that a new article is known without asking."""

    def __init__(self):
        self.codes = set(Article.objects.values_list("code", flat=True))
        self.origins = set(Article.objects.exclude(origin="").values_list("origin", flat=True))
        self.addresses = set(Article.objects.values_list("language", "slug"))
        self.addresses |= set(PastAddress.objects.values_list("language", "slug"))

    def is_new(self, document, language):
        """Whether nothing here can be the article of ``document``, and it brings words and release only."""
        if document.number not in (None, 1) or document.translation_of or document.past_slugs:
            return False
        if document.withdrawals or document.reviews:
            return False
        slug = document.slug or slug_of(document.title)
        if document.origin:
            return document.origin not in self.origins and (not document.slug or (language, slug) not in self.addresses)
        return bool(slug) and document.code not in self.codes and (language, slug) not in self.addresses

    def take(self, article):
        self.codes.add(article.code)
        self.origins.add(article.origin)
        self.addresses.add((article.language, article.slug))


def new_article(document, language, places):
    """An article, not stored yet, at the address it asks for or the next free one."""
    article = Article(language=language, origin=document.origin, is_sample=document.is_sample)
    if document.code:
        article.code = document.code
    while not document.code and article.code in places.codes:  # of 5,000 codes two are alike once in ten times
        article.code = new_code()
    article.slug = document.slug or _free_slug(slug_of(document.title) or article.code.lower(), language, places)
    if document.slug and (language, document.slug) in places.addresses:
        raise BadFile(_("The address “%(slug)s” belongs to another article.") % {"slug": article.slug})
    return article


def begin_articles(files, wishes):
    """Store the documents of ``files`` as the first editions of the articles made for them; returns the outcomes.

    files: NewFile entries, each with an article that is not stored yet
    """
    Article.objects.bulk_create(file.article for file in files)
    editions = [set_words(Edition(article=file.article, number=1), file.document, wishes) for file in files]
    Edition.objects.bulk_create(editions)
    store_parts([(edition, file.document) for edition, file in zip(editions, files, strict=True)])
    _store_facts(files, wishes)
    outcomes = _release(editions, files, wishes)
    _remember(editions, files)
    return outcomes


def _free_slug(stem, language, places):
    slug, count = stem, 1
    while (language, slug) in places.addresses:
        count += 1
        slug = f"{stem}-{count}"
    return slug


def _store_facts(files, wishes):
    OtherName.objects.bulk_create(name for file in files for name in other_names(file.article, file.document))
    topics, codes = {}, {}
    for file in files:
        for slug in topic_slugs(file.document, wishes):
            if (key := (file.article.language, slug)) not in topics:
                topics[key] = topic_for(slug, file.article.language)
        for code in file.document.codes:
            if code[:2] not in codes:
                codes[code[:2]] = clinical_code(*code)
    Topics, Codes = Article.topics.through, Article.clinical_codes.through
    Topics.objects.bulk_create(
        Topics(article=file.article, topic=topics[file.article.language, slug])
        for file in files
        for slug in topic_slugs(file.document, wishes)
    )
    Codes.objects.bulk_create(
        Codes(article=file.article, clinicalcode=codes[code])
        for file in files
        for code in dict.fromkeys(code[:2] for code in file.document.codes)
    )


def _release(editions, files, wishes):
    """The (Outcome, notes) of each file."""
    moments = {
        edition.pk: file.document.release_at or wishes.now
        for edition, file in zip(editions, files, strict=True)
        if wishes.releases(file.document)
    }
    unapproved = {edition.pk for edition, file in zip(editions, files, strict=True) if file.document.waits_for_approval}
    refusals = release_imported(moments, by=wishes.by, now=wishes.now, unapproved=unapproved) if moments else {}
    return [
        _outcome(edition.pk in moments, refusals.get(edition.pk), file.document, wishes)
        for edition, file in zip(editions, files, strict=True)
    ]


def _outcome(was_tried, refusal, document, wishes):
    if refusal:
        return Outcome.DRAFT, [*document.notes, kept_as_draft(refusal)]
    return wishes.outcome_of(document) if was_tried else Outcome.DRAFT, document.notes


def kept_as_draft(refusal):
    return _("Kept as a draft. %(why)s") % {"why": " ".join(refusal.obstacles)}


def _remember(editions, files):
    """Drafts are remembered by their trace: as long as it fits, nobody has worked on them since."""
    drafts = Edition.objects.drafts().with_words().filter(pk__in=[edition.pk for edition in editions])
    traces = {draft.pk: trace_of(draft).all for draft in drafts}
    ImportedFile.objects.bulk_create(
        ImportedFile(
            article=file.article,
            edition=edition,
            name=file.name[:500],
            sha256=file.sha256,
            fingerprint=traces.get(edition.pk, ""),
            brought=brought_by(file.document),
        )
        for edition, file in zip(editions, files, strict=True)
    )
