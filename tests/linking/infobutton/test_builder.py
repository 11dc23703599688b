"""An engineer of a clinic tries a request: /connect/"""

import pytest

from articles.models import CodeSystem, UnansweredCode
from tests.linking.infobutton.test_service import make_page
from tests.reading.pages import links, main, read

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def page(client, **query):
    response = client.get("/connect/", query)
    return read(client, response.wsgi_request.get_full_path())


def test_it_says_what_to_enter_before_anything_is_tried(client):
    words = main(page(client))

    assert "http://testserver/connect/application" in words
    assert "http://testserver/connect/service" in words
    for value in (
        "2.16.840.1.113883.6.96: SNOMED CT",
        "es: Spanish",
        "application/json: JSON",
        "mainSearchCriteria.v.dn:",
    ):
        assert value in words


def test_a_request_is_shown_in_each_form_with_its_answer_and_leads_to_the_same(client):
    make_page("biopsia", "G93", language="es", title="La biopsia")

    shown = page(client, system=CodeSystem.ICD10CM, code="g93", name="", language="es")
    requests = [address for words, address in links(shown.main).items() if words.startswith("http")]

    assert links(shown.main)["La biopsia"] == "/es/articles/biopsia/"
    assert len(requests) == 3
    for address in requests:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "La biopsia" in answer.content.decode()
    assert [part.pre["tabindex"] for part in shown.select(".listing")] == ["0", "0"]
    assert '"title": "La biopsia"' in shown.select(".listing pre")[1].text


def test_trying_a_code_that_leads_nowhere_is_not_counted(client):
    assert "no-match" in main(page(client, system=CodeSystem.ICD10CM, code="G93", language="en"))
    assert not UnansweredCode.objects.exists()


def test_a_mistake_is_told_in_a_sentence(client):
    """Promise 10."""
    assert "Give a code or a name." in main(page(client, system=CodeSystem.ICD10CM, code=""))
    assert "Give a code or a name." in main(page(client, code="x" * 41, language="xx"))
    assert "That is no clinical code." in main(page(client, system=CodeSystem.ICD10CM, code="<b>"))


def test_hostile_words_are_shown_as_words(client):
    """Promise 11."""
    for query in ({"code": "1", "name": HOSTILE}, {"code": HOSTILE[:40]}, {"system": HOSTILE, "name": "x"}):
        assert not page(client, **query).select("main script, main img[src=x]")
