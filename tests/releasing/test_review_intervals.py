"""A topic says in what time its pages are usually reviewed, and dates begin with it."""

from datetime import date, timedelta

import pytest
import time_machine

from articles.models import Edition
from articles.models.clock import months_after
from articles.releasing import draft_next_edition
from tests.makers import NOON, TODAY, make_article, make_edition, make_topic, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
IN_A_YEAR = date(2027, 3, 2)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_later_is_a_day_that_exists(day, months, later):
    assert months_after(day, months) == later


def test_the_shortest_time_of_its_topics_counts():
    article = make_article(topics=[make_topic(review_months=36), make_topic(review_months=12), make_topic()])

    assert article.usual_review_due(TODAY) == IN_A_YEAR
    assert make_article(topics=[make_topic()]).usual_review_due(TODAY) is None


@pytest.mark.parametrize(("before", "after"), [(TODAY, IN_A_YEAR), (TODAY + 30 * DAY, TODAY + 30 * DAY)])
def test_a_next_edition_gets_a_new_day_only_where_the_old_one_has_passed(before, after):
    article = make_article(topics=[make_topic(review_months=12)])
    make_edition(article=article, release_at=NOON - DAY, review_due=before)

    assert draft_next_edition(article, by=make_user(), at=NOON).review_due == after


def test_a_new_page_and_a_review_at_the_desk_begin_with_that_day(admin_client):
    topic = make_topic(review_months=12)
    live = make_edition(article=make_article(topics=[topic]), release_at=NOON - DAY)
    nothing_else = {"other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0}

    with time_machine.travel(NOON, tick=False):
        facts = {"title": "Asthma", "language": "en", "slug": "", "topics": [topic.pk], **nothing_else}
        admin_client.post("/admin/articles/article/add/", facts)
        form = admin_client.get(f"/admin/articles/edition/{live.pk}/review/").context["form"]

    assert Edition.objects.drafts().get().review_due == IN_A_YEAR
    assert form["review_due"].initial == IN_A_YEAR
