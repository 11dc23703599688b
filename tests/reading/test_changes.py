"""What changed between two editions, at its own address."""

from datetime import timedelta

import pytest

from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import SECTIONS_OF_EVERY_KIND, heading, links, main, read, words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
REST = {"heading": "Rest", "body": "<p>You rest.</p>"}


def dose(amount):
    return {"heading": "Your medicine", "body": f"<p>Take {amount} mg at night.</p>"}


@pytest.fixture
def tablets():
    """Three editions released, a fourth scheduled, a fifth in the making."""
    article = make_article(slug="tablets")
    make_edition(article=article, sections=[REST, dose(10)], title="Tablets", release_at=NOON - 30 * DAY)
    make_edition(
        article=article,
        sections=[REST, dose(5)],
        title="Tablets",
        change_note="The dose was wrong.",
        is_safety_change=True,
        release_at=NOON - 20 * DAY,
    )
    make_edition(
        article=article,
        sections=[REST, dose(5), {"heading": "Food", "body": "<p>Eat well.</p>"}],
        title="Your tablets",
        change_note="We added a part on food.",
        sources=[{"title": "A guideline"}],
        people=[("reviewer", "Dr Rhee")],
        release_at=NOON - 10 * DAY,
    )
    make_edition(article=article, title="SCHEDULED", release_at=NOON + DAY)
    make_edition(article=article, title="DRAFT")
    return article


def test_a_reader_sees_and_hears_what_changed_since_the_edition_before(client, tablets):
    page = read(client, "/articles/tablets/editions/2/changes/")

    assert heading(page) == "What changed in “Tablets”"
    assert "From edition 1 to edition 2" in main(page)
    assert words(page.select_one(".change-notes")) == "Safety change: The dose was wrong."
    assert words(page.select_one(".change")) == (
        "Changed: Your medicine Take removed: 10 added: 5 end of what was added mg at night."
    )
    assert words(page.select_one(".same")) == "Parts that did not change Rest"


def test_any_two_editions_can_be_compared_and_safety_changes_are_told_first(client, tablets):
    """Promise 5."""
    page = read(client, "/articles/tablets/editions/3/changes/?from=1")

    assert [words(note) for note in page.select(".change-notes li")] == [
        "Safety change: The dose was wrong. Edition 2",
        "We added a part on food. Edition 3",
    ]
    told = main(page)
    assert "Title removed: Tablets added: Your tablets" in told
    assert "New part: Food added: Eat well." in told
    assert "Where this comes from added: A guideline" in told
    assert "added: Checked by Dr Rhee" in told
    assert [option["value"] for option in page.select("option")] == ["1", "2"]
    assert page.select_one("option[selected]")["value"] == "1"


def test_the_other_way_round_leads_to_the_same_page(client, tablets):
    response = client.get("/articles/tablets/editions/1/changes/?from=3")

    assert response.status_code == 302
    assert response.headers["Location"] == "/articles/tablets/editions/3/changes/?from=1"


def test_the_history_and_the_article_lead_to_what_changed(client, tablets):
    history = links(read(client, "/articles/tablets/editions/").main)
    article = links(read(client, "/articles/tablets/").main)

    assert history["See what changed from edition 1 to 2"] == "/articles/tablets/editions/2/changes/"
    assert history["See what changed from edition 2 to 3"] == "/articles/tablets/editions/3/changes/"
    assert article["See the changes"] == "/articles/tablets/editions/3/changes/"


def test_a_first_edition_has_no_link_to_what_changed(client):
    make_edition(article=make_article(slug="new"), release_at=NOON - DAY)

    assert "/changes/" not in str(read(client, "/articles/new/"))
    assert "/changes/" not in str(read(client, "/articles/new/editions/"))
    assert "no earlier edition to compare" in main(read(client, "/articles/new/editions/1/changes/", status=404))


@pytest.mark.parametrize(
    "address",
    [
        *("4/changes/", "5/changes/", "6/changes/", "0/changes/", "3/changes/?from=4", "3/changes/?from=5"),
        *("3/changes/?from=0", "3/changes/?from=-1", "3/changes/?from=x", "3/changes/?from=", "3/changes/?from=٢"),
        *(f"3/changes/?from={'9' * 5000}", f"{10**30}/changes/", "3/changes/?from=3", "4/changes/?from=1"),
    ],
)
def test_editions_that_are_not_there_get_a_clear_sentence(client, tablets, address):
    """Promises 1 and 10: what is scheduled or in the making is not there."""
    page = read(client, f"/articles/tablets/editions/{address}", status=404)

    told = main(page)
    assert "This page has no edition with that number." in told or "Choose two different editions" in told
    assert "SCHEDULED" not in str(page)
    assert "DRAFT" not in str(page)


@pytest.mark.parametrize("kind", ["withdrawn", "recalled"])
def test_words_that_were_taken_away_stand_in_no_comparison(client, tablets, kind):
    """Promise 1: whoever asks is told what happened, and is not sent there by us."""
    make_withdrawal(tablets.editions.get(number=2), kind=kind, reason="It said 5 mg.", at=NOON - 5 * DAY)

    for address in ("2/changes/", "3/changes/?from=2"):
        page = read(client, f"/articles/tablets/editions/{address}", status=410)

        assert "It said 5 mg." in main(page)
        assert "at night" not in main(page)
    history = links(read(client, "/articles/tablets/editions/").main)
    assert [name for name in history if name.startswith("See what changed")] == ["See what changed from edition 1 to 3"]
    assert "From edition 1 to edition 3" in main(read(client, history["See what changed from edition 1 to 3"]))


def test_older_editions_of_a_withdrawn_page_are_compared_with_a_notice(client, tablets):
    make_withdrawal(tablets.editions.get(number=3), reason="Newer advice exists.", at=NOON - DAY)

    page = read(client, "/articles/tablets/editions/2/changes/")

    assert "We withdrew this page on 1 March 2026." in main(page)


def test_a_page_that_says_the_same_says_so(client):
    article = make_article(slug="same")
    for days in (2, 1):
        make_edition(article=article, title="Same", release_at=NOON - days * DAY)

    assert "Not a word that patients read is different." in main(read(client, "/articles/same/editions/2/changes/"))


def test_search_engines_leave_comparisons_alone(client, tablets):
    response = client.get("/articles/tablets/editions/2/changes/")

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_a_moved_article_takes_the_comparison_along(client, tablets):
    """Promise 4."""
    tablets.slug = "pills"
    tablets.save()

    response = client.get("/articles/tablets/editions/3/changes/?from=1")

    assert response.status_code == 301
    assert response.headers["Location"] == "/articles/pills/editions/3/changes/?from=1"


def test_every_kind_of_section_is_compared_in_a_fixed_number_of_queries(client, django_assert_num_queries, tablets):
    article = make_article(slug="long")
    make_edition(article=article, sections=SECTIONS_OF_EVERY_KIND, release_at=NOON - 2 * DAY)
    other = [section | {"body": "<p>Other words.</p>"} for section in reversed(SECTIONS_OF_EVERY_KIND)]
    make_edition(article=article, sections=other, sources=[{"title": "A"}, {"title": "B"}], release_at=NOON - DAY)

    with django_assert_num_queries(9):
        read(client, "/articles/tablets/editions/2/changes/")
    with django_assert_num_queries(9):
        read(client, "/articles/long/editions/2/changes/")
