"""Is this copy still current? What the QR code on a printed edition opens: /go/<code>/<n>/"""

from datetime import date, timedelta

import pytest

from articles.models import Change
from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import heading, links, main, read

pytestmark = pytest.mark.django_db

OLD, YESTERDAY = NOON - timedelta(days=90), NOON - timedelta(days=1)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def copy_of(article, number):
    return f"/go/{article.code}/{number}/"


def make_safety_edition(article):
    return make_edition(
        article=article, change_note="The dose is halved.", is_safety_change=True, release_at=OLD + timedelta(days=1)
    )


def test_a_copy_of_the_newest_edition_is_current(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, title="Having a biopsy", release_at=OLD)

    page = read(client, copy_of(article, 1))

    assert heading(page) == "Yes, this copy is current"
    text = main(page)
    assert "Your copy: “Having a biopsy”, edition 1, released 2 December 2025" in text
    assert "Next check due 5 January 2028." in text
    assert "Asked on 2 March 2026" in text
    assert links(page.main)["Read the page as it is now"] == "/articles/biopsy/"


def test_an_older_copy_is_told_what_changed_safety_first(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=OLD)
    make_edition(
        article=article, change_note="The dose is halved.", is_safety_change=True, release_at=OLD + timedelta(1)
    )
    make_edition(article=article, change_note="A new picture.", change=Change.MINOR, release_at=YESTERDAY)

    page = read(client, copy_of(article, 1))

    assert heading(page).startswith("No. Please do not rely on this copy")
    notes = [" ".join(item.p.get_text(" ").split()) for item in page.select(".history li")]
    assert notes == ["Safety change: The dose is halved.", "A new picture."]
    assert links(page.main)["Print the newest edition (PDF)"] == "/articles/biopsy/leaflet.pdf"


def test_a_copy_after_the_safety_change_is_not_frightened_by_it(client):
    article = make_article()
    make_edition(article=article, release_at=OLD)
    make_edition(
        article=article, is_safety_change=True, change_note="The dose is halved.", release_at=OLD + timedelta(1)
    )
    make_edition(article=article, change_note="More on food.", release_at=YESTERDAY)

    page = read(client, copy_of(article, 2))

    assert heading(page) == "No, there is a newer edition"
    assert "The dose" not in main(page)


def test_small_changes_are_called_small(client):
    article = make_article()
    make_edition(article=article, release_at=OLD)
    make_edition(article=article, change=Change.MINOR, release_at=YESTERDAY)

    page = read(client, copy_of(article, 1))

    assert heading(page) == "There is a newer edition, but only small things have changed"


def test_the_newest_copy_says_if_its_check_is_overdue(client):
    article = make_article()
    make_edition(article=article, release_at=OLD, reviewed_on=date(2024, 1, 1), review_due=date(2026, 3, 1))

    page = read(client, copy_of(article, 1))

    assert heading(page) == "This is the newest edition, but its check is overdue"
    assert "This page was due to be checked again on 1 March 2026." in main(page)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("withdrawn", "No, this page has been withdrawn"), ("recalled", "Stop: do not use this copy")],
)
def test_a_copy_of_a_page_that_was_taken_away_says_why_and_where_to_go(client, kind, answer):
    article, other = make_article(slug="biopsy"), make_article(slug="other")
    make_edition(article=other, title="The other page", release_at=OLD)
    edition = make_edition(article=article, release_at=OLD)
    make_withdrawal(edition, kind=kind, reason="Newer advice exists.", replacement=other)

    page = read(client, copy_of(article, 1))

    assert heading(page) == answer
    assert "Newer advice exists." in main(page)
    assert ("If you have already done what it said" in main(page)) == (kind == "recalled")
    assert links(page.main)["Read instead: The other page"] == "/articles/other/"


def test_a_recalled_copy_is_stopped_although_a_newer_edition_is_live(client):
    article = make_article(slug="biopsy")
    first = make_edition(article=article, release_at=OLD)
    make_edition(article=article, change_note="The dose is right now.", release_at=YESTERDAY)
    make_withdrawal(first, kind="recalled", reason="The dose was wrong.")

    page = read(client, copy_of(article, 1))

    assert heading(page) == "Stop: do not use this copy"
    assert "The dose is right now." in main(page)
    assert links(page.main)["Read the page as it is now"] == "/articles/biopsy/"


def test_where_nothing_took_its_place_the_reader_is_sent_to_the_team(client):
    article = make_article()
    make_withdrawal(make_edition(article=article, release_at=OLD))

    assert "Nothing has taken its place yet. Ask your doctor or nurse what to do." in main(
        read(client, copy_of(article, 1))
    )


def test_the_answer_comes_in_the_language_of_the_page(client):
    article = make_article(slug="biopsia", language="es")
    make_edition(article=article, title="La biopsia", release_at=OLD)
    arabic = make_article(slug="khazaa", language="ar")
    make_edition(article=arabic, release_at=OLD)

    response = client.get(copy_of(article, 1))
    page = read(client, copy_of(article, 1))

    assert page.html["lang"] == "es"
    assert response["Content-Language"] == "es"
    assert "Sí" in heading(page)
    assert "/es/articles/biopsia/" in links(page.main).values()
    assert read(client, copy_of(arabic, 1)).html["dir"] == "rtl"


def test_words_that_are_not_released_are_not_there(client):
    """Promise 1."""
    article = make_article()
    make_edition(article=article, release_at=OLD)
    make_edition(article=article, title="PLANNED", change_note="PLANNED", release_at=NOON + timedelta(seconds=1))
    draft = make_article()
    make_edition(article=draft, title="DRAFT")

    page = read(client, copy_of(article, 1))

    assert heading(page) == "Yes, this copy is current"
    assert "PLANNED" not in page.get_text()
    for number in (2, 9, 0):
        missing = read(client, copy_of(article, number), status=404)
        assert f"This page has no edition with the number {number}." in main(missing)
    assert "One character may be mistyped." in main(read(client, copy_of(draft, 1), status=404))


@pytest.mark.parametrize("page", ["", "1/", "qr.svg", "1/qr.svg"])
@pytest.mark.parametrize("code", ["K7M3HT5", "AAAAAAA", "x", "%00", "<script>"])
def test_a_mistyped_code_is_said_to_be_one(client, code, page):
    """Promise 10."""
    missing = read(client, f"/go/{code}/{page}", status=404)

    assert "One character may be mistyped." in main(missing)
    assert not missing.select("main script")


def test_a_code_is_read_however_it_is_written(client):
    """Promise 4."""
    article = make_article()
    make_edition(article=article, release_at=OLD)

    for code in (article.spoken_code, article.code.lower(), article.spoken_code.replace("-", " ")):
        assert heading(read(client, f"/go/{code}/1/")) == "Yes, this copy is current"


def test_the_answer_keeps_nothing_of_the_reader_and_is_asked_anew_each_time(client):
    """Promise 8."""
    article = make_article()
    make_edition(article=article, release_at=OLD)

    response = client.get(copy_of(article, 1))

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response["Cache-Control"] == "no-cache"
    assert response["X-Robots-Tag"] == "noindex"


def told(client, article, number=1, **request):
    response = client.get(copy_of(article, number), **(request or {"query_params": {"format": "json"}}))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return response.json()


def test_a_record_system_is_told_the_same_as_data(client):
    article = make_article(slug="biopsy", code="K52V6XC")
    first = make_edition(article=article, title="Having a biopsy", release_at=OLD)
    make_safety_edition(article)
    third = make_edition(article=article, title="A biopsy", change=Change.MINOR, release_at=YESTERDAY)

    answer = told(client, article)

    assert (answer["state"], answer["is_current"]) == ("newer-for-safety", False)
    assert answer["edition"] == {
        "code": "K52V6XC",
        "number": 1,
        "title": "Having a biopsy",
        "language": "en",
        "released_at": "2025-12-02T12:00:00Z",
        "days_since_release": 90,
        "review_due": "2028-01-05",
        "days_until_review": 674,
        "sha256": first.fingerprint,
        "url": "http://testserver/articles/biopsy/editions/1/",
        "copy_url": "http://testserver/go/K52V6XC/1/",
    }
    assert answer["newest"]["sha256"] == third.fingerprint
    assert [(change["number"], change["is_safety_change"], change["kind"]) for change in answer["changes"]] == [
        (2, True, "major"),
        (3, False, "minor"),
    ]
    assert answer["changes"][0] | {"note": "The dose is halved.", "days_ago": 89} == answer["changes"][0]
    assert answer["instead"]["url"] == "http://testserver/articles/biopsy/"
    assert answer["withdrawal"] is answer["original"] is None


def test_a_recall_is_told_as_data_with_its_reason_and_what_to_read(client):
    article, other = make_article(), make_article(slug="other")
    make_edition(article=other, title="The other page", release_at=OLD)
    make_withdrawal(
        make_edition(article=article, release_at=OLD), kind="recalled", reason="The dose was wrong.", replacement=other
    )

    answer = told(client, article, headers={"Accept": "application/json"})

    assert answer["state"] == "recalled"
    assert answer["withdrawal"] == {
        "kind": "recalled",
        "since": "2026-03-01T12:00:00Z",
        "reason": "The dose was wrong.",
    }
    assert answer["newest"] is None
    assert answer["instead"]["title"] == "The other page"


def test_a_translation_whose_original_changed_is_told_so_as_data(client):
    original, article = make_article(), make_article(language="es")
    translated = make_edition(article=original, release_at=OLD)
    make_edition(article=article, translated_from=translated, release_at=OLD)
    make_safety_edition(original)

    answer = told(client, article)

    assert answer["state"] == "original-changed"
    assert answer["original"] == {"newest_number": 2, "is_safety_change": True, "withdrawal": None}


def test_browsers_get_the_page_and_caches_keep_both_apart(client):
    article = make_article()
    make_edition(article=article, release_at=OLD)
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}

    page = client.get(copy_of(article, 1), headers=browser)
    data = client.get(copy_of(article, 1), headers={"Accept": "application/json"})

    assert page["Content-Type"].startswith("text/html")
    assert "Accept" in page["Vary"]
    assert "Accept" in data["Vary"]
    again = client.get(copy_of(article, 1), {"format": "json"}, headers={"If-None-Match": data["ETag"]})
    assert again.status_code == 304
    asked = client.get(copy_of(article, 1), {"format": "html"}, headers={"Accept": "application/json"})
    assert asked["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("form", ["xml", "", "JSON", "<script>"])
def test_a_form_that_we_do_not_have_is_refused_by_its_name(client, form):
    """Promise 10."""
    article = make_article()
    make_edition(article=article, release_at=OLD)

    page = read(client, f"{copy_of(article, 1)}?format={form}", status=400)

    assert "“format” is html or json." in main(page)


def test_an_edition_that_is_not_there_is_said_to_machines_as_data(client):
    article = make_article()
    make_edition(article=article, release_at=OLD)

    missing = client.get(copy_of(article, 7), {"format": "json"})

    assert missing.status_code == 404
    assert missing["Content-Type"] == "application/problem+json"
    assert missing.json()["title"] == "This page has no edition with the number 7."


def test_hostile_words_are_shown_as_words(client):
    """Promise 11."""
    article = make_article()
    first = make_edition(article=article, title=HOSTILE, release_at=OLD)
    second = make_edition(article=article, title=HOSTILE, change_note=HOSTILE, release_at=YESTERDAY)

    assert not read(client, copy_of(article, 1)).select("main script, main img")
    make_withdrawal(second, reason=HOSTILE)
    assert not read(client, copy_of(article, first.number)).select("main script, main img")


def test_the_answer_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    article = make_article()
    for days in range(20, 0, -1):
        make_edition(article=article, release_at=NOON - timedelta(days=days))

    with django_assert_max_num_queries(5):
        client.get(copy_of(article, 1))
