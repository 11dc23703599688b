"""A record system asks by clinical code: /connect/service"""

from datetime import date, timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ClinicalCode, CodeSystem, TranslationGroup, UnansweredCode
from tests.makers import NOON, make_article, make_edition, make_withdrawal

pytestmark = pytest.mark.django_db

ICD, SNOMED = CodeSystem.ICD10CM, CodeSystem.SNOMED_CT
OLD = NOON - timedelta(days=90)
ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def make_page(slug, *codes, system=ICD, release_at=OLD, title=None, **facts):
    article = make_article(
        slug=slug, **{key: facts.pop(key) for key in ("language", "translation_group") & facts.keys()}
    )
    for code in codes:
        article.clinical_codes.add(ClinicalCode.objects.get_or_create(system=system, code=code)[0])
    return make_edition(article=article, title=title or slug, release_at=release_at, **facts)


def address(code="", system=ICD, page="service", **more):
    about = {"mainSearchCriteria.v.c": code, "mainSearchCriteria.v.cs": system} if code else {}
    return f"/connect/{page}?" + urlencode(about | {name.replace("_", "."): value for name, value in more.items()})


def ask(client, *args, status=200, **more):
    """The feed of the answer, read as Atom."""
    response = client.get(address(*args, **more))
    assert response.status_code == status
    return ElementTree.fromstring(response.content)


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def found(client, *args, **more):
    return titles(ask(client, *args, **more))


def in_json(client, *args, **more):
    return client.get(address(*args, knowledgeResponseType="application/json", **more))


def test_an_exact_code_leads_to_the_live_page(client):
    make_page("fatigue", "G93.32")
    make_page("asthma", "J45")

    assert found(client, "G93.32") == ["fatigue"]


def test_without_the_exact_code_the_nearest_broader_one_answers(client):
    make_page("brain", "G93")
    make_page("fatigue", "G93.3")

    assert found(client, "G93.32") == ["fatigue"]
    assert found(client, "G93.5") == ["brain"]
    assert found(client, "G9") == []


def test_a_broader_page_answers_while_the_exact_one_is_away(client):
    make_page("fatigue", "G93.3")
    make_withdrawal(make_page("me", "G93.32"), kind="recalled")

    assert found(client, "G93.32") == ["fatigue"]


def test_other_systems_know_no_broader_code(client):
    make_page("colonoscopy", "73761", system=SNOMED)

    assert found(client, "73761001", SNOMED) == []
    assert found(client, "73761", SNOMED) == ["colonoscopy"]
    assert found(client, "73761", CodeSystem.LOINC) == []


def test_nothing_but_live_words_answers(client):
    """Promise 1."""
    make_page("SCHEDULED", "G93", release_at=NOON + timedelta(seconds=1))
    make_page("DRAFT", "G93", release_at=None)
    for kind in ("withdrawn", "recalled"):
        make_withdrawal(make_page(kind, "G93"), kind=kind)

    answer = client.get(address("G93"))

    assert titles(ElementTree.fromstring(answer.content)) == []
    assert answer["X-Reason"] == "no-match"
    for word in (b"SCHEDULED", b"DRAFT", b"withdrawn"):
        assert word not in answer.content


def test_at_most_three_pages_answer_one_code_always_in_the_same_order(client):
    for slug in ("d", "b", "a", "c"):
        make_page(slug, "G93")

    assert found(client, "G93") == ["a", "b", "c"]


def test_the_page_comes_in_the_language_that_was_asked_for_also_where_only_the_original_is_coded(client):
    group = TranslationGroup.objects.create()
    make_page("biopsy", "G93", translation_group=group)
    make_page("biopsia", language="es", translation_group=group)
    make_page("other", "G93")

    spanish = ask(client, "G93", informationRecipient_languageCode_c="es-MX")

    assert titles(spanish) == ["biopsia", "other"]
    assert spanish.get(f"{XML}lang") == "es"
    assert [entry.get(f"{XML}lang") for entry in spanish.iter(f"{ATOM}entry")] == ["es", "en"]
    assert found(client, "G93", informationRecipient_languageCode_c="fr") == ["biopsy", "other"]
    assert found(client, "G93") == ["biopsy", "other"]


def test_several_criteria_bring_the_pages_of_each(client):
    make_page("asthma", "J45")
    make_page("colonoscopy", "73761001", system=SNOMED)

    more = {"mainSearchCriteria_v_c2": "73761001", "mainSearchCriteria_v_cs2": SNOMED}
    assert found(client, "J45", **more) == ["asthma", "colonoscopy"]


def test_a_name_is_looked_for_if_there_is_no_code(client):
    from articles.searching import rebuild

    make_page("asthma", title="Living with asthma")
    rebuild()

    assert found(client, mainSearchCriteria_v_dn="asthma") == ["Living with asthma"]
    assert found(client, mainSearchCriteria_v_dn="...") == []
    assert found(client, "G93", mainSearchCriteria_v_dn="asthma") == []


def test_an_entry_says_what_a_record_system_needs(client):
    facts = {"title": "Having a biopsy", "summary": "A small <b>piece</b>.", "people": [("reviewer", "Dr Rhee")]}
    first = make_page("biopsy", "G93", **facts)
    make_edition(article=first.article, release_at=NOON, **facts)

    feed = ask(client, "G93")
    entry = feed.find(f"{ATOM}entry")

    assert [child.tag.removeprefix(ATOM) for child in feed] == [
        *("title", "subtitle", "author", "updated"),
        *["category"] * 4,
        *("id", "entry"),
    ]
    assert [child.tag.removeprefix(ATOM) for child in entry] == [
        *("title", "link", "link", "id", "updated", "contributor", "summary", "published", "rights")
    ]
    assert [link.attrib for link in entry.iter(f"{ATOM}link")] == [
        {
            "rel": "alternate",
            "type": "text/html",
            "hreflang": "en",
            "title": "Having a biopsy",
            "href": "http://testserver/articles/biopsy/",
        },
        {
            "rel": "memento",
            "type": "text/html",
            "hreflang": "en",
            "title": "Edition 2",
            "href": "http://testserver/articles/biopsy/editions/2/",
        },
    ]
    assert entry.findtext(f"{ATOM}id") == f"tag:testserver,2026-03-02:/go/{first.article.code}/2"
    assert entry.findtext(f"{ATOM}updated") == "2026-03-02T12:00:00Z"
    assert entry.findtext(f"{ATOM}published") == "2025-12-02T12:00:00Z"
    assert entry.findtext(f"{ATOM}summary") == "<p>A small &lt;b&gt;piece&lt;/b&gt;.</p>"
    assert entry.findtext(f"{ATOM}contributor/{ATOM}name") == "Dr Rhee"
    assert feed.findtext(f"{ATOM}subtitle") == "Results for ICD-10-CM G93"
    assert {one.get("scheme"): one.get("term") for one in feed.iter(f"{ATOM}category")} == {
        "mainSearchCriteria.v.c": "G93",
        "mainSearchCriteria.v.cs": ICD,
        "mainSearchCriteria.v.dn": "",
        "informationRecipient": "PAT",
    }


def test_a_page_whose_check_is_overdue_says_so_first(client):
    make_page("biopsy", "G93", reviewed_on=date(2024, 1, 1), review_due=date(2026, 3, 1))

    summary = ask(client, "G93").findtext(f"{ATOM}entry/{ATOM}summary")

    assert summary.startswith("<p><strong>This page was due to be checked again on 1 March 2026.</strong></p>")


def test_json_tells_the_same_as_atom_in_the_way_of_medlineplus_connect(client):
    make_page("biopsy", "G93")

    response = in_json(client, "G93")
    feed = response.json()["feed"]

    assert response["Content-Type"] == "application/json"
    assert feed["lang"] == "en"
    assert feed["base"] == "http://testserver/"
    assert feed["title"] == {"type": "text", "_value": "Patient information"}
    assert feed["author"]["uri"] == {"_value": "http://testserver/"}
    assert feed["category"][0] == {"scheme": "mainSearchCriteria.v.c", "term": "G93"}
    (entry,) = feed["entry"]
    assert entry["lang"] == "en"
    assert entry["title"] == {"type": "text", "_value": "biopsy"}
    assert entry["link"][0]["href"] == "http://testserver/articles/biopsy/"
    assert entry["summary"] == {"type": "html", "_value": "<p>What this page is about.</p>"}
    assert in_json(client, "J45").json()["feed"]["entry"] == []


def test_what_is_wrong_is_named_in_the_form_that_was_asked_for(client):
    """Promise 10."""
    feed = ask(client, mainSearchCriteria_v_c="G93", status=400)
    told = client.get(address(mainSearchCriteria_v_c="G93", knowledgeResponseType="application/json"))

    assert titles(feed) == []
    assert feed.findtext(f"{ATOM}subtitle") == "mainSearchCriteria.v.cs: Say of which system the code is."
    assert told.status_code == 400
    assert told["Content-Type"] == "application/problem+json"
    assert told.json()["parameter"] == "mainSearchCriteria.v.cs"
    assert ask(client, status=400).findtext(f"{ATOM}subtitle").startswith("mainSearchCriteria.v.c: ")
    assert client.get(address("G93", knowledgeResponseType="application/javascript")).status_code == 415


@pytest.mark.parametrize("query", ["%00=%00", "mainSearchCriteria.v.dn=%00%ff%0b", "a=\u202e&b=\ud7ff", "&&&==", "%"])
def test_no_request_is_a_fault_of_ours(client, query):
    """Promise 10."""
    for page in ("service", "application"):
        response = client.get(f"/connect/{page}?{query}")
        assert response.status_code in (200, 400)
        if page == "service":
            ElementTree.fromstring(response.content)


def test_a_system_we_do_not_know_is_no_fault(client):
    answer = client.get(address("D001241", "2.16.840.1.113883.6.177"))

    assert answer.status_code == 200
    assert answer["X-Reason"] == "code-system-not-supported"
    assert "X-Reason" in answer["Access-Control-Expose-Headers"]
    assert not UnansweredCode.objects.exists()


def test_a_code_that_led_nowhere_is_counted_by_day_and_nothing_else_is_kept(client):
    """Promise 8."""
    make_page("asthma", "J45")

    for _ in range(3):
        client.get(address("g9332", holder_assignedEntity_n="Dr Private", age_v_v="33", age_v_u="a"))
    client.get(address("J45.1"))
    client.get(address("G93.32", SNOMED, page="application"))

    assert list(UnansweredCode.objects.order_by("times").values("system", "code", "day", "times")) == [
        {"system": SNOMED, "code": "G93.32", "day": NOON.date(), "times": 1},
        {"system": ICD, "code": "G93.32", "day": NOON.date(), "times": 3},
    ]


def test_counting_ends_where_codes_are_made_up_by_chance(client, monkeypatch):
    monkeypatch.setattr("articles.models.unanswered.MOST_A_DAY", 2)

    for code in ("A00", "A01", "A02", "A00"):
        client.get(address(code))

    assert list(UnansweredCode.objects.order_by("code").values_list("code", "times")) == [("A00", 2), ("A01", 1)]


def test_nothing_is_echoed_that_says_who_asks_or_about_whom(client):
    """Promise 8."""
    private = {"holder_assignedEntity_certificateText": "SECRET", "patientPerson_administrativeGenderCode_c": "SECRET"}

    response = client.get(address("G93", **private))

    assert b"SECRET" not in response.content
    assert not response.cookies


def test_an_answer_is_asked_for_anew_and_costs_nothing_where_it_is_the_same(client):
    edition = make_page("biopsy", "G93")

    first = client.get(address("G93"))
    again = client.get(address("G93"), headers={"If-None-Match": first["ETag"]})
    make_withdrawal(edition, at=NOON, kind="recalled")
    recalled = client.get(address("G93"), headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "no-cache"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert again.status_code == 304
    assert recalled.status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_answers_questions(client, method):
    for page in ("service", "application"):
        response = getattr(client, method)(f"/connect/{page}")
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


def of_ten(*codes):
    """The criteria that ask for ``codes`` at once."""
    numbered = {f"mainSearchCriteria_v_c{number}": code for number, code in enumerate(codes)}
    return numbered | {f"mainSearchCriteria_v_cs{number}": ICD for number in range(len(codes))}


def test_the_answer_to_ten_codes_that_many_pages_carry_costs_as_many_queries(client, django_assert_num_queries):
    codes = [f"G{number}.3" for number in range(10, 20)]
    make_page("alone", "J45")
    for number in range(4):
        group = TranslationGroup.objects.create()
        people = [("author", "Ann"), ("reviewer", "Ben")]
        make_page(f"page-{number}", *codes, translation_group=group, people=people)
        make_page(f"pagina-{number}", translation_group=group, language="es", people=people)

    with django_assert_num_queries(4):
        one = client.get(address("J45.1"))
    with django_assert_num_queries(4):
        ten = client.get(address(**of_ten(*(f"{code}2" for code in codes))))

    assert (one.content.count(b"<entry"), ten.content.count(b"<entry")) == (1, 3)
    assert b"Ben" in ten.content


def test_counting_what_led_nowhere_costs_as_many_queries_for_ten_codes(client):
    def cost(*codes):
        with CaptureQueriesContext(connection) as asked_of_database:
            client.get(address(**of_ten(*codes)))
        return len(asked_of_database)

    ten = [f"G{number}" for number in range(10, 20)]

    assert cost("J45") == cost(*ten)
    assert cost("J45") == cost(*ten)  # now that each is known
    assert set(UnansweredCode.objects.values_list("code", "times")) == {(code, 2) for code in ["J45", *ten]}


def test_a_count_that_fails_never_fails_the_answer(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_unansweredcode RENAME TO elsewhere")
    try:
        assert client.get(address("G93"))["X-Reason"] == "no-match"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO articles_unansweredcode")


def test_a_code_asked_for_twice_at_once_is_counted_once(client):
    client.get(address(**of_ten("G10", "g10", "G11")))

    assert list(UnansweredCode.objects.order_by("code").values_list("code", "times")) == [("G10", 1), ("G11", 1)]
