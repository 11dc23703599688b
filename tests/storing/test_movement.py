"""The number moves with everything that readers can see, in the same transaction, whichever way it is written."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from articles.models import THE_NUMBER, Edition, Feedback, GlossaryTerm, Movement, Topic, gather_moves
from articles.models.edition import RELEASE_FACTS
from articles.models.movement import UNSEEN, _there, tables
from tests.makers import NOON, make_article, make_clinic, make_edition, make_released, make_topic, make_withdrawal

pytestmark = pytest.mark.django_db


def number():
    with connection.cursor() as cursor:
        cursor.execute(THE_NUMBER)
        return cursor.fetchone()[0]


@pytest.fixture
def moves():
    """Whether what is done moves the number."""

    def done(do):
        before = number()
        do()
        return number() > before

    return done


def test_every_table_moves_it_unless_it_is_named_as_unseen():
    models = {model._meta.model_name: model for model in apps.get_app_config("articles").get_models(True)}

    assert models.keys() >= UNSEEN
    assert {table for table, _when in tables()} == {
        m._meta.db_table for name, m in models.items() if name not in UNSEEN
    }
    wanted = {f"{table}_moves_{event}" for table, _when in tables() for event in ("insert", "update", "delete")}
    assert _there(connection) == wanted


def test_a_release_and_taking_it_back_move_it(moves):
    edition = make_edition()

    assert moves(lambda: make_released(edition, at=timezone.now() + timedelta(days=1)))
    edition.release_at = edition.released_by = edition.release_recorded_at = None
    edition.fingerprint, edition.word_count = "", 0
    assert moves(lambda: edition.save(update_fields=list(RELEASE_FACTS - {"urgent_reason"})))


def test_what_stands_around_the_words_moves_it_however_it_is_written(moves):
    edition, topic = make_edition(release_at=NOON), make_topic()
    article = edition.article

    assert moves(lambda: make_withdrawal(edition))
    assert moves(lambda: article.topics.add(topic))
    assert moves(article.topics.clear)
    assert moves(lambda: GlossaryTerm.objects.bulk_create([GlossaryTerm(term="Biopsy", meaning="A test.")]))
    assert moves(lambda: Topic.objects.update(name="Other"))
    assert moves(topic.delete)
    assert moves(make_clinic)


def test_writing_a_draft_does_not_empty_the_store(moves):
    edition = make_edition(article=make_article())

    assert not moves(lambda: Edition.objects.filter(pk=edition.pk).update(title="Other"))
    assert not moves(lambda: edition.sections.update(heading="Other"))


def test_what_readers_tell_us_does_not_empty_the_store(moves):
    edition = make_edition(release_at=NOON)

    assert not moves(lambda: Feedback.objects.create(edition=edition, is_helpful=True, form="x", at=NOON))


def test_what_is_undone_has_not_moved_it(moves):
    def undone():
        with transaction.atomic():
            make_topic()
            transaction.set_rollback(True)

    assert not moves(undone)


@pytest.mark.django_db(transaction=True)
def test_years_of_transactions_are_gathered_in_one_row_and_the_number_stays():
    for slug in ("heart", "lungs", "skin"):
        make_topic(slug=slug)
    before = number()

    for _night in range(2):
        gather_moves()

        assert (number(), Movement.objects.count()) == (before, 1)
    make_topic(slug="bones")
    assert number() > before
