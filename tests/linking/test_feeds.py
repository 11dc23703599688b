"""What is new, for whoever follows along: /feeds/…"""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.makers import NOON, make_article, make_edition, make_topic, make_user, make_withdrawal
from tests.reading.pages import read

pytestmark = pytest.mark.django_db

OLD, YESTERDAY, DAY = NOON - timedelta(days=90), NOON - timedelta(days=1), timedelta(days=1)
ATOM = "{http://www.w3.org/2005/Atom}"
UPDATES = "/feeds/updates.atom"


def feed(client, address=UPDATES):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client, address=UPDATES):
    return list(feed(client, address).iter(f"{ATOM}entry"))


def titles(client, address=UPDATES):
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, address)]


def words(client, address=UPDATES):
    return client.get(address).content.decode()


def test_it_tells_what_is_new_and_what_changed_the_newest_first_and_safety_in_words(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, title="Biopsy", release_at=OLD)
    make_edition(article=article, title="Biopsy", change_note="More <b>.", release_at=OLD + DAY)
    facts = {"change_note": "The dose is halved.", "is_safety_change": True}
    make_edition(article=article, title="Biopsy", release_at=YESTERDAY, **facts)

    newest, *_rest = entries(client)

    assert titles(client) == ["Safety change: Biopsy", "Updated: Biopsy", "Biopsy"]
    assert newest.findtext(f"{ATOM}id") == f"tag:testserver,2026-03-02:/go/{article.code}/3"
    assert newest.findtext(f"{ATOM}updated") == "2026-03-01T12:00:00Z"
    assert newest.find(f"{ATOM}link").get("href") == "http://testserver/articles/biopsy/"
    assert newest.findtext(f"{ATOM}content") == "<p>The dose is halved.</p><p>What this page is about.</p>"
    assert entries(client)[1].findtext(f"{ATOM}content") == "<p>More &lt;b&gt;.</p>"


def test_nothing_that_patients_cannot_read_is_told(client):
    """Promise 1."""
    article = make_article()
    make_edition(article=article, title="Live", release_at=OLD)
    make_edition(article=article, title="SCHEDULED", change_note="SCHEDULED", release_at=NOON + timedelta(seconds=1))
    make_edition(title="DRAFT")
    gone = make_edition(title="Old page", summary="GONE", change_note="GONE", release_at=OLD)
    make_withdrawal(gone, reason="Newer advice exists.")

    said = words(client)

    assert titles(client) == ["Withdrawn: Old page", "Live"]
    assert "Newer advice exists." in said
    for word in ("SCHEDULED", "DRAFT", "GONE"):
        assert word not in said


def test_a_recall_is_told_with_its_reason_and_where_to_go_also_of_an_older_edition(client):
    article, other = make_article(), make_article(slug="other")
    make_edition(article=other, title="Other page", release_at=OLD)
    first = make_edition(article=article, title="Dose", change_note="WRONG", release_at=OLD)
    make_edition(article=article, title="Dose", change_note="Right now.", release_at=OLD + DAY)
    make_withdrawal(first, kind="recalled", reason="The dose was wrong.", replacement=other)

    recall = entries(client)[0]

    assert recall.findtext(f"{ATOM}title") == "Recalled, do not use: Dose"
    assert recall.findtext(f"{ATOM}content") == (
        '<p>The dose was wrong.</p><p><a href="http://testserver/articles/other/">Read instead: Other page</a></p>'
    )
    assert titles(client)[1:] == ["Updated: Dose", "Other page"]
    assert "WRONG" not in words(client)


def test_what_is_given_back_is_told_again_under_the_same_id(client):
    edition = make_edition(title="Biopsy", release_at=OLD)
    make_edition(title="Later", release_at=OLD + DAY)
    before = entries(client)[1].findtext(f"{ATOM}id")
    make_withdrawal(edition, at=YESTERDAY, lifted_at=NOON, lifted_by=make_user())

    first = entries(client)[0]

    assert titles(client) == ["Biopsy", "Later"]
    assert first.findtext(f"{ATOM}id") == before
    assert first.findtext(f"{ATOM}updated") == "2026-03-02T12:00:00Z"


def test_a_feed_speaks_its_language_and_tells_of_pages_in_it(client):
    make_edition(title="Biopsy", release_at=OLD)
    spanish = make_article(slug="biopsia", language="es")
    make_edition(article=spanish, title="Biopsia", release_at=OLD)
    make_edition(article=spanish, title="Biopsia", release_at=YESTERDAY)

    assert titles(client, "/es/feeds/updates.atom") == ["Actualizada: Biopsia", "Biopsia"]
    assert feed(client, "/es/feeds/updates.atom").findtext(f"{ATOM}title") == "Información para pacientes: novedades"
    assert feed(client, "/ar/feeds/updates.atom").get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"


def test_a_topic_and_an_article_have_feeds_of_their_own(client):
    topic = make_topic(slug="tests", name="Tests")
    make_edition(article=make_article(slug="biopsy", topics=[topic]), title="Biopsy", release_at=OLD)
    make_edition(article=make_article(slug="scan"), title="Scan", release_at=OLD)
    make_edition(article=make_article(slug="draft", topics=[make_topic(slug="secret")]))

    assert titles(client, "/feeds/topics/tests.atom") == ["Biopsy"]
    assert titles(client, "/feeds/articles/scan.atom") == ["Scan"]
    for address in ("topics/secret.atom", "topics/none.atom", "articles/draft.atom", "articles/none.atom"):
        assert client.get(f"/feeds/{address}").status_code == 404


def test_the_feed_of_an_article_moves_with_it(client):
    """Promise 4."""
    article = make_article(slug="biopsy")
    make_edition(article=article, title="Biopsy", release_at=OLD)
    article.slug = "a-biopsy"
    article.save()

    moved = client.get("/feeds/articles/biopsy.atom")

    assert (moved.status_code, moved["Location"]) == (301, "/feeds/articles/a-biopsy.atom")


def test_pages_tell_where_their_feed_is(client):
    topic = make_topic(slug="tests")
    make_edition(article=make_article(slug="biopsy", topics=[topic]), release_at=OLD)

    for page, address in [
        ("/", UPDATES),
        ("/topics/tests/", "/feeds/topics/tests.atom"),
        ("/articles/biopsy/", "/feeds/articles/biopsy.atom"),
    ]:
        (link,) = read(client, page).select('link[type="application/atom+xml"]')
        assert link["href"] == address
        assert client.get(address).status_code == 200


def test_a_feed_that_is_the_same_costs_nothing_and_a_recall_makes_it_another(client):
    edition = make_edition(release_at=OLD)
    first = client.get(UPDATES)

    assert client.get(UPDATES, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(UPDATES, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    make_withdrawal(edition, at=NOON, kind="recalled")
    assert client.get(UPDATES, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(UPDATES, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200
    assert first["Cache-Control"] == "no-cache"
    assert not first.cookies


def test_a_feed_costs_a_fixed_number_of_queries_and_ends(client, django_assert_max_num_queries, monkeypatch):
    for number in range(8):
        make_edition(title=f"Page {number}", release_at=OLD + number * DAY)

    with django_assert_max_num_queries(4):
        client.get(UPDATES)
    monkeypatch.setattr("articles.linking.feeds.news.MOST", 3)
    assert titles(client) == ["Page 7", "Page 6", "Page 5"]


def test_hostile_words_are_words(client):
    """Promise 11."""
    make_edition(title="<script>alert(1)</script>\x0b", summary="<script>", release_at=OLD)

    (entry,) = entries(client)

    assert entry.findtext(f"{ATOM}title") == "<script>alert(1)</script>"
    assert entry.findtext(f"{ATOM}content") == "<p>&lt;script&gt;</p>"
