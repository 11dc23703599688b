"""Promise 9: while the database is away, readers get a calm page, and the log does not flood."""

import logging

import pytest
import time_machine
from django.db import connections
from django.test import Client

from articles.reading.passing.away import TOLD_EVERY
from articles.storing import DATABASE_AWAY
from tests.reading.pages import heading, main, read

INFOBUTTON = "/connect/service?mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=J45"


@pytest.fixture
def no_database(django_db_setup, django_db_blocker, tmp_path, monkeypatch):
    """The file is gone, or nothing listens at the port: a real connection that fails."""
    monkeypatch.setattr("articles.reading.passing.away._told_at", None)
    here = connections["default"]
    gone = here.copy()
    if gone.vendor == "sqlite":
        gone.settings_dict["NAME"] = str(tmp_path / "gone" / "portal.sqlite3")
    else:
        gone.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
    with django_db_blocker.unblock():
        connections["default"] = gone
        yield
        gone.close()
        connections["default"] = here


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/articles/asthma/", "en", "Please try again in a minute"),
        ("/es/articles/asma/", "es", "Inténtelo de nuevo en un minuto"),
        ("/ar/", "ar", "حاول مرة أخرى بعد دقيقة"),
        ("/topics/lungs/", "en", "Please try again in a minute"),
        ("/go/P6D8VP4/", "en", "Please try again in a minute"),
        ("/go/P6D8VP4/1/", "en", "Please try again in a minute"),
        ("/admin/", "en", "Please try again in a minute"),
    ],
)
def test_a_reader_is_told_to_come_back_in_the_language_of_the_page(client, no_database, address, language, words):
    client.cookies["sessionid"] = "x" * 32 if "admin" in address else ""
    page = read(client, address, status=503)

    assert page.html["lang"] == language
    assert heading(page) == words


def test_a_mistyped_address_is_told_the_same(client, no_database):
    assert client.get("/articles/Asthma").status_code == 503


def test_machines_are_told_when_to_come_back_and_keep_nothing(client, no_database):
    response = client.get("/articles/asthma/")

    assert (response["Retry-After"], response["Cache-Control"]) == ("60", "no-store")


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/api/v1/articles/P6D8VP4/", "application/problem+json"),
        ("/oembed/?url=http://testserver/articles/asthma/", "application/problem+json"),
        ("/go/P6D8VP4/1/?format=json", "application/problem+json"),
        ("/packs/P6D8VP4/1/receipt/?as=fhir", "application/problem+json"),
        (f"{INFOBUTTON}&knowledgeResponseType=application/json", "application/problem+json"),
        (INFOBUTTON, "text/xml; charset=utf-8"),
    ],
)
def test_programs_of_clinics_are_told_in_the_form_that_they_read(client, no_database, address, form, is_known):
    response = client.get(address, **({DATABASE_AWAY: True} if is_known else {}))

    assert (response.status_code, response["Content-Type"]) == (503, form)
    assert (response["Retry-After"], response["Cache-Control"]) == ("60", "no-store")
    assert b"Try again in a minute." in response.content


def test_whoever_sent_something_is_told_that_it_has_not_arrived(client, no_database):
    response = client.post("/articles/asthma/feedback/", {"answer": "yes"})

    assert response.status_code == 503
    assert "What you sent has not reached us." in response.content.decode()


def test_an_hour_without_the_database_is_a_few_lines_in_the_log(client, no_database, caplog):
    with time_machine.travel(0, tick=False) as clock, caplog.at_level(logging.ERROR):
        for _minute in range(60):
            client.get("/articles/asthma/")
            client.get("/no/such/page/")
            clock.shift(TOLD_EVERY / 10)

    told = [record for record in caplog.records if record.name != "django.request"]
    assert [record.name for record in told] == ["articles.reading.passing.away"] * 6
    assert "Traceback" in caplog.text


def test_a_page_that_is_away_is_no_line_of_its_own(client, no_database):
    (handler,) = [one for one in logging.getLogger().handlers if one.get_name() == "stderr"]
    record = logging.makeLogRecord({"name": "django.request", "status_code": 503})

    assert not handler.filter(record)
    assert handler.filter(logging.makeLogRecord({"name": "django.request", "status_code": 500}))


def test_main_words_are_there(client, no_database):
    assert "call your emergency number" in main(read(client, "/articles/asthma/", status=503))
