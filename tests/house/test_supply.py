"""What the portal is made of, and where a hole in it is told."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from portal.checks import somebody_hears_of_holes
from portal.environment import BASE_DIR
from portal.sbom import bill_of_materials
from tests.makers import NOON

AT = "/.well-known/security.txt"


def test_the_bill_of_materials_names_each_pinned_library_once_with_its_digests():
    pins = (BASE_DIR / "requirements.txt").read_text("utf-8")

    told = bill_of_materials(pins, {"name": "portal", "version": "0"})

    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", told["serialNumber"])
    parts = {part["name"]: part for part in told["components"]}
    assert len(parts) == len(told["components"]) == len(re.findall(r"^\S+==", pins, re.MULTILINE))
    assert parts["django"]["purl"].startswith("pkg:pypi/django@5.2")
    assert parts["django"]["licenses"] == [{"expression": "BSD-3-Clause"}]
    digests = [ref["hashes"] for part in parts.values() for ref in part["externalReferences"]]
    assert sum(map(len, digests)) == pins.count("--hash=sha256:")
    assert all(digests)
    assert told == bill_of_materials(pins, {"name": "portal", "version": "0"})


@pytest.mark.django_db
def test_whom_to_tell_of_a_hole_stands_where_people_look_and_never_runs_out(client, settings):
    settings.SECURITY_CONTACT, settings.PORTAL_URL = (
        ["mailto:security@hospital.example", "tel:+44-1632"],
        "https://p.example",
    )

    with time_machine.travel(NOON, tick=False):
        told = client.get(AT)

    lines = [line.partition(": ")[::2] for line in told.content.decode().splitlines()]
    assert [value for name, value in lines if name == "Contact"] == ["mailto:security@hospital.example", "tel:+44-1632"]
    expires = datetime.fromisoformat(dict(lines)["Expires"])
    assert 100 < (expires - NOON.astimezone(UTC)).days < 365
    assert dict(lines)["Canonical"] == "https://p.example/.well-known/security.txt"
    assert told["Content-Type"] == "text/plain; charset=utf-8"
    assert somebody_hears_of_holes(None) == []


@pytest.mark.django_db
def test_without_a_contact_nothing_is_promised_and_whoever_deploys_is_told(client, settings):
    settings.SECURITY_CONTACT = []

    assert client.get(AT).status_code == 404
    assert [warning.id for warning in somebody_hears_of_holes(None)] == ["portal.W001"]


def test_each_threat_is_shown_to_be_stopped_by_tests_that_exist():
    table = (BASE_DIR / "docs" / "security.md").read_text("utf-8").partition("## Threats")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    written = "\n".join(file.read_text("utf-8") for file in (BASE_DIR / "tests").rglob("test_*.py"))
    there = set(re.findall(r"^def (test_\w+)", written, re.MULTILINE))

    assert len(rows) > 20
    for row in rows:
        named = set(re.findall(r"`(test_\w+)`", row))
        assert named, row
        assert named <= there, named - there
