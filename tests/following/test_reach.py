"""A recall reaches everybody: page, paper, feed, API, Infobutton, checked links, pack, register and program."""

import json

import pytest
import time_machine

from articles.following import soon
from articles.models import ClinicalCode, CodeSystem, Delivery
from articles.releasing import withdraw
from tests.following.clinics import MINUTE, make_receiver
from tests.linking.paper import qr_codes_in, rendered
from tests.makers import NOON, make_pack, make_user
from tests.reading.pages import main, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server")]

CODED = "mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c"


class AtOnce:
    """A thread that is over before anything else happens."""

    def __init__(self, target, **_facts):
        self.start = target


@pytest.fixture
def recalled(client, biopsy, clinic, program, monkeypatch, django_capture_on_commit_callbacks):
    """By the verb of the desk, after a leaflet was printed, with a program that fails twice first."""
    biopsy.clinical_codes.add(ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="J45"))
    make_receiver(clinic, "webhook", program.address)
    make_pack(biopsy, clinic=clinic)
    program.answers = [500, 500]
    monkeypatch.setattr(soon, "Thread", AtOnce)
    monkeypatch.setattr(soon.connections, "close_all", lambda: None)
    facts = {"kind": "recalled", "reason": "The dose was wrong.", "by": make_user(), "at": NOON, "now": NOON}
    with time_machine.travel(NOON, tick=False) as clock:
        clock.leaflet = b"".join(client.get("/articles/biopsy/leaflet.pdf"))
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(biopsy.editions.get(), **facts)
        yield clock


def test_a_recall_reaches_everybody_who_can_be_reached(client, admin_client, biopsy, program, recalled):
    (pack,) = biopsy.links.get().clinic.packs.all()
    asked = "&knowledgeResponseType=application/json"
    uses = {"links": ["K52V6XC", f"/packs/{pack.code}/"]}
    links = client.post("/api/v1/links/check", uses, content_type="application/json").json()
    (on_paper,) = {text for sheet in rendered(recalled.leaflet) for text in qr_codes_in(sheet)}

    assert "The dose was wrong." in main(read(client, "/articles/biopsy/", status=410))
    assert "The dose was wrong." in client.get("/feeds/updates.atom").content.decode()
    assert client.get("/api/v1/articles/K52V6XC/").json()["reason"] == "The dose was wrong."
    assert client.get("/api/v1/changes/").json()["items"][-1]["change"] == "recalled"
    assert client.get(f"/connect/service?{CODED}=J45{asked}").json()["feed"]["entry"] == []
    assert [one["state"] for one in links["items"]] == ["gone", "gone"]
    assert "The dose was wrong." in main(read(client, on_paper.removeprefix("http://testserver")))
    register = admin_client.get("/admin/articles/registeredlink/").content.decode()
    assert "Recalled as unsafe: stop using it" in register
    assert client.get("/go/K52V6XC/1/?format=json").json()["state"] == "recalled"
    assert "The dose was wrong." in main(read(client, f"/packs/{pack.code}/"))
    for minutes in (1, 3):
        recalled.move_to(NOON + minutes * MINUTE)
        soon.tell_soon()
    assert [json.loads(body)["news"] for _headers, body in program.heard] == ["recalled"] * 3
    assert list(Delivery.objects.values_list("has_arrived", flat=True)) == [False, False, True]
