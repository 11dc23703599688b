"""Promise 1: no cache in front keeps a page beyond the next change that is known, or longer than is said."""

import re

import pytest
from django.urls import resolve

from articles.storing.page import Page
from articles.storing.sharing import Sharing
from articles.storing.telling import told_of
from tests.storing.doors import NOON, Django, ask, front_before


@pytest.fixture
def django():
    return Django(headers={"Cache-Control": "no-cache"})


@pytest.fixture
def make_front(settings, django, tmp_path, facts, clock):
    def make(**said):
        for name, value in said.items():
            setattr(settings, name, value)
        return front_before(django, tmp_path, facts, clock)

    return make


def seconds(headers, name="CDN-Cache-Control"):
    return {part: int(number) for part, number in re.findall(r"([\w-]+)=(\d+)", headers[name])}


def test_without_a_cache_in_front_readers_are_asked_to_come_each_time(make_front):
    headers = ask(make_front()).headers

    assert headers["Cache-Control"] == "no-cache"
    assert not {"X-Accel-Expires", "CDN-Cache-Control", "Cache-Tag"} & headers.keys()


def test_a_network_keeps_a_page_for_as_long_as_it_may_and_then_asks_while_it_goes_on_showing_it(make_front):
    headers = ask(make_front(CDN_SECONDS=60, STALE_SECONDS=600)).headers

    assert headers["Cache-Control"] == "no-cache"
    assert seconds(headers) == {"max-age": 60, "stale-while-revalidate": 60, "stale-if-error": 600}


@pytest.mark.parametrize("left", [0.5, 1, 42, 61, 100.2, 500])
def test_nothing_that_a_network_keeps_outlives_the_next_change_that_is_known(make_front, facts, left):
    facts.record((NOON + left, ("asthma",)))
    said = seconds(ask(make_front(CDN_SECONDS=60, STALE_SECONDS=600)).headers)

    assert said["max-age"] == int(min(60, left))
    assert said["max-age"] + said["stale-while-revalidate"] <= left
    assert said["max-age"] + said["stale-if-error"] <= left


def test_the_end_of_a_day_is_a_change_but_no_reason_to_show_nothing_when_the_portal_is_gone(make_front, clock):
    clock.seconds = NOON + 12 * 3600 - 10
    said = seconds(ask(make_front(CDN_SECONDS=60, STALE_SECONDS=600)).headers)

    assert said == {"max-age": 10, "stale-while-revalidate": 0, "stale-if-error": 600}


def test_a_page_from_a_store_without_its_database_is_kept_by_no_network(make_front, facts, clock):
    front = make_front(CDN_SECONDS=60)
    ask(front)
    facts.is_away = True
    clock.later()

    assert "CDN-Cache-Control" not in ask(front).headers


def test_nginx_keeps_a_page_to_the_end_of_the_second_in_which_the_database_was_looked_at(make_front, facts, clock):
    front = make_front(BEHIND_PROXY=True, STALE_SECONDS=600)
    clock.seconds = NOON + 0.9
    asked = facts.asked
    assert ask(front).headers["X-Accel-Expires"] == f"@{int(NOON)}"
    clock.seconds = NOON + 1.1

    headers = ask(front).headers
    assert headers["X-Accel-Expires"] == f"@{int(NOON) + 1}"
    assert headers["Cache-Control"].startswith("max-age=0, must-revalidate, s-maxage=1, ")
    assert seconds(headers, "Cache-Control")["stale-if-error"] == 600
    assert facts.asked - asked >= 3  # for the rendering twice, and again because a new second had begun


def test_nginx_shows_nothing_stale_beyond_a_release_or_a_recall_that_is_known(make_front, facts):
    facts.record((NOON + 30, ("asthma",)))

    assert seconds(ask(make_front(BEHIND_PROXY=True)).headers, "Cache-Control")["stale-if-error"] == 30


@pytest.mark.parametrize(("left", "meanwhile"), [(1.9, 0), (2, 1), (60, 1)])
def test_nginx_shows_nothing_while_it_asks_if_a_date_may_have_changed_it(make_front, facts, left, meanwhile):
    facts.record((NOON + left, ("asthma",)))
    said = seconds(ask(make_front(BEHIND_PROXY=True)).headers, "Cache-Control")

    assert said["stale-while-revalidate"] == meanwhile


def test_nginx_keeps_nothing_that_may_have_changed_before_this_second(settings):
    settings.BEHIND_PROXY = True
    page = Page("200 OK", (), {"": b""}, "x", (), NOON, NOON + 60, cache_control="no-cache")
    sharing = Sharing()

    assert dict(sharing.headers(page, NOON + 1.2, age=0.2))["X-Accel-Expires"] == f"@{int(NOON) + 1}"
    assert dict(sharing.headers(page, NOON + 1.2, age=0.3))["X-Accel-Expires"] == "0"
    assert dict(sharing.headers(page, NOON + 1.2, age=9, is_away=True))["X-Accel-Expires"] == f"@{int(NOON) + 1}"


def test_what_says_that_it_never_changes_is_left_alone(make_front, django):
    django.headers["Cache-Control"] = "public, max-age=86400"
    headers = ask(make_front(CDN_SECONDS=60, BEHIND_PROXY=True)).headers

    assert headers["Cache-Control"] == "public, max-age=86400"
    assert not {"X-Accel-Expires", "CDN-Cache-Control"} & headers.keys()


@pytest.mark.parametrize(
    ("header", "control", "tags"),
    [
        ("Cache-Tag", "CDN-Cache-Control", "site,article-es-asma"),
        ("Surrogate-Key", "Surrogate-Control", "site article-es-asma"),
    ],
)
def test_pages_carry_tags_in_the_words_of_the_network(make_front, django, header, control, tags):
    django.told = told_of(resolve("/articles/asma/"), "es")
    front = make_front(CACHE_TAG_HEADER=header, CDN_SECONDS=60)
    ask(front)
    headers = ask(front, if_none_match="*").headers

    assert headers[header] == tags
    assert control in headers


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/topics/lungs/", ("reading:topic", ("topic-en-lungs",))),
        ("/go/p6d-8vp4/2/", ("linking:copy", ("code-P6D8VP4",))),
        ("/packs/2222222/", ("packs:pack", ("code-2222222",))),
        ("/feeds/articles/asthma.atom", ("feeds:article", ("article-en-asthma",))),
        ("/about/privacy/", ("reading:about", ("about-en-privacy",))),
        ("/a-z/", ("reading:a_to_z", ())),
    ],
)
def test_tags_tell_the_article_the_topic_or_the_code_of_an_address(path, told):
    assert told_of(resolve(path), "en") == told


def test_nothing_is_told_of_an_address_that_is_not_there():
    assert told_of(None, "en") == ("nothing", ())
