"""Which of the addresses that a clinic has written down still lead where they should: POST /api/v1/links/check"""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.makers import NOON, make_article, make_edition, make_pack, make_user, make_version, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CODE, OTHER_CODE, PACK = "K52V6XC", "H83NVKJ", "PJ22222"
ADDRESS = "/api/v1/links/check"


def ask(client, *links, status=200, **more):
    response = client.post(ADDRESS, {"links": links, **more}, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def state(client, link):
    (told,) = ask(client, link)["items"]
    return told["state"]


@pytest.fixture
def biopsy():
    article = make_article(code=CODE, slug="old-name")
    make_edition(article=article, title="A biopsy", release_at=NOON - 9 * DAY)
    make_edition(article=article, title="Your biopsy", release_at=NOON - DAY, is_safety_change=True)
    article.slug = "biopsy"
    article.save()
    return article


@pytest.mark.parametrize(
    "link",
    [
        *(
            "K52V6XC",
            "k52-v6xc",
            " K52 V6XC ",
            "K52V6XC/2",
            "/go/k52-v6xc/",
            "/go/K52V6XC",
            "/go/K52V6XC/qr.png?size=3",
        ),
        *("http://testserver/go/K52V6XC/2/", "testserver/go/K52-V6XC", "https://testserver:443/articles/biopsy/?x=1#y"),
        *("/articles/biopsy/", "/articles/biopsy", "/articles/biopsy/editions/", "/articles/biopsy/leaflet.pdf"),
        *("/articles/biopsy/editions/2/", "/articles/biopsy/editions/2/leaflet.pdf?size=large"),
    ],
)
def test_what_leads_to_the_words_of_today_is_live_however_it_is_written(client, biopsy, link):
    (told,) = ask(client, link)["items"]

    assert told == {
        "link": link,
        "state": "live",
        "identifier": CODE,
        "name": "Your biopsy",
        "inLanguage": "en",
        "url": "http://testserver/articles/biopsy/",
        "version": 2,
        "isReviewOverdue": False,
    }


@pytest.mark.parametrize("link", ["/articles/old-name/", "/articles/Biopsy/", "/articles/OLD-NAME/leaflet.pdf"])
def test_what_still_leads_there_by_another_address_has_moved(client, biopsy, link):
    (told,) = ask(client, link)["items"]

    assert (told["state"], told["url"]) == ("moved", "http://testserver/articles/biopsy/")


@pytest.mark.parametrize("link", ["K52-V6XC/1", "/go/K52V6XC/1/", "/articles/old-name/editions/1/leaflet.pdf"])
def test_what_names_an_edition_that_is_not_the_newest_is_outdated(client, biopsy, link):
    (told,) = ask(client, link)["items"]

    assert (told["state"], told["version"], told["isSafetyChange"]) == ("outdated", 2, True)


def test_what_was_withdrawn_is_gone_and_told_with_what_to_read_instead_however_often_that_was_replaced(client, biopsy):
    """Promise 4."""
    between = make_article()
    make_withdrawal(make_edition(article=between, release_at=NOON - 9 * DAY), replacement=biopsy)
    gone = make_edition(article=make_article(code=OTHER_CODE), release_at=NOON - 9 * DAY)
    make_withdrawal(gone, replacement=between, reason="Newer advice exists.")

    (told,) = ask(client, OTHER_CODE)["items"]

    assert (told["state"], told["kind"], told["reason"]) == ("gone", "withdrawn", "Newer advice exists.")
    assert told["replacement"] == "http://testserver/articles/biopsy/"
    assert "name" not in told
    assert "url" not in told


def test_an_edition_that_was_recalled_is_gone_while_its_page_is_live(client, biopsy):
    make_withdrawal(biopsy.editions.get(number=1), kind="recalled")

    first, page = ask(client, "K52V6XC/1", "K52V6XC")["items"]

    assert (first["state"], first["kind"]) == ("gone", "recalled")
    assert first["replacement"] == first["url"] == "http://testserver/articles/biopsy/"
    assert page["state"] == "live"


def test_a_page_whose_check_is_overdue_is_live_and_says_so(client):
    overdue = {"reviewed_on": NOON.date() - 90 * DAY, "review_due": NOON.date() - DAY}
    make_edition(article=make_article(code=CODE), release_at=NOON - 9 * DAY, **overdue)

    (told,) = ask(client, CODE)["items"]

    assert (told["state"], told["isReviewOverdue"]) == ("live", True)


@pytest.mark.parametrize(
    "link",
    [
        *("", "/", "K52V6XD", "K52V6XC/3", "/articles/nowhere/", "/articles/biopsy/editions/3/", "/topics/biopsy/"),
        *(
            "https://elsewhere.example/articles/biopsy/",
            "ftp://testserver/articles/biopsy/",
            "http://[",
            "\x00",
            "🙂" * 9,
        ),
        *(
            "/es/articles/biopsy/",
            "/articles/%00/",
            "//elsewhere.example/go/K52V6XC/",
            "/go/K52V6XC/99999999999999999999/",
        ),
    ],
)
def test_what_leads_nowhere_here_is_unknown(client, biopsy, link):
    assert ask(client, link)["items"] == [{"link": link, "state": "unknown"}]


def test_drafts_and_scheduled_pages_are_not_known_yet(client):
    """Promise 1."""
    make_edition(article=make_article(slug="draft"))
    make_edition(article=make_article(slug="later"), release_at=NOON + DAY)

    assert state(client, "/articles/draft/") == state(client, "/articles/later/") == "unknown"


def test_the_addresses_that_pages_of_articles_have_are_understood(client, biopsy):
    pages = [biopsy.address_of(page) for page in ("article", "history", "leaflet")]
    pages += [biopsy.address_of(page, number=2) for page in ("edition", "edition_leaflet")]
    pages += [reverse(f"linking:{page}", args=[CODE]) for page in ("short_link", "qr_code", "qr_code_png")]
    pages += [reverse(f"linking:{page}", args=[CODE, 2]) for page in ("copy", "qr_code_of_copy", "qr_code_of_copy_png")]

    assert ask(client, *pages)["counts"]["live"] == len(pages)


def test_answers_come_in_the_order_of_the_questions_and_are_counted(client, biopsy):
    links = ["K52V6XC", "x", "K52V6XC/1", "x", "/es/articles/nada/"]

    told = ask(client, *links)

    assert [one["link"] for one in told["items"]] == links
    assert told["total"] == 5
    assert told["counts"] == {"live": 1, "moved": 0, "outdated": 1, "gone": 0, "unknown": 3}


def test_a_thousand_take_no_more_queries_than_one(client, biopsy, django_assert_num_queries):
    many = [make_edition(release_at=NOON - DAY).article.code for _ in range(20)]

    for links in ([CODE, "/articles/old-name/"], [*many, "/articles/old-name/"] * 47):
        with django_assert_num_queries(6):
            ask(client, *links)


@pytest.fixture
def pack(biopsy):
    """It follows one page and holds the first edition of another."""
    scan = make_edition(article=make_article(code=OTHER_CODE, slug="scan"), release_at=NOON - 9 * DAY)
    return make_pack(biopsy, scan, code=PACK)


@pytest.mark.parametrize(
    "link",
    [
        *("/packs/PJ22222/", "/packs/pj2-2222", "testserver/packs/PJ22222/booklet.pdf?size=large", "PJ2-2222"),
        *("/packs/PJ22222/qr.svg", "/packs/PJ22222/versions/", "/packs/PJ22222/versions/1/booklet.pdf"),
        *("/packs/PJ22222/1/copy/2.1/", "/packs/PJ22222/1/copy/0.1/", "/go/PJ22222/", "PJ22222/1"),
    ],
)
def test_the_address_of_a_pack_is_live_however_it_is_written(client, pack, link):
    (told,) = ask(client, link)["items"]

    assert told == {
        "link": link,
        "state": "live",
        "identifier": PACK,
        "name": "Before your test",
        "inLanguage": "en",
        "url": f"http://testserver/packs/{PACK}/",
        "version": 1,
        "isReviewOverdue": False,
        "isRetired": False,
    }


@pytest.mark.parametrize(
    "link",
    ["/packs/PJ2222Z/", "/packs/H83NVKJ/", "/packs/PJ22222/versions/2/", "/packs/PJ22222/1/copy/2/", "PJ22222/2"],
)
def test_what_is_no_pack_is_unknown(client, pack, link):
    assert state(client, link) == "unknown"


def test_a_pack_in_which_a_page_is_not_right_any_more_is_outdated_and_names_the_page(client, pack, biopsy):
    make_edition(article=pack.newest_version.pages.get(place=2).article, release_at=NOON, is_safety_change=True)

    (told,) = ask(client, "/packs/PJ22222/")["items"]
    assert (told["state"], told["isSafetyChange"]) == ("outdated", True)
    assert [(one["link"], one["state"], one["version"]) for one in told["pages"]] == [("H83NVKJ/1", "outdated", 2)]

    make_withdrawal(biopsy.editions.get(number=2), kind="recalled", reason="The dose was wrong.")
    (told,) = ask(client, "/packs/PJ22222/")["items"]
    assert told["state"] == "outdated"
    assert told["pages"][0]["reason"] == "The dose was wrong."


def test_a_recalled_page_makes_its_pack_a_matter_of_safety(client, pack, biopsy):
    kinds = ("withdrawn", "recalled")
    packs = [make_pack(biopsy, make_edition(release_at=NOON - DAY)) for _ in kinds]
    for kind, one in zip(kinds, packs, strict=True):
        make_withdrawal(one.newest_version.pages.get(place=2).edition, kind=kind)

    told = ask(client, *(one.get_absolute_url() for one in packs))["items"]

    assert [(one["state"], one["isSafetyChange"]) for one in told] == [("outdated", False), ("outdated", True)]


def test_a_printed_copy_of_a_pack_and_an_earlier_version_are_outdated_by_what_stands_in_them(client, pack, biopsy):
    printed = "/packs/PJ22222/1/copy/1.1/"
    assert state(client, printed) == "outdated"

    make_version(pack, biopsy)
    assert [state(client, f"/packs/PJ22222/{rest}") for rest in ("", "versions/1/")] == ["live", "outdated"]


def test_a_pack_that_is_given_no_more_or_has_nothing_left_is_gone(client, pack, biopsy):
    alone = make_pack(biopsy)
    make_withdrawal(biopsy.editions.get(number=2))
    pack.retired_at, pack.retired_by = NOON, make_user()
    pack.save()

    retired, empty = ask(client, "/packs/PJ22222/", f"/packs/{alone.code}/")["items"]

    assert (retired["state"], retired["isRetired"]) == ("gone", True)
    assert (empty["state"], empty["isRetired"]) == ("gone", False)


def test_a_thousand_packs_take_no_more_queries_than_one(client, biopsy, django_assert_num_queries):
    links = [f"/packs/{make_pack(biopsy).code}/" for _ in range(12)]

    for several in (links[:1], links * 80):
        with django_assert_num_queries(5):
            ask(client, *several)


@pytest.mark.parametrize(
    "sent",
    [
        *("", "x", "[]", "{}", '{"links": "K52V6XC"}', '{"links": [1]}', '{"links": ["x"], "also": 1}', "[" * 20_000),
        *(json.dumps({"links": ["x" * 2001]}), b"\xff"),
    ],
)
def test_what_cannot_be_understood_is_told_with_the_name_of_what_is_wrong(client, sent):
    """Promise 10."""
    response = client.post(ADDRESS, sent, content_type="application/json")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] in {"links", "also"}
    assert response.json()["detail"]


def test_a_thousand_and_one_are_too_many(client):
    told = ask(client, *["x"] * 1001, status=400)

    assert told["detail"] == "Send at most 1000 addresses or codes at once."


def test_a_page_of_another_site_may_ask_and_nobody_keeps_the_answer(client):
    asks_first = client.options(ADDRESS, headers={"Origin": "https://example.org"})
    answer = client.post(ADDRESS, {"links": []}, content_type="application/json")

    assert asks_first["Access-Control-Allow-Methods"] == asks_first["Allow"].removesuffix(", OPTIONS") == "POST"
    assert "Content-Type" in asks_first["Access-Control-Allow-Headers"]
    assert (answer["Access-Control-Allow-Origin"], answer["Cache-Control"]) == ("*", "no-store")
    assert client.get(ADDRESS).status_code == 405
