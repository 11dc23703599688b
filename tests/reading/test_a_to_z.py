from datetime import timedelta

import pytest

from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import links, main, read, words

pytestmark = pytest.mark.django_db


def released(title, **facts):
    make_edition(article=make_article(**facts), title=title, release_at=NOON - timedelta(days=9))


def entries(page):
    return [words(item) for item in page.select(".letter li")]


def test_titles_and_the_names_people_use_stand_in_one_alphabet(client):
    released("Breast cancer", slug="breast-cancer", other_names=["Mammary cancer", "100 % cancer", "β-cell"])
    released("Écho")
    released("élan")

    page = read(client, "/a-z/")

    assert [words(letter) for letter in page.select("h2")] == ["0–9", "B", "E", "M", "Β"]
    assert entries(page) == [
        "100 % cancer: see Breast cancer",
        "Breast cancer",
        "Écho",
        "élan",
        "Mammary cancer: see Breast cancer",
        "β-cell: see Breast cancer",
    ]
    assert links(page.select_one(".letters"))["B"] == "#letter.2"
    assert page.find(id="letter.2").string == "B"


def test_names_of_pages_that_are_not_live_are_not_listed(client):
    """Promise 1."""
    make_edition(article=make_article(other_names=["Draft name"]), title="Draft")
    make_edition(article=make_article(other_names=["Future name"]), title="Future", release_at=NOON + timedelta(days=1))
    gone = make_edition(
        article=make_article(other_names=["Gone name"]), title="Gone", release_at=NOON - timedelta(days=9)
    )
    make_withdrawal(gone)
    released("Here")

    assert entries(read(client, "/a-z/")) == ["Here"]


def test_more_than_a_hundred_entries_are_shown_letter_by_letter_and_the_first_letter_before_figures(client):
    released("17-beta")
    for number in range(60):
        released(f"Apple {number:02}", other_names=[f"Berry {number:02}"])

    first, berries = read(client, "/a-z/"), read(client, "/a-z/?letter=B")

    assert links(first.select_one(".letters")) == {"0–9": "?letter=0%E2%80%939", "A": "?letter=A", "B": "?letter=B"}
    assert words(first.select_one(".letters [aria-current]")) == "A"
    assert (len(entries(first)), entries(first)[0]) == (60, "Apple 00")
    assert (len(entries(berries)), entries(berries)[0]) == (60, "Berry 00: see Apple 00")


def test_a_full_letter_goes_on_over_several_pages(client):
    for number in range(51):
        released(f"Apple {number:03}", other_names=[f"Apricot {number:03}"])

    page = read(client, "/a-z/?letter=A&page=2")

    assert entries(page) == ["Apricot 049: see Apple 049", "Apricot 050: see Apple 050"]
    assert links(page.select_one(".pages")) == {"Previous page": "?letter=A&page=1"}


@pytest.mark.parametrize("letter", ["Z", "", "AB", "%00", "%FF", "<script>", "a", "9" * 5000])
def test_a_letter_that_is_not_there_gets_a_clear_sentence(client, letter):
    """Promise 10."""
    released("Breast cancer")

    page = read(client, f"/a-z/?letter={letter}", status=404)

    assert "Nothing in the A to Z stands under that letter." in main(page)
