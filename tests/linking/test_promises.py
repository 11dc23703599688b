"""What holds at every address for machines, told by asking all of them."""

import logging
from io import StringIO

import pytest

from articles.models import Article
from tests.reading.test_promises import CODED, portal  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


def addresses():
    live, gone = Article.objects.get(slug="live"), Article.objects.get(slug="recalled")
    api = ["", "articles/", "articles/?fields=hasPart,changeNote", "topics/", "glossary/", "changes/", "openapi.json"]
    api += [f"articles/{live.code}/{more}" for more in ("", "editions/", "editions/1/", "editions/3/")]
    api += [f"articles/{slug}/" for slug in ("live", "draft", "withdrawn", "recalled")]
    api += [f"articles/{gone.code}/editions/{more}" for more in ("", "1/")]
    feeds = ["updates.atom", "topics/topic.atom", *(f"articles/{slug}.atom" for slug in ("live", "draft", "recalled"))]
    as_json = "&knowledgeResponseType=application/json"
    connect = [f"service?{CODED}=J45", f"service?{CODED}=J45{as_json}", "service?mainSearchCriteria.v.dn=draft"]
    return [
        *(f"/api/v1/{path}" for path in api),
        *(f"{language}/feeds/{path}" for path in feeds for language in ("", "/es")),
        *(f"/connect/{path}" for path in [*connect, "service?x=1", "service?knowledgeResponseType=x"]),
    ]


def test_drafts_scheduled_and_withdrawn_words_appear_nowhere(client, portal):  # noqa: F811
    """Promise 1."""
    for address in addresses():
        words = client.get(address).content.decode()
        for word in ("SCHEDULED", "DRAFT", "GONE"):
            assert word not in words, address


def test_machines_are_left_alone_too(client, portal):  # noqa: F811
    """Promise 8: no cookie, nothing that differs by cookie, and an answer to everybody."""
    for address in addresses():
        answer = client.get(address)

        assert answer.status_code in {200, 400, 404, 410, 415}, address
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address


def test_nothing_of_a_question_reaches_the_log(client, portal, caplog):  # noqa: F811
    """Promise 8."""
    written = StringIO()
    (handler,) = [one for one in logging.getLogger().handlers if one.get_name() == "stderr"]
    before = handler.setStream(written)

    client.get(f"/connect/service?{CODED}=Z99.9&holder.assignedEntity.n=Private")
    client.get(f"/connect/application?{CODED}=%00Z99.9")
    client.get("/api/v1/articles/?topic=private")

    handler.setStream(before)
    assert written.getvalue() == ""
