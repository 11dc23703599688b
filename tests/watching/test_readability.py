"""How hard the pages of patients are to read, measured once for each edition."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from articles.models import Readability
from articles.watching.readability import ages, eases, measure
from tests.makers import NOON, make_article, make_edition
from tests.reading.pages import words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
EASY = "<p>" + "The cat sat on the mat. " * 20 + "</p>"
HARD = "<p>" + "Internationalisation notwithstanding, polypharmacological considerations predominate. " * 30 + "</p>"


def page(body=EASY, language="en", release_at=NOON - DAY, **facts):
    article = facts.pop("article", None) or make_article(language=language)
    return make_edition(article=article, summary="", sections=[{"body": body}], release_at=release_at, **facts)


def test_only_what_patients_read_counts_and_young_and_old_are_gathered_at_the_ends():
    article = make_article()
    page(HARD, article=article, release_at=NOON - 2 * DAY)
    page(article=article)
    page(HARD)
    page("<p>Too short.</p>")
    page(release_at=None)

    assert measure(NOON) == 0

    bars = ages(NOON)
    first, last = bars[0], bars[-1]
    assert (first.least, first.most, first.count, first.is_good) == (None, 8, 1, True)
    assert (last.least, last.most, last.count, last.is_good) == (18, None, 1, False)
    assert sum(bar.count for bar in bars) == 2


def test_spanish_is_told_on_its_own_scale_and_arabic_on_none():
    page("<p>" + "El gato come pan. " * 40 + "</p>", language="es")
    page("<p>" + "القطة تأكل الخبز. " * 40 + "</p>", language="ar")
    measure(NOON)

    assert ages(NOON) == []
    assert [bar.least for bar in eases(NOON) if bar.count] == [80]


def test_each_edition_is_measured_once_and_many_in_several_looks():
    for _each in range(3):
        page()

    assert [measure(NOON, most=2), measure(NOON, most=2), measure(NOON, most=2)] == [1, 0, 0]
    assert Readability.objects.count() == 3


def test_the_desk_shows_a_picture_and_the_same_as_a_table(admin_client):
    page()
    with time_machine.travel(NOON, tick=False):
        shown = BeautifulSoup(admin_client.get("/admin/calendar/").content, "html.parser")

    label = shown.select("svg[role=img]")[-1]["aria-label"]
    assert label == "1 of 1 pages are easy enough. The table below tells each bar."
    assert "8 or younger 1" in [words(row) for row in shown.select("details tr")]
