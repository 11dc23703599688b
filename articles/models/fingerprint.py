"""What exactly was released, in a form anybody can work out again. docs/fingerprint.md describes it to the last byte.

The canonical form is JSON as RFC 8785 writes it (sorted keys, nothing between tokens, no escape that JSON does not
need, UTF-8) of everything a patient is given to read; the fingerprint is the SHA-256 of those bytes.
A section that tells a risk has one key more, ``risk``: [how many, of how many]. Others do not have the key at all, so
that what was released before there was such a kind keeps its fingerprint.
What may come later is one more key that older words do not have: an old fingerprint never changes.

The seal, by which an approval is known, is the same kind of digest of the fingerprint and of all else that patients are
told and rely on. It is asked of drafts and of approvals only, and never told outside, so that it may grow.
"""

import hashlib
import json

from .html import plain_text

FORM = "1"


def words_of(edition) -> dict:
    return words_with(edition, edition.sections.all(), edition.sources.all(), edition.credits.all())


def words_with(edition, sections, sources, people) -> dict:
    """As words_of, of an edition and parts that need not be stored."""
    return {
        "form": FORM,
        "language": edition.article.language,
        "title": edition.title,
        "summary": edition.summary,
        "sections": [_words_of_section(section) for section in sections],
        "sources": [[source.title, source.publisher, source.url] for source in sources],
        "people": [[credit.part, credit.name, credit.role] for credit in people],
    }


def _words_of_section(section) -> dict:
    words = {
        "kind": section.kind,
        "heading": section.heading,
        "body": section.body,
        "image": section.image.sha256 if section.image else "",
        "alt": section.alt,
    }
    return words | {"risk": list(section.risk)} if section.risk else words


def facts_of(edition) -> dict:
    """What is told beside the words: what changed, when it was checked, and what it rests on."""
    return {
        "change": edition.change,
        "is_safety_change": edition.is_safety_change,
        "change_note": edition.change_note,
        "reviewed_on": _day(edition.reviewed_on),
        "review_due": _day(edition.review_due),
        "translated_from": edition.translated_from_id,
        "looked_up_on": [_day(source.accessed_on) for source in edition.sources.all()],
    }


def _day(day):
    return day and day.isoformat()


def fingerprint(words: dict) -> str:
    return _digest(words)


def canonical(told: dict) -> bytes:
    """As RFC 8785 writes it: for keys in ASCII and whole numbers Python sorts and writes the same."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def seal(edition) -> str:
    return _digest({"words": fingerprint(words_of(edition)), **facts_of(edition)})


def _digest(told):
    return hashlib.sha256(canonical(told)).hexdigest()


def count_words(edition) -> int:
    """Words in headings and bodies; a picture without any counts as one, because its edition is not empty."""
    words = sum(
        len(section.heading.split()) + len(plain_text(section.body).split()) for section in edition.sections.all()
    )
    return words or sum(section.image_id is not None for section in edition.sections.all())
