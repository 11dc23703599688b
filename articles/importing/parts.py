"""The words of a document as rows that are not stored yet."""

from django.utils.translation import gettext as _

from articles.models import BadPicture, Contributor, Credit, Edition, Image, Section, Source, free_anchor

from .document import BadFile


class NotYet(Exception):
    """The document refers to an article or edition that another file may still bring. ``str()`` says which."""


def set_words(edition, document, wishes):
    for field in ("title", "summary", "change", "is_safety_change", "change_note", "reviewed_on", "review_due"):
        setattr(edition, field, getattr(document, field))
    edition.words_changed_by, edition.words_changed_at = wishes.by, wishes.now
    edition.translated_from = _translated_from(document)
    return edition


def store_parts(pairs):
    """Store sections, sources and credits of (edition, document) pairs, in three statements however many there are."""
    Section.objects.bulk_create(section for edition, document in pairs for section in _sections(edition, document))
    Source.objects.bulk_create(
        Source(edition=edition, **source) for edition, document in pairs for source in document.sources
    )
    Credit.objects.bulk_create(
        _credit(edition, *person) for edition, document in pairs for person in document.people
    )


def _sections(edition, document):
    taken = {section.anchor for section in document.sections if section.anchor}
    if len(taken) < sum(bool(section.anchor) for section in document.sections):
        raise BadFile(_("Two sections have the same {#anchor}."))
    for position, words in enumerate(document.sections, start=1):
        section = Section(
            edition=edition,
            position=position,
            kind=words.kind,
            heading=words.heading,
            anchor=words.anchor or (free_anchor(words.heading, taken) if words.heading else ""),
            body=words.body,
        )
        taken.add(section.anchor)
        if words.picture:
            section.image = _image(words)
            section.is_decorative = words.picture.is_decorative
            section.alt = "" if words.picture.is_decorative else words.picture.alt
        yield section


def _image(words):
    try:
        return Image.keep(words.picture.data)
    except BadPicture as fault:
        raise BadFile(str(fault), words.line) from None


def _credit(edition, part, name, role):
    contributor, _is_new = Contributor.objects.get_or_create(name=name, role=role)
    return Credit(edition=edition, contributor=contributor, part=part, name=name, role=role)


def _translated_from(document):
    if not document.translation_of:
        return None
    editions = Edition.objects.filter(article__code=document.translation_of)
    number = document.translated_from
    edition = editions.filter(number=number).first() if number else editions.order_by("-number").first()
    if edition is None:
        raise NotYet(
            _("There is no edition %(number)s of an article with the code %(code)s to translate.")
            % {"number": number or "", "code": document.translation_of}
        )
    return edition
