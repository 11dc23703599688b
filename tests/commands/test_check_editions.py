"""What the checks say about the pages that patients read, as a sheet for an operator."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from tests.makers import NOON, make_article, make_edition

pytestmark = pytest.mark.django_db

HARD = "<p>Rest prior to it.</p>"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def sheet(*options):
    written = io.StringIO()
    call_command("check_editions", *options, stdout=written)
    return list(csv.DictReader(io.StringIO(written.getvalue())))


def test_each_live_edition_with_something_to_mend_is_one_line():
    biopsy = make_article(slug="biopsy")
    sections = [{"heading": "Why", "body": HARD}, {"heading": "How", "body": "<h3></h3><p>Rest.</p>"}]
    make_edition(article=biopsy, title="Having a biopsy", sections=sections, release_at=NOON)
    make_edition(release_at=NOON)

    [row] = sheet()

    assert (row["code"], row["language"], row["address"], row["edition"]) == (biopsy.code, "en", "biopsy", "1")
    assert (row["title"], row["words"]) == ("Having a biopsy", "7")
    assert (row["obstacles"], row["advice"], row["reading age"]) == ("1", "1", "")


def test_only_what_patients_read_now_is_looked_at():
    sections = [{"heading": "Why", "body": HARD}]
    make_edition(sections=sections)
    make_edition(sections=sections, release_at=NOON + timedelta(days=1))
    old = make_edition(sections=sections, release_at=NOON - timedelta(days=1))
    make_edition(article=old.article, release_at=NOON)

    assert sheet() == []


def test_each_check_can_be_a_line_with_the_words_it_is_about():
    make_edition(sections=[{"heading": "Why", "body": HARD}], summary="", release_at=NOON)

    rows = sheet("--each")

    assert [(row["severity"], row["rule"], row["where"], row["words"]) for row in rows] == [
        ("advice", "has_summary", "Summary", ""),
        ("advice", "words_are_plain", "Why", "prior to"),
    ]
    assert rows[1]["what to do"] == "Say it in a plainer word than “prior to”: “before”."


def test_one_language_alone_can_be_asked_for_and_is_measured_in_its_own_way():
    sections = [{"heading": "Why", "body": HARD * 30}]
    make_edition(sections=sections, release_at=NOON)
    make_edition(
        article=make_article(language="es"),
        sections=[{"heading": "Qué", "body": "<p>Puede tener cefalea y descansar.</p>" * 20}],
        release_at=NOON,
    )

    [spanish] = sheet("--language", "es")
    [english] = sheet("--language", "en")

    assert (english["reading age"], english["inflesz"]) == ("6", "")
    assert spanish["reading age"] == ""
    assert 0 < int(spanish["inflesz"]) < 100


def test_a_title_that_looks_like_a_formula_does_nothing_in_a_spreadsheet():
    make_edition(title="=1+1", sections=[{"heading": "Why", "body": HARD}], release_at=NOON)

    assert sheet()[0]["title"] == "'=1+1"


def test_the_number_of_queries_does_not_grow_with_the_number_of_pages(django_assert_max_num_queries):
    for _ in range(12):
        make_edition(sections=[{"heading": "Why", "body": HARD}], release_at=NOON)

    with django_assert_max_num_queries(6):
        assert len(sheet()) == 12
