"""What exactly was released, in a form anybody can work out again.

The canonical form is JSON (RFC 8259) with sorted keys, no spaces between tokens and no escapes beyond what JSON
needs, in UTF-8, of everything a patient is given to read; the fingerprint is the SHA-256 of those bytes.
A section that tells a risk has one key more, ``risk``: [how many, of how many]. Others do not have the key at all, so
that what was released before there was such a kind keeps its fingerprint.
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


def fingerprint(words: dict) -> str:
    canonical = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def count_words(edition) -> int:
    """Words in headings and bodies; a picture without any counts as one, because its edition is not empty."""
    words = sum(
        len(section.heading.split()) + len(plain_text(section.body).split()) for section in edition.sections.all()
    )
    return words or sum(section.image_id is not None for section in edition.sections.all())
