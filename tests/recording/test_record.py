"""The record proves that nothing in it was changed, nor taken out, nor cut off."""

import re
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from articles.models import NeverAltered, Recorded, What
from articles.recording import Broken, anchors_in, end, opened, record, verify
from tests.makers import NOON, make_user

TABLE = Recorded._meta.db_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty():
    by_hand(f"DELETE FROM {TABLE}")  # migrations tell of the rights of each role


@pytest.fixture
def five(empty):
    for number in range(1, 6):
        record(What.EXPORTED, about=f"the record {number}", at=NOON)


def by_hand(statement):
    """As whoever owns the database may, once they have put the guard aside."""
    with opened(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_untouched_record_is_proved(five):
    assert verify() == end()
    assert end()[0] == 5


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("UPDATE {} SET about = 'other' WHERE number = 3", "Entry 3 is not as it was written"),
        ("UPDATE {} SET at = '2020-01-01 00:00:00+00:00' WHERE number = 3", "Entry 3 is not as it was written"),
        ("UPDATE {} SET what = 'released' WHERE number = 1", "Entry 1 is not as it was written"),
        ("DELETE FROM {} WHERE number = 2", "Entry 2 was taken out"),
        ("DELETE FROM {} WHERE number = 1", "Entry 1 was taken out"),
    ],
)
def test_what_was_changed_or_taken_out_is_told(five, done, told):
    by_hand(done.format(TABLE))

    with pytest.raises(Broken, match=told):
        verify()


def test_an_end_that_was_cut_off_is_missed_by_what_was_written_down_elsewhere(five):
    number, seal = end()
    by_hand(f"DELETE FROM {TABLE} WHERE number > 3")

    assert verify()[0] == 3
    with pytest.raises(Broken, match="The end was cut off after entry 3: entry 5"):
        verify([(number, seal)])


def test_a_record_written_anew_has_other_seals_than_were_written_down(five):
    written_down = end()
    by_hand(f"DELETE FROM {TABLE}")
    for number in range(1, 6):
        record(What.EXPORTED, about=f"something else {number}", at=NOON)

    assert verify()[0] == 5
    with pytest.raises(Broken, match="Entry 5 was written down elsewhere with another seal"):
        verify([written_down])


def test_the_database_itself_refuses_to_alter_it(five):
    for statement in ("UPDATE {} SET about = ''", "DELETE FROM {}"):
        with pytest.raises(DatabaseError, match="never altered"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(TABLE))
    entry = Recorded.objects.first()
    for alter in (entry.save, entry.delete, Recorded.objects.all().delete, lambda: Recorded.objects.update(about="")):
        with pytest.raises(NeverAltered):
            alter()

    assert verify()[0] == 5


def test_what_is_undone_is_not_recorded(five):
    with transaction.atomic():
        record(What.EXPORTED)
        transaction.set_rollback(True)

    assert verify()[0] == 5


def test_each_seal_reaches_the_log_of_the_process_and_proves_the_record_from_there(
    empty, caplog, tmp_path, capsys, django_capture_on_commit_callbacks
):
    with caplog.at_level("INFO", "articles.recording"), django_capture_on_commit_callbacks(execute=True):
        record(What.EXPORTED, by=make_user("mona"), about="all articles")
        record(What.EXPORTED)
    log = tmp_path / "portal.log"
    log.write_text("\n".join(f"2026-03-02 12:00:00 INFO: {line}" for line in caplog.messages))

    call_command("verify_log", anchors=[log])
    told = capsys.readouterr().out
    by_hand(f"DELETE FROM {TABLE} WHERE number = 2")

    assert "mona" not in caplog.text
    assert re.fullmatch(
        r"All 2 entries are as they were written\. 2 were compared with what was written down\. "
        r"The last is 2:[0-9a-f]{64}\n",
        told,
    )
    assert [number for number, _seal in anchors_in([told])] == [2]
    with pytest.raises(CommandError, match="The end was cut off"):
        call_command("verify_log", anchors=[log])


def test_a_file_of_seals_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        call_command("verify_log", anchors=[tmp_path / "nowhere.log"])


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_make_one_chain():
    start, before = Barrier(4), end()[0]

    def write():
        start.wait()
        try:
            for _ in range(3):
                record(What.EXPORTED, at=NOON)
        finally:
            connection.close()

    writers = [Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert verify()[0] == before + 12
