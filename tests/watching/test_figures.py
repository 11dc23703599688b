"""Those who watch the portal from outside see what is due before somebody misses it."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from articles.models import Purge
from articles.watching import figures
from portal import metrics
from tests.makers import NOON, make_edition

pytestmark = pytest.mark.django_db


def test_the_next_release_overdue_reviews_and_what_waits_are_told(django_assert_num_queries):
    make_edition(release_at=NOON + timedelta(hours=1))
    make_edition(release_at=NOON - timedelta(days=9), review_due=NOON.date() - timedelta(days=1))
    make_edition(release_at=NOON - timedelta(days=9), review_due=NOON.date())
    Purge.objects.create(number=1, made_at=NOON - timedelta(minutes=5), due_at=NOON)
    with django_assert_num_queries(5):
        told = figures(NOON)

    assert told["portal_next_release_timestamp_seconds"] == [({}, (NOON + timedelta(hours=1)).timestamp())]
    assert told["portal_reviews_overdue"] == [({}, 1)]
    assert ({"kind": "purges"}, 1) in told["portal_outbox_waiting"]
    assert ({"kind": "purges"}, 300) in told["portal_outbox_oldest_seconds"]
    assert ({"kind": "reminders"}, 0) in told["portal_outbox_oldest_seconds"]


def test_what_is_told_can_be_read_while_the_database_is_away_and_names_each_metric_once(monkeypatch):
    there = metrics.written({})
    names = [line.split()[2] for line in there.splitlines() if line.startswith("# TYPE")]
    assert names == list(metrics.HELP)

    def gone(_moment):
        raise OperationalError("gone")

    monkeypatch.setattr("articles.watching.figures", gone)
    assert "portal_database_up 0" in metrics.written({})
