"""While the database is away, what is stored goes on being read, unless its words may not be."""

import shutil

import pytest

from articles.storing import DATABASE_AWAY, looking_on
from articles.storing.shelf import SharedNumber
from tests.storing.doors import NOON, Django, ask, front_before

TO_COME = (NOON + 3600, ("asthma", "p6d8vp4"))


@pytest.fixture
def django():
    return Django()


@pytest.fixture
def front(django, tmp_path, facts, clock):
    facts.record(TO_COME)
    return front_before(django, tmp_path, facts, clock)


def test_stored_pages_are_served_and_say_how_old_they_are(front, django, facts, clock):
    ask(front)
    facts.is_away = True
    clock.later(600)
    answer = ask(front)

    assert (answer.status, answer.headers["Age"]) == (200, "600")
    assert len(django.seen) == 1


def test_what_is_not_stored_is_told_to_django_as_away_and_asks_nothing_of_the_database(front, django, facts, clock):
    ask(front)
    facts.is_away = True
    clock.later()
    ask(front, "/articles/cough/")
    ask(front, "/search/", query="q=x")
    ask(front, method="POST")

    assert [environ[DATABASE_AWAY] for environ in django.seen] == [False, True, True, True]


def test_a_page_whose_words_were_to_change_meanwhile_is_no_longer_served(front, django, facts, clock):
    changed = ("/articles/asthma/", "/es/articles/asthma/editions/1/", "/go/P6D8VP4/", "/go/p6d-8vp4/1/")
    for path in (*changed, "/articles/cough/"):
        ask(front, path)
    facts.is_away = True
    clock.later(3600)

    assert ask(front, "/articles/cough/").headers["Age"] == "3600"
    for path in changed:
        ask(front, path)
        assert django.seen[-1][DATABASE_AWAY]


def test_a_day_that_has_ended_takes_no_page_away(front, facts, clock):
    ask(front, "/articles/cough/")
    facts.is_away = True
    clock.later(24 * 3600)

    assert ask(front, "/articles/cough/").status == 200


def test_pages_are_served_after_the_portal_was_started_anew_without_its_database(front, tmp_path, django, facts, clock):
    ask(front)
    ask(front, "/articles/cough/")
    facts.is_away = True
    clock.later(60)
    anew = front_before(django, tmp_path, facts, clock)

    assert (ask(anew).headers["Age"], len(django.seen)) == ("60", 2)
    clock.later(3600)
    ask(anew)
    assert django.seen[-1][DATABASE_AWAY]


def recall_and_end(front, django, facts):
    """Somebody recalls a page at the desk, and in the next moment neither the database nor a process is there."""
    django.meanwhile = facts.record
    ask(front, "/admin/articles/edition/1/recall/", method="POST")
    facts.is_away = True


def test_a_page_that_was_recalled_is_not_read_even_if_all_ends_before_anybody_asks(
    front, tmp_path, django, facts, clock
):
    ask(front)
    recall_and_end(front, django, facts)
    anew = front_before(django, tmp_path, facts, clock)

    ask(anew)
    assert django.seen[-1][DATABASE_AWAY]


def test_what_another_machine_or_a_command_recalls_leaves_this_disk_though_nobody_asks(
    front, tmp_path, django, facts, clock
):
    ask(front)
    facts.record()

    def pause(seconds):
        if facts.is_away:
            raise SystemExit
        clock.later(seconds)
        facts.is_away = facts.asked > asked  # it has looked once

    asked = facts.asked
    with pytest.raises(SystemExit):
        looking_on._look_on(front, pause)
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == [str(facts.known.number)]


def test_a_balancer_that_asks_whether_the_portal_is_ready_lets_go_of_old_pages_too(front, tmp_path, facts, clock):
    ask(front)
    facts.record()
    clock.later()
    ask(front, "/health/ready")

    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == [str(facts.known.number)]


def test_pages_on_a_disk_that_did_not_hear_of_what_another_process_saw_are_no_pages(tmp_path, django, facts, clock):
    shared = SharedNumber(tmp_path / "newest")
    ask(front_before(django, tmp_path, facts, clock, shared))
    shared.number += 1  # seen, and then the machine ended
    facts.is_away = True

    ask(front_before(django, tmp_path, facts, clock, shared))
    assert django.seen[-1][DATABASE_AWAY]


def test_a_folder_of_pages_that_an_operator_removes_is_made_anew(front, django, tmp_path, facts, clock):
    ask(front)
    shutil.rmtree(tmp_path)
    facts.record()
    clock.later()

    assert ask(front).status == 200
    assert ask(front, "/articles/cough/").status == 200
    assert len(list((tmp_path / str(facts.known.number)).iterdir())) == 3


def test_a_process_that_was_idle_tells_no_older_words_than_the_others(tmp_path, django, facts, clock):
    shared = SharedNumber(tmp_path / "newest")
    idle, busy = (front_before(django, tmp_path, facts, clock, shared) for _each in range(2))
    ask(idle)
    facts.record()
    clock.later()
    ask(busy)
    facts.is_away = True
    clock.later()

    assert ask(idle).body.startswith(b"Words 2.")


def test_all_is_well_within_seconds_once_it_is_back_and_nothing_old_is_left(front, django, facts, clock):
    ask(front)
    facts.is_away = True
    clock.later()
    ask(front)
    facts.is_away = False
    facts.record()
    clock.later(1)

    answer = ask(front)
    assert answer.body.startswith(b"Words 2.")
    assert "Age" not in answer.headers


def test_an_hour_away_is_one_line_in_the_log(front, facts, clock, caplog):
    ask(front)
    facts.is_away = True
    for _each in range(100):
        clock.later(36)
        ask(front)

    assert len(caplog.records) == 1


def test_only_the_newest_pages_stay_on_disk(front, facts, clock, tmp_path):
    ask(front)
    facts.record()
    clock.later()
    ask(front)

    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == [str(facts.known.number)]


def test_a_torn_file_is_no_page(front, django, tmp_path, facts, clock):
    ask(front)
    (stored,) = [file for file in (tmp_path / "2").iterdir() if file.name != "known.json"]
    stored.write_bytes(stored.read_bytes()[:-1])
    front.memory.clear()

    assert ask(front).body.startswith(b"Words 2.")


def test_a_full_disk_costs_no_reader_a_page_and_is_told_once(front, django, monkeypatch, caplog):
    def full(*_facts):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.storing.shelf.write_at_once", full)
    for path in ("/a/", "/b/", "/a/"):
        assert ask(front, path).status == 200

    assert len(django.seen) == 2
    assert [record.getMessage() for record in caplog.records] == [
        "Pages are stored in memory alone: No space left on device."
    ]


def test_the_room_on_disk_is_the_same_however_often_the_portal_is_started_anew(django, facts, clock, tmp_path):
    for start in range(5):
        front = front_before(django, tmp_path, facts, clock)
        front.disk.bound = 40_000
        for number in range(5):
            ask(front, f"/articles/of-{start}-{number}/")

    assert sum(file.stat().st_size for file in (tmp_path / "1").iterdir()) < 40_000
    assert 3 < len(list((tmp_path / "1").iterdir())) < 10


def test_processes_share_one_number(tmp_path):
    one, other = SharedNumber(tmp_path / "newest"), SharedNumber(tmp_path / "newest")
    one.number = 7

    assert other.number == 7
