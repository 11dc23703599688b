"""The words of an edition, to the byte as their fingerprint is taken: /go/<code>/<n>/words.json"""

import hashlib
import json
import re
from datetime import timedelta

import pytest
from django.conf import settings

from articles.models import Contributor
from tests.makers import NOON, make_article, make_edition, make_withdrawal

pytestmark = pytest.mark.django_db

DOCUMENTED = (settings.BASE_DIR / "docs" / "fingerprint.md").read_text("utf-8")


def words_of(article, number=1):
    return f"/go/{article.code}/{number}/words.json"


def make_documented():
    """The edition of the worked example in docs/fingerprint.md."""
    edition = make_edition(
        title="Resting",
        summary="About “resting”.",
        sections=[{"heading": "Why rest helps", "body": "<p>Sleep &amp; drink.</p>"}],
    )
    nurse = Contributor.objects.create(name="Ann Example", role="Nurse")
    edition.credits.create(contributor=nurse, part="author")
    return edition


def test_the_worked_example_of_the_handbook_is_true_to_the_byte(client):
    (line,) = re.findall(r"```json\n(.*)\n```", DOCUMENTED)
    digest = hashlib.sha256(line.encode()).hexdigest()
    edition = make_documented()

    assert edition.current_fingerprint() == digest
    assert f"```\n{digest}\n```" in DOCUMENTED
    assert f"{len(line.encode())} bytes" in DOCUMENTED


def test_the_sha_256_of_what_is_fetched_is_the_fingerprint_that_was_stored(client):
    article = make_article()
    edition = make_edition(article=article, title="Ruhe für “Ärzte”", release_at=NOON)

    response = client.get(words_of(article))

    assert response["Content-Type"] == "application/json"
    assert hashlib.sha256(response.content).hexdigest() == edition.fingerprint
    assert json.loads(response.content)["title"] == "Ruhe für “Ärzte”"


def test_the_handbook_names_every_key(client):
    article = make_article()
    sections = [{"kind": "risk", "heading": "How likely", "body": "<p>x</p>", "risk_count": 1, "risk_of": 7}]
    make_edition(article=article, sections=sections, release_at=NOON)

    words = client.get(words_of(article)).json()

    keys = {name for line in re.findall(r"^\| (`.*?) \|", DOCUMENTED, re.MULTILINE) for name in line.split(", ")}
    assert {f"`{key}`" for key in [*words, *words["sections"][0]]} == keys


def test_an_old_and_a_withdrawn_edition_keep_their_words_and_a_recalled_one_is_gone(client):
    """Promise 5."""
    article = make_article()
    old = NOON - timedelta(days=9)
    for days in range(3):
        make_edition(article=article, title=f"Title {days}", release_at=old + timedelta(days=days))
    make_withdrawal(article.editions.get(number=3))
    make_withdrawal(article.editions.get(number=2), kind="recalled", reason="The dose was wrong.")

    gone = client.get(words_of(article, 2))

    assert [client.get(words_of(article, number)).status_code for number in (1, 2, 3)] == [200, 410, 200]
    assert gone.json()["title"] == "The dose was wrong."
    assert gone.json()["state"] == "recalled"
    assert gone["Content-Type"] == "application/problem+json"


def test_words_that_are_not_released_cannot_be_fetched(client):
    """Promise 1."""
    article = make_article()
    make_edition(article=article, release_at=NOON)
    make_edition(article=article, title="SCHEDULED", release_at=NOON + timedelta(seconds=1))
    make_edition(article=article, title="DRAFT")

    for number in (0, 2, 3):
        missing = client.get(words_of(article, number))
        assert missing.status_code == 404
        assert missing.json()["title"] == f"This page has no edition with the number {number}."


def test_a_mistyped_code_is_answered_to_machines_as_data(client):
    """Promise 10."""
    missing = client.get("/go/K7M3HT5/1/words.json")

    assert missing.status_code == 404
    assert missing["Content-Type"] == "application/problem+json"
    assert "may be mistyped" in missing.json()["title"]


def test_words_are_fetched_with_a_fixed_number_of_queries_and_asked_for_anew(client, django_assert_max_num_queries):
    article = make_article()
    make_edition(article=article, sections=[{"body": f"<p>{number}</p>"} for number in range(20)], release_at=NOON)

    with django_assert_max_num_queries(6):
        response = client.get(words_of(article))

    assert response["Cache-Control"] == "no-cache"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
