"""What patients read now, as JSON: /api/v1/articles/"""

from datetime import date, timedelta

import pytest

from articles.models import ClinicalCode, CodeSystem, TranslationGroup
from tests.makers import NOON, make_article, make_edition, make_image, make_topic, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

OLD, YESTERDAY = NOON - timedelta(days=90), NOON - timedelta(days=1)
API = "/api/v1"


def get(client, path, status=200, **query):
    response = client.get(f"{API}{path}", query)
    assert response.status_code == status, response.content
    return response.json()


def names(client, **query):
    return [one["name"] for one in get(client, "/articles/", **query)["items"]]


def problem(client, path, status=400, **query):
    response = client.get(f"{API}{path}", query)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    told = response.json()
    assert told["status"] == status
    assert told["detail"]
    return told


@pytest.fixture
def biopsy():
    """The live edition, with something in each place."""
    topic = make_topic(slug="tests", name="Tests")
    article = make_article(slug="biopsy", code="K52V6XC", topics=[topic], other_names=["Needle test"], is_sample=True)
    article.clinical_codes.add(ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="G93", name="Brain"))
    make_edition(article=article, release_at=OLD)
    sections = [
        {"heading": "What happens", "body": "<p>You <a href='/articles/rest/'>rest</a>.</p>"},
        {"kind": "risk", "heading": "Risk", "body": "<p>of all</p>", "risk_count": 1, "risk_of": 7},
        {"kind": "image", "heading": "A picture", "image": make_image(), "alt": "A hand"},
    ]
    facts = {"title": "Having a biopsy", "change_note": "Safer.", "is_safety_change": True, "release_at": YESTERDAY}
    people = [("author", "Ann"), ("reviewer", "Ben")]
    sources = [{"title": "A guideline", "publisher": "NICE"}]
    return make_edition(article=article, sections=sections, people=people, sources=sources, **facts)


@pytest.fixture
def told(client, biopsy):
    return get(client, "/articles/K52V6XC/")


WHAT_IT_IS = {
    "@context": "https://schema.org",
    "@type": "MedicalWebPage",
    "@id": "http://testserver/api/v1/articles/K52V6XC/",
    "identifier": "K52V6XC",
    "url": "http://testserver/articles/biopsy/",
    "name": "Having a biopsy",
    "description": "What this page is about.",
    "alternateName": ["Needle test"],
    "inLanguage": "en",
    "isSample": True,
    "translations": [],
    "topics": [{"identifier": "tests", "name": "Tests", "url": "http://testserver/topics/tests/"}],
    "about": [
        {
            "@type": "MedicalCode",
            "codeValue": "G93",
            "codingSystem": "ICD-10-CM",
            "codingSystemOid": "2.16.840.1.113883.6.90",
            "name": "Brain",
        }
    ],
}
HOW_FAR_TO_TRUST_IT = {
    "version": 2,
    "edition": "http://testserver/api/v1/articles/K52V6XC/editions/2/",
    "datePublished": "2025-12-02T12:00:00Z",
    "dateModified": "2026-03-01T12:00:00Z",
    "lastReviewed": "2026-01-05",
    "reviewDue": "2028-01-05",
    "isReviewOverdue": False,
    "author": [{"name": "Ann"}],
    "reviewedBy": [{"name": "Ben"}],
    "changeNote": "Safer.",
    "isSafetyChange": True,
    "creditText": "Patient information, edition 2: http://testserver/go/K52V6XC/2/",
    "citation": [{"name": "A guideline", "publisher": "NICE", "url": ""}],
}


def test_an_article_is_told_in_the_words_of_schema_org(told):
    assert {name: told[name] for name in WHAT_IT_IS} == WHAT_IT_IS


def test_an_article_tells_when_and_by_whom_it_was_written_and_checked(told, biopsy):
    assert {name: told[name] for name in HOW_FAR_TO_TRUST_IT} == HOW_FAR_TO_TRUST_IT
    assert told["sha256"] == biopsy.fingerprint


def test_an_article_tells_nothing_but_what_is_promised(told):
    assert told.keys() == WHAT_IT_IS.keys() | HOW_FAR_TO_TRUST_IT.keys() | {"sha256", "hasPart"}


def test_the_sections_of_an_article_are_told_in_order_with_whole_addresses(told):
    words, risk, picture = told["hasPart"]

    assert words == {
        "@type": "WebPageElement",
        "kind": "text",
        "name": "What happens",
        "url": "http://testserver/articles/biopsy/#what-happens",
        "text": '<p>You <a href="http://testserver/articles/rest/">rest</a>.</p>',
    }
    assert risk["risk"] == {"count": 1, "of": 7}
    assert picture["image"]["alternateText"] == "A hand"
    assert picture["image"]["url"].startswith("http://testserver/media/")


def test_an_article_is_found_by_its_code_or_by_a_present_or_past_address(client):
    article = make_article(slug="biopsia", language="es")
    make_edition(article=article, title="La biopsia", release_at=OLD)
    article.slug = "una-biopsia"
    article.save()

    for name, query in [
        (article.code, {}),
        (article.spoken_code.lower(), {}),
        ("una-biopsia", {"language": "es"}),
        ("biopsia", {"language": "es"}),
    ]:
        assert get(client, f"/articles/{name}/", **query)["name"] == "La biopsia"
    assert problem(client, "/articles/biopsia/", 404)
    assert problem(client, "/articles/nowhere/", 404)


def test_nothing_but_live_words_is_told(client):
    """Promise 1."""
    live = make_article(slug="live")
    make_edition(article=live, title="Live", release_at=OLD)
    make_edition(article=live, title="SCHEDULED", release_at=NOON + timedelta(seconds=1))
    draft = make_article()
    make_edition(article=draft, title="DRAFT")
    gone = make_article(slug="gone")
    make_withdrawal(make_edition(article=gone, title="GONE", release_at=OLD), replacement=live, reason="Outdated.")

    assert names(client) == ["Live"]
    assert problem(client, f"/articles/{draft.code}/", 404)
    assert problem(client, f"/articles/{live.code}/editions/2/", 404)
    assert [one["version"] for one in get(client, f"/articles/{live.code}/editions/")["items"]] == [1]
    taken = problem(client, "/articles/gone/", 410)
    assert taken["kind"] == "withdrawn"
    assert taken["reason"] == "Outdated."
    assert taken["replacement"] == f"http://testserver/api/v1/articles/{live.code}/"


def test_every_edition_says_where_it_stands_and_a_recalled_one_is_gone(client):
    """Promise 5."""
    article = make_article()
    first = make_edition(article=article, title="First", change_note="WRONG DOSE", release_at=OLD)
    make_edition(article=article, title="Second", release_at=YESTERDAY)

    before = get(client, f"/articles/{article.code}/editions/1/")
    make_withdrawal(first, kind="recalled", reason="The dose was wrong.")
    after = problem(client, f"/articles/{article.code}/editions/1/", 410)
    rows = client.get(f"{API}/articles/{article.code}/editions/")

    assert (before["name"], before["state"], before["version"]) == ("First", "superseded", 1)
    assert before["sha256"] == first.fingerprint
    assert (after["kind"], after["reason"]) == ("recalled", "The dose was wrong.")
    assert after["replacement"] == f"http://testserver/api/v1/articles/{article.code}/"
    assert [one["state"] for one in rows.json()["items"]] == ["live", "recalled"]
    assert b"WRONG DOSE" not in rows.content
    assert problem(client, f"/articles/{article.code}/editions/99999999999999999999/", 404)
    assert problem(client, f"/articles/{article.code}/editions/two%0Alines/", 404)


def test_a_withdrawn_edition_stays_readable_with_its_notice(client):
    article = make_article()
    make_withdrawal(make_edition(article=article, release_at=OLD), reason="Outdated.")

    told = get(client, f"/articles/{article.code}/editions/1/")

    assert told["state"] == "withdrawn"
    assert told["withdrawal"] == {"from": "2026-03-01T12:00:00Z", "reason": "Outdated."}


def test_a_list_is_narrowed_by_language_topic_and_moment(client):
    topic = make_topic(slug="tests")
    make_edition(article=make_article(topics=[topic]), title="Old", release_at=OLD)
    make_edition(article=make_article(topics=[topic]), title="New", release_at=YESTERDAY)
    make_edition(article=make_article(language="es"), title="Nueva", release_at=YESTERDAY)
    looked_at = make_edition(article=make_article(), title="Looked at", release_at=OLD)
    looked_at.reviews.create(
        reviewed_on=NOON.date(), review_due=date(2029, 1, 1), recorded_by=make_user(), recorded_at=NOON
    )

    assert names(client, topic="tests") == ["Old", "New"]
    assert names(client, language="es") == ["Nueva"]
    assert names(client, modified_since="2026-03-01") == ["New", "Nueva", "Looked at"]
    assert names(client, modified_since="2026-03-02T12:00:00+00:00") == ["Looked at"]
    assert names(client, modified_since="2026-03-01", language="en", topic="tests") == ["New"]
    for far in ("0001-01-01", "0001-01-01T00:00:00+23:59"):
        assert len(names(client, modified_since=far)) == 4
    for far in ("9999-12-31", "9999-12-31T23:59:59-23:59", "2996-02-29T23:59:59Z"):
        assert names(client, modified_since=far) == []


def test_a_list_comes_in_pages_that_lead_to_each_other(client, monkeypatch):
    monkeypatch.setattr("articles.linking.api.articles.page_of.__defaults__", (2,))
    for number in range(3):
        make_edition(title=f"Page {number}", release_at=OLD)

    first = client.get(f"{API}/articles/", {"fields": "name"})
    told = first.json()
    second = client.get(told["next"]).json()

    assert (told["total"], told["pages"], told["page"]) == (3, 2, 1)
    assert first["Link"] == f'<{told["next"]}>; rel="next"'
    assert [one["name"] for one in told["items"] + second["items"]] == ["Page 0", "Page 1", "Page 2"]
    assert "next" not in second
    assert client.get(second["previous"]).json()["items"] == told["items"]
    assert problem(client, "/articles/", 404, page="3")["parameter"] == "page"


def test_only_the_fields_that_are_asked_for_come(client):
    article = make_article()
    make_edition(article=article, title="A page", release_at=OLD)
    always = {"@type", "@id", "identifier", "url"}

    (one,) = get(client, "/articles/", fields="name, hasPart")["items"]

    assert one.keys() == always | {"name", "hasPart"}
    assert get(client, f"/articles/{article.code}/", fields="version").keys() == always | {"@context", "version"}
    assert "hasPart" not in get(client, "/articles/")["items"][0]
    assert "“title”" in problem(client, "/articles/", fields="name,title")["detail"]


def test_translations_know_each_other_and_their_original(client):
    group = TranslationGroup.objects.create()
    original = make_edition(article=make_article(slug="biopsy", translation_group=group), release_at=OLD)
    spanish = make_article(slug="biopsia", language="es", translation_group=group)
    make_edition(article=spanish, title="La biopsia", translated_from=original, release_at=OLD)

    (of_spanish,) = get(client, f"/articles/{spanish.code}/")["translations"]
    (of_english,) = get(client, f"/articles/{original.article.code}/")["translations"]
    listed = [one["translations"][0]["inLanguage"] for one in get(client, "/articles/")["items"]]

    assert (of_spanish["inLanguage"], of_spanish["isOriginal"]) == ("en", True)
    assert (of_english["url"], of_english["isOriginal"]) == ("http://testserver/es/articles/biopsia/", False)
    assert listed == ["es", "en"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"language": "xx"}, "language"),
        ({"page": "0"}, "page"),
        ({"page": "²"}, "page"),
        ({"topic": "<b>"}, "topic"),
        ({"topic": "\x00"}, "topic"),
        ({"modified_since": "yesterday"}, "modified_since"),
        ({"modified_since": "2026-03-01T12:00:00"}, "modified_since"),
        ({"langauge": "en"}, "langauge"),
        ({"language": ["en", "es"]}, "language"),
    ],
)
def test_what_is_wrong_is_named(client, query, parameter):
    """Promise 10."""
    assert problem(client, "/articles/", **query)["parameter"] == parameter


def test_a_list_and_an_article_cost_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    group = TranslationGroup.objects.create()
    for number in range(6):
        article = make_article(
            topics=[make_topic()], other_names=["a", "b"], translation_group=group if number < 1 else None
        )
        make_edition(article=article, people=[("author", "Ann")], sources=[{"title": "A"}], release_at=OLD)

    with django_assert_max_num_queries(12):
        client.get(
            f"{API}/articles/", {"fields": "name,hasPart,citation,translations,about,topics,alternateName,author"}
        )
    with django_assert_max_num_queries(4):
        client.get(f"{API}/articles/{article.code}/")
