"""The calendar at the desk and in somebody's own."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from tests.makers import NOON, make_edition, make_user
from tests.reading.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def work():
    make_edition(title="Having a biopsy", release_at=NOON + timedelta(days=3))
    make_edition(title="Asthma; a start", release_at=NOON - timedelta(days=300), review_due=date(2026, 3, 20))


def page(client, address="/admin/calendar/"):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_picture_and_the_table_tell_the_same(admin_client, work):
    shown = page(admin_client)

    assert shown.select_one("svg[role=img]")["aria-label"].startswith("March 2026. Releases: 1. Reviews due: 1.")
    rows = [words(row) for row in shown.select("tbody tr")]
    assert rows == ["Thu 5 March Having a biopsy, edition 1 12:00", "Fri 20 March Asthma; a start, edition 1"]


@pytest.mark.parametrize("month", ["2026-13", "soon", "0000-01", "9999-12", "2026-03-02", ""])
def test_what_is_no_month_shows_this_one(admin_client, month):
    assert "March 2026" in words(page(admin_client, f"/admin/calendar/?month={month}").main or page(admin_client))


def test_another_month_is_one_link_away(admin_client, work):
    later = page(admin_client).find("a", string="Later: April 2026")

    assert "Nothing is released or due in this month." in words(page(admin_client, "/admin/calendar/" + later["href"]))


def test_the_feed_opens_without_signing_in_for_whoever_has_the_address(admin_client, client, work):
    address = words(page(admin_client).select_one(".calendar__feed"))
    client.logout()

    response = client.get(address)

    assert response["Content-Type"].startswith("text/calendar")
    assert "no-store" in response["Cache-Control"]
    events = {str(event["summary"]): event["dtstart"].dt for event in Calendar.from_ical(response.content).events}
    assert events == {
        "Release: Having a biopsy, edition 1": NOON + timedelta(days=3),
        "Review due: Asthma; a start, edition 1": date(2026, 3, 20),
    }


def test_a_new_password_or_an_account_that_is_off_closes_the_feed(client, work):
    for change in ({"password": "other"}, {"is_active": False}, {"is_staff": False}):
        person = make_user(is_staff=True, is_superuser=True, password="first")
        client.force_login(person)
        address = words(page(client).select_one(".calendar__feed"))
        assert client.get(address).status_code == 200

        for name, value in change.items():
            setattr(person, name, value)
        person.save()

        assert client.get(address).status_code == 404


@pytest.mark.parametrize("key", ["x", "WzEsImEiXQ:1:x", "%00", "a" * 500])
def test_a_guessed_address_of_a_feed_opens_nothing(client, key):
    assert client.get(f"/admin/calendar/{key}/desk.ics").status_code == 404


def test_who_may_not_see_editions_sees_no_calendar(client):
    client.force_login(make_user(is_staff=True))

    assert client.get("/admin/calendar/").status_code == 403


def test_a_day_with_more_than_anybody_reads_tells_the_first_and_how_many(admin_client):
    for _each in range(22):
        make_edition(release_at=NOON + timedelta(days=3))

    (row,) = page(admin_client).select(".calendar > table tbody tr")

    assert len(row.select("a")) == 20
    assert "22 in all" in words(row)
