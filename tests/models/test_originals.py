from datetime import timedelta

import pytest

from articles.models import news_of_original
from tests.makers import NOON, make_article, make_edition, make_withdrawal

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    return make_edition(release_at=NOON - timedelta(days=30))


@pytest.fixture
def translation(original):
    return make_edition(translated_from=original, release_at=NOON - timedelta(days=20))


def newer(original, **facts):
    return make_edition(article=original.article, release_at=NOON - timedelta(days=1), **facts)


def test_a_translation_of_what_the_original_says_now_has_no_news(translation):
    assert news_of_original(translation, NOON) is None


def test_a_page_that_is_no_translation_has_no_news(original):
    assert news_of_original(original, NOON) is None


def test_a_newer_edition_of_the_original_is_told_from_its_release_on(original, translation):
    later = newer(original)

    assert news_of_original(translation, NOON - timedelta(days=2)) is None
    assert news_of_original(translation, NOON).newest == later


def test_a_change_about_safety_is_told_although_a_smaller_one_came_after_it(original, translation):
    make_edition(article=original.article, release_at=NOON - timedelta(days=9), is_safety_change=True)
    newer(original)

    assert news_of_original(translation, NOON).safety_change.number == 2


def test_an_original_that_was_taken_away_is_told(original, translation):
    """Promise 1: words whose original was recalled are not passed on in silence."""
    withdrawal = make_withdrawal(original, kind="recalled")

    assert news_of_original(translation, NOON).withdrawal == withdrawal


def test_what_took_a_pages_place_is_followed_until_something_can_be_read():
    first, second, third = (make_edition(article=make_article(), release_at=NOON - timedelta(days=9)) for _ in range(3))
    one = make_withdrawal(first, replacement=second.article)
    make_withdrawal(second, replacement=third.article)

    assert one.leads_to(NOON) == third


def test_pages_that_replace_each_other_lead_nowhere_and_end():
    first, second = (make_edition(release_at=NOON - timedelta(days=9)) for _ in range(2))
    one = make_withdrawal(first, replacement=second.article)
    make_withdrawal(second, replacement=first.article)

    assert one.leads_to(NOON) is None
