from datetime import date, timedelta

import pytest

from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import heading, links, main, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def biopsy():
    """Two editions released, a third scheduled, a fourth in the making."""
    article = make_article(slug="biopsy")
    make_edition(article=article, title="Old title", release_at=NOON - timedelta(days=30))
    make_edition(
        article=article,
        title="New title",
        change_note="The dose is right now.",
        is_safety_change=True,
        release_at=NOON - timedelta(days=2),
    )
    make_edition(
        article=article, title="Scheduled title", change_note="Scheduled note", release_at=NOON + timedelta(days=2)
    )
    make_edition(article=article, title="Draft title", change_note="Draft note")
    return article


def test_the_history_tells_every_released_edition_newest_first(client, biopsy):
    rows = [words(row) for row in read(client, "/articles/biopsy/editions/").select(".history li")]

    assert rows == [
        (
            "Edition 2 Released 28 February 2026 · this is what the page says now "
            "Safety change: The dose is right now. See what changed from edition 1 to 2"
        ),
        "Edition 1 Released 31 January 2026 The first edition.",
    ]


def test_every_edition_keeps_its_address_and_says_that_a_newer_one_exists(client, biopsy):
    """Promise 5."""
    page = read(client, "/articles/biopsy/editions/1/")

    assert heading(page) == "Old title"
    assert "Do not rely on this old edition. Edition 2, released on 28 February 2026, changed something" in main(page)
    assert links(page.main)["Read the page as it is now"] == "/articles/biopsy/"
    assert "Next check due" not in words(page.select_one(".trust"))


def test_the_page_of_the_live_edition_says_that_it_is_live(client, biopsy):
    page = read(client, "/articles/biopsy/editions/2/")

    assert heading(page) == "New title"
    assert "It is what the page says now." in main(page)


def test_search_engines_are_sent_to_the_article_and_not_to_its_editions(client, biopsy):
    response = client.get("/articles/biopsy/editions/1/")

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "X-Robots-Tag" not in client.get("/articles/biopsy/").headers


@pytest.mark.parametrize("number", [3, 4, 5, 10**30, "9" * 5000, 0])
def test_an_edition_that_is_not_released_is_not_found(client, biopsy, number):
    """Promises 1 and 10."""
    read(client, f"/articles/biopsy/editions/{number}/", status=404)


def test_old_editions_of_a_withdrawn_page_stay_readable_with_a_notice(client):
    article = make_article(slug="old")
    make_edition(article=article, title="First words", release_at=NOON - timedelta(days=30))
    newest = make_edition(article=article, title="Last words", release_at=NOON - timedelta(days=20))
    make_withdrawal(newest, reason="A newer test exists.")

    for number, title in [(1, "First words"), (2, "Last words")]:
        page = read(client, f"/articles/old/editions/{number}/")

        assert heading(page) == title
        assert "We withdrew this page on 1 March 2026. Do not rely on this old edition. A newer test exists." in main(
            page
        )
    assert "Withdrawn on 1 March 2026. A newer test exists." in main(read(client, "/articles/old/editions/"))


def test_a_recalled_edition_answers_410_at_its_own_address_and_leads_to_the_page_that_corrects_it(client):
    """Promise 5."""
    article = make_article(slug="dose")
    wrong = make_edition(
        article=article, title="Dose", sections=[{"body": "<p>Wrong words.</p>"}], release_at=NOON - timedelta(days=30)
    )
    make_edition(article=article, title="Dose, corrected", release_at=NOON - timedelta(days=10))
    make_withdrawal(wrong, kind="recalled", reason="The dose was wrong.", at=NOON - timedelta(days=10))

    page = read(client, "/articles/dose/editions/1/", status=410)

    assert "Edition 1 of this page may be unsafe. We took it away on 20 February 2026" in main(page)
    assert "The dose was wrong." in main(page)
    assert "Wrong words." not in main(page)
    assert heading(page) == "Stop: do not use edition 1 of “Dose”"
    assert links(page.main)["Read the page as it is now"] == "/articles/dose/"
    history = read(client, "/articles/dose/editions/")
    assert "/articles/dose/editions/1/" not in links(history.main).values()
    assert "Taken away on 20 February 2026 because it may be unsafe. The dose was wrong." in main(history)


@pytest.mark.parametrize(
    ("day", "number"),
    [("2026-01-31", 1), ("2026-02-27", 1), ("2026-02-28", 2), ("2026-03-02", 2)],
)
def test_any_day_can_be_asked_for(client, biopsy, day, number):
    """Promise 5: the edition that was live at the end of that day."""
    response = client.get(f"/articles/biopsy/on/{day}/")

    assert response.status_code == 302
    assert response.headers["Location"] == f"/articles/biopsy/editions/{number}/"


def test_a_reader_enters_the_day_on_the_page_of_all_editions(client, biopsy):
    page = read(client, "/articles/biopsy/editions/")
    field = page.find("input", type="date")

    assert (field["min"], field["max"]) == ("2026-01-31", "2026-03-02")
    address = field.find_parent("form")["action"]
    response = client.get(address, {field["name"]: "2026-02-28"})
    assert response.headers["Location"] == "/articles/biopsy/editions/2/"
    assert "That is not a day we know." in main(read(client, f"{address}?day=soon", status=404))
    assert "That is not a day we know." in main(read(client, address, status=404))


def test_a_day_ends_at_midnight_where_the_portal_stands(client, settings):
    article = make_article(slug="night")
    make_edition(article=article, release_at=NOON - timedelta(days=300))
    # 23:30 in UTC on 30 June is half past midnight on 1 July in London.
    make_edition(article=article, release_at=NOON.replace(year=2025, month=6, day=30, hour=23, minute=30))

    assert client.get("/articles/night/on/2025-06-30/").headers["Location"].endswith("/editions/1/")
    assert client.get("/articles/night/on/2025-07-01/").headers["Location"].endswith("/editions/2/")


def test_a_day_before_a_withdrawal_can_still_be_asked_for(client):
    article = make_article(slug="old")
    make_withdrawal(make_edition(article=article, release_at=NOON - timedelta(days=30)), at=NOON - timedelta(days=3))

    assert client.get("/articles/old/on/2026-02-20/").headers["Location"] == "/articles/old/editions/1/"
    assert "We withdrew it on 27 February 2026." in main(read(client, "/articles/old/on/2026-02-28/", status=410))


def test_a_day_to_come_says_nothing_of_what_is_scheduled(client, biopsy):
    """Promise 1."""
    page = read(client, "/articles/biopsy/on/2026-03-05/", status=404)

    assert "That day has not come yet" in main(page)
    assert "/editions/3/" not in str(page)


@pytest.mark.parametrize(
    "day", ["2026-02-31", "yesterday", "20260302", "2026-3-2", "0001-01-01", "9999-12-31", "٢٠٢٦-٠٣-٠٢"]
)
def test_what_is_no_day_gets_a_clear_sentence(client, biopsy, day):
    """Promise 10."""
    assert "That is not a day we know." in main(read(client, f"/articles/biopsy/on/{day}/", status=404))


def test_a_day_before_the_first_release_gets_a_clear_sentence(client, biopsy):
    assert "could not be read on that day" in main(read(client, f"/articles/biopsy/on/{date(2020, 1, 1)}/", status=404))


def test_history_and_editions_ask_the_database_a_fixed_number_of_times(client, django_assert_num_queries, biopsy):
    with django_assert_num_queries(2):
        read(client, "/articles/biopsy/editions/")
    with django_assert_num_queries(4):
        read(client, "/articles/biopsy/editions/1/")


def test_an_old_edition_says_that_it_was_withdrawn_itself_and_why(client, biopsy):
    """Promise 5."""
    make_withdrawal(biopsy.editions.get(number=1), at=NOON - timedelta(days=3), reason="It named a wrong test.")

    page = main(read(client, "/articles/biopsy/editions/1/"))

    assert "Edition 1 was withdrawn on 27 February 2026. Do not rely on it. It named a wrong test." in page
