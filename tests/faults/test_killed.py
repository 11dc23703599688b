"""A process ends in the midst of its work, or meets another at the same: nothing is half done, and nothing is lost."""

import sys

import pytest
import time_machine

from articles.importing import import_paths
from articles.models import Article, Edition
from articles.releasing import Refused, approve, release
from tests.faults.processes import Process
from tests.importing.running import Wishes, markdown, write
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db(transaction=True)
THE_RELEASE = sys.modules["articles.releasing.release"]
THE_IMPORT = sys.modules["articles.importing.run"]


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def approved():
    edition = make_edition(change_note="We say more about rest.")
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal())
    return edition


@pytest.fixture
def publisher():
    return make_user()


def slowly(module, name, stop, at_call=1):
    """What ``module`` calls by that name stops once it has done its work for that time."""
    usual, calls = getattr(module, name), []

    def stopping(*arguments, **more):
        done = usual(*arguments, **more)
        calls.append(done)
        if len(calls) == at_call:
            stop()
        return done

    setattr(module, name, stopping)


def test_a_worker_killed_while_it_releases_has_released_nothing_and_is_in_nobodys_way(approved, publisher):
    def release_it(stop):
        slowly(THE_RELEASE, "index", stop)
        release(approved, by=publisher, at=NOON, now=NOON)

    worker = Process(release_it)
    assert worker.came_so_far()
    worker.kill()

    assert Edition.objects.get().is_draft
    assert list(Edition.objects.live_at(NOON)) == []
    assert not release(approved, by=publisher, at=NOON, now=NOON).is_draft


def test_of_two_who_release_one_edition_at_the_same_time_the_second_is_told(approved, publisher):
    def release_it(stop):
        slowly(THE_RELEASE, "index", stop)
        release(approved, by=publisher, at=NOON, now=NOON)

    def release_it_too(stop):
        stop()
        with pytest.raises(Refused):
            release(approved, by=publisher, at=NOON, now=NOON)

    first, second = Process(release_it), Process(release_it_too)
    assert first.came_so_far()
    assert second.came_so_far()
    second.go_on()
    first.go_on()

    assert (first.ended(), second.ended()) == (0, 0)
    assert Edition.objects.get().released_by == publisher


def test_an_import_that_is_killed_keeps_whole_batches_and_goes_on_where_it_was(tmp_path, publisher, monkeypatch):
    monkeypatch.setattr(THE_IMPORT, "BATCH", 2)
    for number in range(5):
        write(
            tmp_path, f"{number}.md", markdown(title=f"Page {number}", slug=f"page-{number}", release_date="2025-03-03")
        )

    def import_all(stop=None):
        if stop:
            slowly(THE_IMPORT, "begin_articles", stop, at_call=2)
        return import_paths([tmp_path], Wishes(now=NOON, is_release=True, by=publisher))

    worker = Process(import_all)
    assert worker.came_so_far()
    worker.kill()

    assert set(Article.objects.values_list("slug", flat=True)) == {"page-0", "page-1"}
    assert Edition.objects.live_at(NOON).count() == 2
    report = import_all()
    assert report.faults == []
    assert Edition.objects.live_at(NOON).count() == Edition.objects.count() == 5
