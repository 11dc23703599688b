"""How often one place may ask for what is costly, and that nothing of the place is kept (promise 8)."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import translation

from articles.limiting import LIMITS, Limit, Taken, take
from articles.limiting.asker import asker
from articles.models import Feedback
from tests.makers import NOON, make_article, make_edition
from tests.reading.pages import heading, main, read

CODED = "mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=J45"
MACHINES = {
    "/api/v1/topics/": "application/problem+json",
    f"/connect/service?{CODED}&knowledgeResponseType=application/json": "application/problem+json",
    f"/connect/service?{CODED}": "text/xml; charset=utf-8",
    f"/verify/?hash={'0' * 64}&format=json": "application/problem+json",
    "/search/suggestions/?q=biopsy": "application/json",
}
PEOPLE = [
    *("/search/?q=biopsy", f"/connect/application?{CODED}", f"/verify/?hash={'0' * 64}"),
    *("/articles/live/leaflet.pdf", "/articles/live/editions/1/leaflet.pdf"),
]


@pytest.fixture(autouse=True)
def two_in_a_minute(settings, monkeypatch, tmp_path):
    settings.RATE_LIMITS, settings.VAR = 1, tmp_path
    for name in LIMITS:
        monkeypatch.setitem(LIMITS, name, Limit(name, 2, 60))
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def request_from(address="192.0.2.7", **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.django_db
@pytest.mark.parametrize("address", MACHINES)
def test_the_third_question_of_a_machine_is_refused_in_the_form_it_asked_for(client, address):
    answers = [client.get(address) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Content-Type"] == MACHINES[address]
    assert answers[2]["Retry-After"] == "60"
    assert "try again in 60 seconds" in answers[2].content.decode()
    assert answers[2].headers.get("Access-Control-Allow-Origin", "*") == "*"


@pytest.mark.django_db
@pytest.mark.parametrize("address", PEOPLE)
def test_a_person_who_asks_too_often_reads_when_to_come_back(client, address):
    make_edition(article=make_article(slug="live"), release_at=NOON)
    assert [client.get(address).status_code for _ in range(2)] == [200, 200]

    page = read(client, address, status=429)

    assert heading(page) == "Please wait a moment"
    assert "try again in 60 seconds" in main(page)


@pytest.mark.parametrize(
    ("language", "seconds", "when"),
    [
        ("en", 1, "in 1 second."),
        ("en", 61, "in 2 minutes."),
        ("en", 3600, "in 60 minutes."),
        ("es", 1, "dentro de 1 segundo."),
        ("es", 3421, "dentro de 58 minutos."),
        ("ar", 2, "بعد ثانيتين."),
        ("ar", 540, "بعد 9 دقائق."),
    ],
)
def test_when_to_come_back_is_said_as_people_say_it(language, seconds, when):
    with translation.override(language):
        assert Taken(Limit("feedback", 60, 3600), 61, seconds).sentence.endswith(when)


@pytest.mark.django_db
def test_an_answer_tells_how_much_is_left(client):
    told = [client.get("/api/v1/topics/") for _ in range(3)]

    assert {one["RateLimit-Policy"] for one in told} == {'"api";q=2;w=60'}
    assert [one["RateLimit"] for one in told] == ['"api";r=1;t=60', '"api";r=0;t=60', '"api";r=0;t=60']
    assert "RateLimit-Policy" in told[0]["Access-Control-Expose-Headers"]
    assert "Retry-After" not in told[1]


@pytest.mark.django_db
def test_the_words_of_a_reader_come_back_with_the_refusal(client):
    make_edition(article=make_article(slug="live"), release_at=NOON)
    for _ in range(3):
        slip = read(client, "/articles/live/feedback/").find("input", {"name": "slip"})["value"]
        answer = client.post("/articles/live/feedback/", {"slip": slip, "helpful": "no", "words": "It says nothing."})

    assert answer.status_code == 429
    assert "It says nothing." in answer.content.decode()
    assert answer["Retry-After"] == "60"
    assert Feedback.objects.count() == 2


@pytest.mark.django_db
def test_passwords_cannot_be_tried_without_end(client, django_user_model):
    """Nor by whoever finds the right one at last; and the page to sign in on stays open."""
    django_user_model.objects.create_superuser("ada", password="the right one")
    tries = [client.post("/admin/login/", {"username": "ada", "password": f"guess {n}"}) for n in range(2)]
    last = client.post("/admin/login/", {"username": "ada", "password": "the right one"})

    assert [one.status_code for one in tries] == [200, 200]
    assert last.status_code == 429
    assert "try again in 60 seconds" in last.content.decode()
    assert "sessionid" not in client.cookies
    assert client.get("/admin/login/").status_code == 200


@pytest.mark.django_db
def test_pages_are_never_limited_and_limits_write_nothing(client, django_assert_num_queries):
    """Also with a limit on the search that is used up."""
    make_edition(article=make_article(slug="live"), release_at=NOON)
    for _ in range(3):
        client.get("/search/?q=biopsy")

    assert {client.get("/articles/live/").status_code for _ in range(5)} == {200}
    with django_assert_num_queries(0):
        assert client.get("/search/?q=biopsy").status_code == 429


def test_the_next_minute_begins_anew_and_other_places_and_questions_count_for_themselves(two_in_a_minute):
    here, elsewhere = request_from(), request_from("192.0.2.8")
    for _ in range(3):
        taken = take(here, "api", NOON)

    assert taken.is_too_much
    assert not take(elsewhere, "api", NOON).is_too_much
    assert not take(here, "search", NOON).is_too_much
    assert not take(here, "api", NOON + timedelta(minutes=1)).is_too_much


def test_a_portal_may_be_more_generous_or_limit_nothing(settings):
    settings.RATE_LIMITS = 3
    assert [take(request_from(), "api", NOON).is_too_much for _ in range(7)] == [False] * 6 + [True]

    settings.RATE_LIMITS = 0
    assert not take(request_from(), "api", NOON).is_too_much


@pytest.mark.parametrize(
    ("proxies", "forwarded", "here"),
    [
        (0, "203.0.113.1", "192.0.2.7"),  # no proxy of ours: anybody may write this
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "198.51.100.9, 203.0.113.1", "203.0.113.1"),  # the first was written by the reader
        (2, "198.51.100.9, 203.0.113.1, 10.0.0.1", "203.0.113.1"),
        (1, "", "192.0.2.7"),
        (2, "203.0.113.1", "192.0.2.7"),
    ],
)
def test_behind_proxies_the_place_is_what_the_outermost_of_them_saw(settings, proxies, forwarded, here):
    settings.PROXIES = proxies

    assert asker(request_from(**{"X-Forwarded-For": forwarded}), NOON) == asker(_direct(settings, here), NOON)


def _direct(settings, address):
    return request_from(address, **{"X-Forwarded-For": ", ".join([address] * settings.PROXIES)})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:5044", "2001:db8::1"),
        ("192.0.2.7:5044", "192.0.2.7"),
    ],
)
def test_two_addresses_of_one_household_are_one_place(one, other):
    assert asker(request_from(one), NOON) == asker(request_from(other), NOON)
    assert asker(request_from("2001:db8:1:3::1"), NOON) != asker(request_from(one), NOON)


@pytest.mark.django_db
def test_the_description_of_the_api_tells_of_the_limits(client):
    told = json.loads(client.get("/api/v1/openapi.json").content)

    for methods in told["paths"].values():
        for one in methods.values():
            assert "429" in one["responses"]
            assert {"RateLimit", "RateLimit-Policy"} <= one["responses"]["200"]["headers"].keys()
