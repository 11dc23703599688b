"""Promise 2, while somebody writes and somebody else releases."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from articles.models import Edition, ReleasedWordsNeverChange, Section
from tests.makers import NOON, make_edition, make_released

pytestmark = pytest.mark.django_db(transaction=True)


def new_words(edition):
    Section.objects.create(edition=edition, body="<p>Late words.</p>")


def other_words(edition):
    section = Section.objects.get(edition=edition)
    section.body = "<p>Late words.</p>"
    section.save()


def many_words(edition):
    Section.objects.filter(edition=edition).update(body="<p>Late words.</p>")


def many_new_words(edition):
    Section.objects.bulk_create([Section(edition=edition, body="<p>Late words.</p>")])


def another_title(edition):
    edition.title = "Late words"
    edition.save()


def no_words(edition):
    Section.objects.filter(edition=edition).delete()


@pytest.mark.parametrize("write", [new_words, other_words, many_words, many_new_words, another_title, no_words])
def test_words_that_come_while_an_edition_is_being_released_are_refused(write):
    edition, began, refusals = make_edition(), Event(), []

    def write_meanwhile():
        began.set()
        try:
            write(Edition.objects.get(pk=edition.pk))
        except ReleasedWordsNeverChange as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    with transaction.atomic():
        make_released(Edition.objects.with_words().get(pk=edition.pk), at=NOON)
        writer = Thread(target=write_meanwhile)
        writer.start()
        began.wait()
        writer.join(timeout=0.3)  # time enough to reach the words, were they not held
    writer.join()

    stored = Edition.objects.with_words().get(pk=edition.pk)
    assert len(refusals) == 1
    assert stored.fingerprint == stored.current_fingerprint()
