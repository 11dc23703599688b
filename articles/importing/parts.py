"""The words of a document as rows that are not stored yet."""

import hashlib
import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from articles.models import (
    BadPicture,
    Contributor,
    Credit,
    Edition,
    Image,
    Section,
    Source,
    clean_html,
    fingerprint,
    free_anchor,
    words_with,
)

from .understanding.document import BadFile


class NotYet(Exception):
    """The document refers to an article or edition that another file may still bring. ``str()`` says which."""


@dataclass(frozen=True)
class Trace:
    """words: the fingerprint of what patients read

    all: of the words and of what stands beside them, to tell later whether anybody has worked on it
    """

    words: str
    all: str


def set_words(edition, document, wishes):
    for field in ("title", "summary", "change", "is_safety_change", "change_note", "reviewed_on", "review_due"):
        setattr(edition, field, getattr(document, field))
    edition.words_changed_by, edition.words_changed_at = wishes.by, wishes.now
    edition.urgent_reason = document.urgent_reason if wishes.releases(document) else ""
    edition.translated_from = _translated_from(document)
    return edition


def store_parts(pairs):
    """Store sections, sources and credits of (edition, document) pairs, in as few statements however many there are."""
    Section.objects.bulk_create(section for edition, document in pairs for section in _sections(edition, document))
    Source.objects.bulk_create(
        Source(edition=edition, **source) for edition, document in pairs for source in document.sources
    )
    Credit.objects.bulk_create(_credits(pairs))


def trace_of(edition):
    return _trace(edition, edition.sections.all(), edition.sources.all(), edition.credits.all())


def trace_of_document(document, article, wishes):
    """The trace that ``document`` would leave as an edition of ``article``."""
    edition = set_words(Edition(article=article), document, wishes)
    sections = list(_sections(edition, document))
    for section in sections:
        section.body = clean_html(section.body)
    people = sorted(_credits([(edition, document)]), key=lambda credit: credit.part)
    return _trace(edition, sections, [Source(**source) for source in document.sources], people)


def _trace(edition, sections, sources, people):
    words = fingerprint(words_with(edition, sections, sources, people))
    facts = [
        words,
        [edition.change, edition.is_safety_change, edition.change_note, edition.translated_from_id],
        [edition.reviewed_on, edition.review_due],
        [[section.anchor, section.is_decorative] for section in sections],
        [source.accessed_on for source in sources],
    ]
    return Trace(words, hashlib.sha256(json.dumps(facts, cls=DjangoJSONEncoder).encode()).hexdigest())


def _sections(edition, document):
    taken = set()
    for words in document.sections:
        if words.anchor in taken:
            raise BadFile(_("Two sections have the anchor {#%(anchor)s}.") % {"anchor": words.anchor}, words.line)
        taken |= {words.anchor} - {""}
    for position, words in enumerate(document.sections, start=1):
        section = Section(
            edition=edition,
            position=position,
            kind=words.kind,
            heading=words.heading,
            anchor=words.anchor or (free_anchor(words.heading, taken) if words.heading else ""),
            body=words.body,
        )
        section.risk_count, section.risk_of = words.risk or (None, None)
        taken.add(section.anchor)
        if words.picture:
            section.image = _image(words) if words.picture.data else None
            section.is_decorative = words.picture.is_decorative
            section.alt = "" if words.picture.is_decorative else words.picture.alt
        yield section


def _image(words):
    try:
        return Image.keep(words.picture.data)
    except BadPicture as fault:
        raise BadFile(str(fault), words.line) from None


def _credits(pairs):
    contributors = {}
    for edition, document in pairs:
        for part, name, role in document.people:
            if (name, role) not in contributors:
                contributors[name, role], _is_new = Contributor.objects.get_or_create(name=name, role=role)
            yield Credit(edition=edition, contributor=contributors[name, role], part=part, name=name, role=role)


def _translated_from(document):
    """The newest edition of the original, where the document does not say which; None where it is not known."""
    if not document.translation_of:
        return None
    number = document.translated_from
    editions = Edition.objects.filter(article__code=document.translation_of).order_by("-number")
    edition = (editions.filter(number=number) if number else editions).first()
    if edition is None:
        raise NotYet(
            _("There is no edition %(number)s of an article with the code %(code)s to translate.")
            % {"number": number or "", "code": document.translation_of}
        )
    return None if number == 0 else edition
