"""What takes a look at every page is worked out once, and anew as soon as it may be another."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from articles.models import Edition
from articles.storing import worked_out_once
from tests.makers import NOON, make_edition, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages():
    """How many pages are live, and in ``pages.asked`` how often that was worked out."""

    @worked_out_once
    def live(language, *, moment):
        live.asked += 1
        return Edition.objects.live_at(moment).filter(article__language=language).count()

    live.asked = 0
    with time_machine.travel(NOON, tick=False):
        yield lambda at=NOON, language="en": (live(language, moment=at), live.asked)


def test_it_is_worked_out_once_for_each_thing_that_is_asked(pages):
    make_edition(release_at=NOON - timedelta(days=1))

    assert [pages(), pages(), pages(language="es"), pages()] == [(1, 1), (1, 1), (0, 2), (1, 2)]


def test_what_is_recorded_makes_it_old(pages):
    pages()
    edition = make_edition(release_at=NOON - timedelta(days=1))

    assert pages() == (1, 2)
    make_edition(article=edition.article)  # a draft is nothing that readers see
    assert pages() == (1, 2)
    make_topic()
    assert pages() == (1, 3)


def test_so_does_the_moment_of_a_release_and_the_end_of_the_day(pages):
    make_edition(release_at=NOON + timedelta(hours=1))

    assert pages(NOON + timedelta(minutes=59)) == (0, 1)
    assert pages(NOON + timedelta(minutes=60)) == (1, 2)
    assert pages(NOON) == (0, 3)
    assert pages(NOON + timedelta(hours=11)) == (1, 4)
    assert pages(NOON + timedelta(hours=13)) == (1, 5)


def test_of_a_day_long_past_and_of_what_is_not_recorded_yet_nothing_is_kept(pages):
    make_edition(release_at=NOON - timedelta(days=1))
    days_ago = NOON - timedelta(days=3)
    assert [pages(days_ago), pages(days_ago)] == [(0, 1), (0, 2)]

    with transaction.atomic():
        make_edition(release_at=NOON - timedelta(days=2))
        assert pages() == (2, 3)
        transaction.set_rollback(True)
    assert pages() == (1, 4)
