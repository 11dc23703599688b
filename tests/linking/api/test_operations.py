"""What every address of the API does alike."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from articles.models import GlossaryTerm
from tests.linking.api.test_articles import API, get, problem
from tests.makers import NOON, make_article, make_edition, make_topic, make_withdrawal
from tests.reading.pages import main, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article(slug="biopsy", topics=[make_topic(slug="tests", name="Tests")])
    make_edition(article=article, release_at=NOON)
    GlossaryTerm.objects.create(term="biopsy", meaning="A small piece.", other_names="needle test, sample")
    return article


def addresses(client, article):
    """Of every operation that is asked by its address alone, from the description itself."""
    paths = client.get(f"{API}/openapi.json").json()["paths"]
    return [path.format(article=article.code, number=1) for path, methods in paths.items() if "get" in methods]


def test_topics_and_glossary_are_told(client, article):
    (topic,) = get(client, "/topics/", language="en")["items"]
    (term,) = get(client, "/glossary/")["items"]

    assert (topic["identifier"], topic["articles"]) == ("tests", 1)
    assert (term["name"], term["description"]) == ("biopsy", "A small piece.")
    assert term["alternateName"] == ["needle test", "sample"]
    assert get(client, "/topics/", language="es")["items"] == get(client, "/glossary/", language="es")["items"] == []


def test_the_rules_can_be_read_by_a_machine(client):
    told = get(client, "/")

    assert told["attribution"] == {
        "required": True,
        "field": "creditText",
        "rule": "Show creditText beside the words, with its address as a link. Do not alter the words.",
    }
    assert told["refresh"]["maxAge"] == "P1D"
    assert told["refresh"]["changes"] == "http://testserver/api/v1/changes/"


def test_every_answer_may_be_read_from_elsewhere_and_costs_nothing_where_it_is_the_same(client, article):
    for address in addresses(client, article):
        first = client.get(f"{API}{address}")
        again = client.get(f"{API}{address}", headers={"If-None-Match": first["ETag"]})
        asks_first = client.options(f"{API}{address}", headers={"Origin": "https://example.org"})

        assert first.status_code == 200, address
        assert first["Content-Type"] == "application/json"
        assert first["Access-Control-Allow-Origin"] == asks_first["Access-Control-Allow-Origin"] == "*"
        assert first["Cache-Control"] == "no-cache"
        assert not first.cookies
        assert again.status_code == 304, address
        assert (asks_first.status_code, asks_first["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")


def test_a_recall_changes_what_was_the_same(client, article):
    address = f"{API}/articles/"
    before = client.get(address)

    make_withdrawal(article.newest_edition, at=NOON, kind="recalled")

    assert client.get(address, headers={"If-None-Match": before["ETag"]}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_answers_questions(client, article, method):
    for address in addresses(client, article):
        response = getattr(client, method)(f"{API}{address}")

        assert response.status_code == 405, address
        assert response["Content-Type"] == "application/problem+json"
        assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_an_unknown_address_is_a_problem_in_json(client, article):
    """Promise 10."""
    for path in ("/nowhere/", "/articles/x/y/", f"/articles/{article.code}/editions/x/", "/articles/%00/"):
        problem(client, path, 404)
    assert client.get(f"{API}/articles", follow=True).status_code == 200
    sent = Client(enforce_csrf_checks=True).post(f"{API}/links/check/", {"links": []}, "application/json")
    assert (sent.status_code, sent["Content-Type"]) == (404, "application/problem+json")


def test_while_the_database_is_away_it_says_when_to_come_back(client, article, monkeypatch):
    def fails(*_args, **_asked):
        raise OperationalError("no connection")

    monkeypatch.setattr("articles.models.prepared.Prepared.rows", fails)
    response = client.get(f"{API}/articles/{article.code}/")

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "60"


def test_the_description_names_every_parameter_and_every_answer(client):
    told = client.get(f"{API}/openapi.json").json()
    text = client.get(f"{API}/openapi.json").content.decode()

    assert told["openapi"] == "3.1.0"
    assert set(re.findall(r'"#/components/schemas/(\w+)"', text)) <= told["components"]["schemas"].keys()
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            parts = {part["name"] for part in one["parameters"] if part["in"] == "path"}
            assert parts == set(re.findall(r"{(\w+)}", path))
            assert {"200", "400", "503", *(["304"] if method == "get" else [])} <= one["responses"].keys()


def test_the_documentation_is_a_page_of_the_portal(client):
    page = read(client, f"{API}/docs")

    assert "GET http://testserver/api/v1/articles/{article}/" in main(page)
    assert not page.select("script[src^=http], link[href^=http][rel=stylesheet]")
