"""The receipt as a record system takes it in: FHIR R4, held against the official schema.

fhir-r4.schema.json is the part of HL7's schema of FHIR 4.0.1 (public domain, CC0) that these resources need.
"""

import base64
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import fastjsonschema
import pytest

from articles.linking.receipts import GIVEN
from tests.makers import NOON, make_article, make_edition

pytestmark = pytest.mark.django_db

SCHEMA = json.loads((Path(__file__).parent / "fhir-r4.schema.json").read_text("utf-8"))
RECEIPT = "/go/K52V6XC/1/receipt/"


@pytest.fixture(scope="module")
def is_valid():
    return {
        kind: fastjsonschema.compile(SCHEMA | {"$ref": f"#/definitions/{kind}"})
        for kind in ("Bundle", "DocumentReference", "Communication")
    }


@pytest.fixture
def edition():
    article = make_article(code="K52V6XC", slug="biopsy")
    return make_edition(article=article, title="Having a biopsy", release_at=NOON - timedelta(days=90))


def resources(client, **asked):
    response = client.get(RECEIPT, {"as": "fhir", **asked})
    assert response["Content-Type"] == "application/fhir+json"
    bundle = response.json()
    return bundle, *(entry["resource"] for entry in bundle["entry"])


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("clinic", ["", "Ward 3"])
def test_it_is_valid_against_the_schema(client, edition, is_valid, given, clinic):
    bundle, document, communication = resources(client, given=given, clinic=clinic)

    is_valid["Bundle"](bundle)
    is_valid["DocumentReference"](document)
    is_valid["Communication"](communication)


def test_the_schema_refuses_what_is_wrong(client, edition, is_valid):
    _bundle, document, communication = resources(client)

    for kind, wrong in (
        ("DocumentReference", document | {"status": "live"}),
        ("DocumentReference", {**document, "content": None}),
        ("Communication", communication | {"given": "page"}),
        ("Communication", communication | {"sent": "yesterday"}),
    ):
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            is_valid[kind](wrong)


def test_the_document_names_the_edition_its_words_and_where_they_are(client, edition):
    _bundle, document, _communication = resources(client, given="leaflet-18")

    assert document["masterIdentifier"]["value"] == "http://testserver/go/K52V6XC/1/"
    assert [one["value"] for one in document["identifier"]] == ["K52V6XC/1", edition.fingerprint]
    attachments = [one["attachment"] for one in document["content"]]
    assert [(one["contentType"], one["url"]) for one in attachments] == [
        ("application/json", "http://testserver/go/K52V6XC/1/words.json"),
        ("text/html", "http://testserver/articles/biopsy/editions/1/"),
        ("application/pdf", "http://testserver/articles/biopsy/editions/1/leaflet.pdf?size=large"),
    ]
    for one in attachments:
        assert client.get(one["url"]).status_code == 200
    words = client.get(attachments[0]["url"]).content
    assert attachments[0]["size"] == len(words)
    assert attachments[0]["hash"] == base64.b64encode(hashlib.sha1(words).digest()).decode()


def test_the_communication_points_at_it_and_leaves_the_patient_to_the_record_system(client, edition):
    bundle, document, communication = resources(client, given="read-aloud", clinic="Ward 3")

    assert communication["payload"][0]["contentReference"]["reference"] == f"urn:uuid:{document['id']}"
    assert bundle["entry"][0]["fullUrl"] == f"urn:uuid:{document['id']}"
    assert f"sha256:{edition.fingerprint}" in communication["payload"][1]["contentString"]
    assert communication["status"] == "preparation"
    assert communication["medium"][0]["coding"][0]["code"] == "VERBAL"
    assert communication["sender"] == {"display": "Ward 3"}
    assert not {"subject", "recipient"} & {*communication, *document}


def test_the_same_edition_is_the_same_document_in_every_receipt(client, edition):
    first, again = (resources(client, clinic=clinic) for clinic in ("Ward 3", "Ward 4"))

    assert first[1]["id"] == again[1]["id"]
    assert first[2]["id"] != again[2]["id"]


def test_an_edition_that_is_no_longer_the_newest_is_superseded(client, edition):
    assert resources(client)[1]["status"] == "current"

    make_edition(article=edition.article, change_note="Newer.", release_at=NOON)

    assert resources(client)[1]["status"] == "superseded"
