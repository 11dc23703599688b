"""A file that somebody uploads at the desk becomes a draft: its words, and nothing that only an import may say."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Edition, ImportedFile, Topic, day_of

from .begin import Places, new_article
from .found import MB
from .keep import keep_edition
from .parts import NotYet
from .run import ReadFile
from .shelving import slug_of
from .understanding.document import ArticleDocument, BadFile, ShelfDocument
from .understanding.markdown import read_markdown
from .understanding.text import decode, read_text
from .understanding.word import read_word
from .uploaded_words import kept_from, to_look_at
from .wishes import Wishes

MAX_UPLOAD = 10 * MB
MAX_TEXT = MB // 2  # brackets alone take a minute for each MB to be read, and no page has half of this

# How files begin that are brought along most often, and that nobody can read here.
_OTHERS = {
    b"%pdf-": gettext_lazy(
        "This is a PDF, which holds pages and no headings. Upload the Word file that it was made from."
    ),
    b"\xd0\xcf\x11\xe0": gettext_lazy(
        "This is a Word file of before 2007, or one with a password. Save it as .docx, without one."
    ),
    b"{\\rtf": gettext_lazy("This is an RTF file. Open it in Word and save it as .docx."),
    b"<!doctype html": gettext_lazy("This is a web page. Copy its words into a Word file, and upload that."),
    b"<html": gettext_lazy("This is a web page. Copy its words into a Word file, and upload that."),
}
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Upload:
    """A file that was understood. Nothing of it is stored yet."""

    name: str
    sha256: str
    document: ArticleDocument


def read_upload(name: str, data: bytes) -> Upload:
    """What kind of file it is, its bytes say; the name only tells Markdown from plain text. Raises BadFile."""
    if len(data) > MAX_UPLOAD:
        raise BadFile(_("The file has more than 10 MB. Make its pictures smaller, or leave them out."))
    document = _understood(name, data)
    if isinstance(document, ShelfDocument):
        raise BadFile(_("This file describes a topic or a term of the glossary. Add it among those."))
    return Upload(name, hashlib.sha256(data).hexdigest(), document)


@transaction.atomic
def keep_upload(upload, *, article, language, by, now) -> Edition:
    """The draft that ``upload`` becomes: the first of a new article, or the next of ``article``.

    language: of a new article whose file does not say

    Raises BadFile, and stores nothing, if it cannot become one.
    """
    document, wishes = upload.document, Wishes(now=now, by=by, language=language)
    look = [*document.notes, *_without_what_imports_say(document, day_of(now))]
    if article:
        article = Article.objects.select_for_update().get(pk=article.pk)
        kept_before = _as_next_edition(article, document)
    else:
        article, kept_before = _begun(upload, wishes, look), []
    look += _without_new_topics(document, article.language)
    try:
        file = ReadFile(upload.name, upload.sha256, document, article.language, article)
        _outcome, _notes = keep_edition(article, file, wishes)
    except NotYet as reason:
        raise BadFile(str(reason)) from None
    edition = article.editions.drafts().first()
    if edition is None:
        raise BadFile(_("These are the very words that stand there already, so there is nothing to change."))
    told = {"kept": [*kept_from(document), *kept_before], "look": [*look, *to_look_at(document)]}
    edition.importedfile_set.update(told=told)
    if edition.review_due is None and (due := article.usual_review_due(day_of(now))):
        edition.review_due = due
        edition.save(update_fields=["review_due"])
    return edition


def _understood(name, data):
    if data.startswith(b"PK"):
        if _OPEN_DOCUMENT in data[:200]:
            raise BadFile(_("This is an OpenDocument file. Open it in your word processor and save it as .docx."))
        return read_word(data)
    start = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, sentence in _OTHERS.items():
        if start.startswith(beginning):
            raise BadFile(str(sentence))
    if name.lower().endswith(".docx"):
        return read_word(data)
    if len(data) > MAX_TEXT:
        raise BadFile(_("The file holds more than 500 KB of text, which is too much for one page. Split it."))
    text = decode(data)
    if name.lower().endswith((".md", ".markdown")) or text.startswith("---\n"):
        return read_markdown(text, lambda path: b"")
    return read_text(text)


def _begun(upload, wishes, look):
    """A new article at the address that the title gives."""
    document, places = upload.document, Places()
    before = ImportedFile.objects.filter(sha256=upload.sha256).exclude(edition=None).select_related("edition").first()
    if before:
        sentence = _("This very file has come before, as “%(edition)s”.") % {"edition": before.edition}
        raise BadFile(sentence, edition=before.edition)
    if other := Article.objects.filter(code=document.code).first():
        raise BadFile(_("The file says that it is the page “%(article)s”: choose that one.") % {"article": other})
    language = wishes.language_of(document)
    if not document.slug and (language, slug_of(document.title)) in places.addresses:
        look.append(_("A page with this title is there already. If it is the same page, delete this draft."))
    article = new_article(document, language, places)
    article.save()
    return article


def _as_next_edition(article, document):
    """Lets ``document`` stand on what the last edition stands on, where it says nothing; returns sentences."""
    last = article.editions.order_by("-number").first()
    if last and last.is_draft:
        raise BadFile(_("“%(draft)s” is still a draft. Finish or delete that one first.") % {"draft": last})
    if document.code not in ("", article.code):
        raise BadFile(_("The file says that it is the page with the code %(code)s.") % {"code": document.code})
    if document.language not in (None, article.language):
        raise BadFile(_("The file says that it is in another language than the page you chose."))
    if last is None:
        return []
    document.reviewed_on = document.reviewed_on or last.last_reviewed_on
    document.review_due = document.review_due or last.next_review_due
    if document.reviewed_on and document.review_due and document.review_due <= document.reviewed_on:
        document.review_due = None
    if last.translated_from and not document.translation_of:
        original = last.translated_from
        document.translation_of, document.translated_from = original.article.code, original.number
    return list(_taken_over(last, document))


def _taken_over(last, document):
    told = {"number": last.number}
    if not document.summary and last.summary:
        document.summary = last.summary
        yield _("The summary of edition %(number)s, because the file has none: see that it still fits.") % told
    if not document.sources and last.sources.exists():
        facts = "title", "publisher", "url", "accessed_on"
        document.sources = [{fact: getattr(source, fact) for fact in facts} for source in last.sources.all()]
        yield _("The sources of edition %(number)s, because the file names none.") % told
    if not document.people and last.credits.exists():
        document.people = [(credit.part, credit.name, credit.role) for credit in last.credits.all()]
        yield _("The authors and reviewers of edition %(number)s, because the file names none.") % told


def _without_what_imports_say(document, today):
    """Releases, reviews and withdrawals are decided at the desk; yields what was passed over."""
    if document.release_at:
        yield _("The release date in the file was passed over: a release is decided at the desk.")
    if document.withdrawals or document.reviews:
        yield _("Reviews and withdrawals in the file were passed over: they are recorded at the desk.")
    if document.reviewed_on and document.reviewed_on > today:
        document.reviewed_on = None
        yield _("The day of the review in the file was passed over: it has not come yet.")
    document.release_at = document.number = None
    document.withdrawals, document.reviews, document.past_slugs = [], [], []


def _without_new_topics(document, language):
    """Who uploads may not have the right to make topics; yields the names of those that are not there."""
    known = set(Topic.objects.filter(language=language, slug__in=document.topics).values_list("slug", flat=True))
    missing = [slug for slug in document.topics if slug not in known]
    document.topics = [slug for slug in document.topics if slug in known]
    if missing:
        yield _("There is no topic “%(topics)s”. Choose one on the page of the article.") % {
            "topics": "”, “".join(missing)
        }
