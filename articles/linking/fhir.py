"""A receipt for a record system, as DocumentReference and Communication of FHIR R4 (4.0.1) have it."""

import base64
import hashlib
from uuid import NAMESPACE_URL, uuid5

from articles.models import canonical, in_utc, words_of

MEDIA_TYPE = "application/fhir+json"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/communication-category"
_MODE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode"
_MODES = {"page": "ELECTRONIC", "read-aloud": "VERBAL"}  # a leaflet is WRITTEN


def bundle(receipt) -> dict:
    """The edition, and how it was given: the record system adds to whom, and sets the status to “completed”.

    Ids are made from what the receipt says: the same edition is the same document in every receipt.
    """
    return _bundle(receipt, receipt.edition.title, [receipt])


def bundle_of_pack(receipt) -> dict:
    """Each edition in the pack, and one communication that gives them all."""
    return _bundle(receipt, receipt.version.title, receipt.pages)


def _bundle(receipt, topic, documents):
    ids = [str(uuid5(NAMESPACE_URL, one.address)) for one in documents]
    communication_id = str(uuid5(NAMESPACE_URL, receipt.line))
    resources = [_document(one, key) for one, key in zip(documents, ids, strict=True)]
    resources.append(_communication(receipt, communication_id, topic, resources))
    return {
        "resourceType": "Bundle",
        "id": str(uuid5(NAMESPACE_URL, f"bundle {receipt.line}")),
        "type": "collection",
        "timestamp": receipt.made_at_utc,
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }


def _document(receipt, document_id):
    edition, article = receipt.edition, receipt.edition.article
    is_newest = not receipt.state.startswith(("newer", "withdrawn"))
    return {
        "resourceType": "DocumentReference",
        "id": document_id,
        "masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": receipt.address},
        "identifier": [
            {"system": f"{receipt.site}go", "value": f"{article.code}/{edition.number}"},
            {"type": {"text": "SHA-256 of the words"}, "system": f"{receipt.site}verify", "value": edition.fingerprint},
        ],
        "status": "current" if is_newest else "superseded",
        "docStatus": "final",
        "type": {"text": "Patient information"},
        "date": receipt.made_at_utc,
        "description": edition.title,
        "content": [{"attachment": attachment} for attachment in _attachments(receipt)],
    }


def _attachments(receipt):
    """The words themselves first. FHIR's ``hash`` is a SHA-1; the fingerprint stands among the identifiers."""
    edition = receipt.edition
    same = {
        "language": edition.article.language,
        "title": edition.title,
        "creation": in_utc(edition.release_at),
    }
    words = canonical(words_of(edition))
    sha1 = base64.b64encode(hashlib.sha1(words, usedforsecurity=False).digest()).decode()
    yield {"contentType": "application/json", "url": receipt.words_address, "size": len(words), "hash": sha1, **same}
    yield {"contentType": "text/html", "url": f"{receipt.site.rstrip('/')}{edition.get_absolute_url()}", **same}
    if receipt.leaflet_address:
        yield {"contentType": "application/pdf", "url": receipt.leaflet_address, **same}


def _communication(receipt, communication_id, topic, documents):
    told = {
        "resourceType": "Communication",
        "id": communication_id,
        "status": "preparation",
        "category": [{"coding": [{"system": _CATEGORY, "code": "instruction", "display": "Instruction"}]}],
        "medium": [
            {"coding": [{"system": _MODE, "code": _MODES.get(receipt.given, "WRITTEN")}], "text": receipt.given}
        ],
        "topic": {"text": topic},
        "sent": receipt.made_at_utc,
        "payload": [
            *(
                {"contentReference": {"reference": f"urn:uuid:{one['id']}", "display": one["description"]}}
                for one in documents
            ),
            {"contentString": receipt.line},
        ],
        "note": [{"text": "Add subject and recipient, then set the status to “completed”."}],
    }
    return told | {"sender": {"display": receipt.clinic}} if receipt.clinic else told
