"""Two who do something weighty at once come one after the other, and neither is turned away (PostgreSQL)."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.forgetting import forget_person
from articles.models import Recorded
from articles.recording import verify
from articles.releasing import approval, approve, lift, release, release_imported, unschedule, withdraw
from tests.importing.running import SEED, write
from tests.importing.running import release as import_and_release
from tests.makers import NOON, make_article, make_edition, make_user, make_withdrawal

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
DAY = timedelta(days=1)
LOCKS = re.compile(r"pg_advisory_xact_lock|FOR UPDATE|^(?:INSERT|UPDATE|DELETE)")


def approved(edition, person):
    approve(edition, by=person, at=NOON, seen=edition.current_seal())
    return edition


@pytest.fixture
def acts(tmp_path):
    """Each with what it needs made beforehand, at noon."""
    person, leaver = make_user(), make_user("leaver")
    told = {"by": person, "at": NOON, "now": NOON}
    draft, ready, imported = make_edition(), approved(make_edition(), person), make_edition()
    waiting, article = make_edition(release_at=NOON + DAY), make_article()
    first, second, third = (make_edition(article=article, release_at=NOON - n * DAY) for n in (3, 2, 1))
    away = make_withdrawal(make_edition(release_at=NOON - 2 * DAY))
    file = write(tmp_path, "wheeze.txt", SEED)
    with time_machine.travel(NOON, tick=False):
        yield {
            "approve": lambda: approved(draft, person),
            "release": lambda: release(ready, **told),
            "release_imported": lambda: release_imported({imported.pk: NOON}, by=person, now=NOON),
            "import": lambda: import_and_release(file, by=person),
            "unschedule": lambda: unschedule(waiting, by=person, now=NOON),
            "recall": lambda: withdraw(third, kind="recalled", reason="Unsafe.", also=[second, first], **told),
            "lift": lambda: lift(away, by=person, at=NOON, reason="It was right."),
            "change an account": lambda: setattr(leaver, "email", "new@example.org") or leaver.save(),
            "give a role": lambda: leaver.groups.add(Group.objects.get(name="Editor")),
            "let in": lambda: call_command("let_in", "leaver"),
            "forget": lambda: forget_person(leaver, by=person, at=NOON),
        }


def test_whoever_will_record_something_waits_for_others_before_holding_anything(acts, capsys):
    for name, act in acts.items():
        before = Recorded.objects.count()

        with CaptureQueriesContext(connection) as asked:
            act()

        locks = [found[0] for one in asked if (found := LOCKS.search(one["sql"]))]
        assert (name, locks[0]) == (name, "pg_advisory_xact_lock")
        assert Recorded.objects.count() > before, name


@pytest.mark.django_db(transaction=True)
def test_a_recall_of_several_editions_and_an_approval_of_one_of_them_both_succeed(monkeypatch):
    """The approval holds its edition until the recall waits for somebody, and only then comes to the record."""
    article, person = make_article(), make_user()
    first, second, third = (make_edition(article=article, release_at=NOON - n * DAY) for n in (3, 2, 1))
    as_seen, recalls = approval._as_seen, []

    def recall():
        told = {"by": person, "at": NOON, "now": NOON}
        withdraw(third, kind="recalled", reason="Unsafe.", also=[second, first], **told)
        connection.close()

    def held_while_the_recall_begins(*seen):
        edition = as_seen(*seen)
        recalls.append(other.submit(recall))
        while not somebody_waits() and not recalls[0].done():
            pass
        return edition

    monkeypatch.setattr(approval, "_as_seen", held_while_the_recall_begins)
    with ThreadPoolExecutor(1) as other:
        approve(first, by=person, at=NOON, seen=first.current_seal())
        recalls[0].result()

    assert first.approvals.exists()
    assert article.editions.filter(withdrawals__kind="recalled").count() == 3
    verify()


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]
