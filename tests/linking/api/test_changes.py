"""What has changed since: /api/v1/changes/ — nothing missed and nothing twice."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from articles.following import journal
from articles.models import PublicEvent
from tests.linking.api.test_articles import API, get, problem
from tests.makers import NOON, make_article, make_edition, make_released, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

OLD, HOUR = NOON - timedelta(days=90), timedelta(hours=1)


class Follower:
    """A copy of our pages elsewhere, that asks from time to time."""

    def __init__(self, client, **begin):
        self.client, self.query = client, begin

    def hears(self, after=timedelta(0)):
        """What comes when it asks, some time after noon."""
        news = []
        with time_machine.travel(NOON + after, tick=False):
            while True:
                told = get(self.client, "/changes/", **self.query)
                self.query = {"cursor": told["cursor"]}
                news += [(one["change"], one["identifier"], one["version"]) for one in told["items"]]
                if not told["hasMore"]:
                    return news


def test_a_follower_hears_of_everything_once(client):
    article = make_article()
    code = article.code
    first = make_edition(article=article, release_at=OLD)
    follower = Follower(client)

    assert follower.hears() == [("released", code, 1)]
    assert follower.hears() == []

    withdrawal = make_withdrawal(first, at=NOON + HOUR)
    assert follower.hears() == []
    assert follower.hears(HOUR) == [("withdrawn", code, 1)]

    withdrawal.lifted_at, withdrawal.lifted_by = NOON + 2 * HOUR, make_user()
    withdrawal.save()
    first.reviews.create(
        reviewed_on=date(2026, 3, 2), review_due=date(2029, 1, 1), recorded_by=make_user(), recorded_at=NOON + 2 * HOUR
    )
    assert follower.hears(3 * HOUR) == [("restored", code, 1), ("reviewed", code, 1)]

    make_withdrawal(first, at=NOON + 4 * HOUR, kind="recalled")
    assert follower.hears(5 * HOUR) == [("recalled", code, 1)]
    assert follower.hears(6 * HOUR) == []


def test_a_scheduled_edition_is_news_from_its_moment_on_also_after_later_news(client):
    article, other = make_article(), make_article()
    make_released(make_edition(article=article), at=NOON + 2 * HOUR)
    follower = Follower(client)

    assert follower.hears() == []
    make_edition(article=other, release_at=NOON + HOUR)
    assert follower.hears(HOUR) == [("released", other.code, 1)]
    assert follower.hears(2 * HOUR) == [("released", article.code, 1)]
    assert follower.hears(3 * HOUR) == []


def test_what_is_imported_with_a_date_of_the_past_is_news_too(client):
    make_edition(release_at=NOON - HOUR)
    follower = Follower(client)
    follower.hears()

    old = make_released(make_edition(), at=OLD, recorded_at=NOON)

    assert follower.hears(HOUR) == [("released", old.article.code, 1)]
    assert Follower(client, since="2026-03-02T12:00:00Z").hears() == [("released", old.article.code, 1)]


def test_what_was_written_by_another_server_while_we_answered_comes_next_time(client, monkeypatch):
    make_edition(release_at=OLD)
    follower = Follower(client)

    def somebody_else_was_quicker(moment):
        raise IntegrityError

    monkeypatch.setattr(journal.PublicEvent.objects, "bulk_create", lambda rows, **_: somebody_else_was_quicker(rows))
    assert follower.hears() == []
    monkeypatch.undo()
    assert len(follower.hears()) == 1


def test_the_database_keeps_an_event_from_getting_two_numbers():
    edition = make_edition(release_at=OLD)
    journal.bring_up_to(NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        PublicEvent.objects.create(number=9, kind="released", edition=edition, at=NOON)
    journal.bring_up_to(NOON)

    assert PublicEvent.objects.get().number == 1


def test_an_edition_that_is_recalled_instead_of_withdrawn_does_not_come_back_in_between(client):
    edition = make_edition(release_at=OLD)
    make_withdrawal(edition, at=NOON - 2 * HOUR, lifted_at=NOON - HOUR, lifted_by=make_user())
    make_withdrawal(edition, at=NOON - HOUR, kind="recalled")

    assert [change for change, *_ in Follower(client).hears()] == ["released", "withdrawn", "recalled"]


def test_a_follower_may_begin_at_a_moment(client):
    make_edition(release_at=OLD)
    new = make_edition(release_at=NOON - HOUR)

    assert Follower(client, since="2026-03-02").hears() == [("released", new.article.code, 1)]
    assert Follower(client, since="2026-03-02T12:00:01Z").hears() == []
    assert len(Follower(client).hears()) == 2


def test_long_news_come_in_pages(client, monkeypatch):
    monkeypatch.setattr("articles.linking.api.changes.ON_A_PAGE", 2)
    for _ in range(5):
        make_edition(release_at=OLD)

    told = get(client, "/changes/")
    heard = Follower(client).hears()

    assert told["hasMore"]
    assert get(client, "/changes/", cursor=told["cursor"])["items"] == client.get(told["next"]).json()["items"]
    assert len(heard) == len(set(heard)) == 5


def test_what_changed_is_told_as_long_as_its_words_may_be_read(client):
    article = make_article(slug="biopsy")
    edition = make_edition(article=article, change_note="HALF", is_safety_change=True, release_at=OLD)

    (released,) = get(client, "/changes/")["items"]
    make_withdrawal(edition, kind="recalled", reason="The dose was wrong.")
    response = client.get(f"{API}/changes/")

    assert (released["changeNote"], released["isSafetyChange"]) == ("HALF", True)
    assert released["url"] == "http://testserver/articles/biopsy/"
    assert released["at"] == "2025-12-02T12:00:00Z"
    assert b"HALF" not in response.content
    assert response.json()["items"][1]["reason"] == "The dose was wrong."


def test_a_cursor_that_is_none_is_refused(client):
    """Promise 10."""
    for cursor in ("x", "-1", "²", "9" * 16):
        assert problem(client, "/changes/", cursor=cursor)["parameter"] == "cursor"
    assert problem(client, "/changes/", 404, cursor="5")["parameter"] == "cursor"
    assert problem(client, "/changes/", since="now")["parameter"] == "since"
