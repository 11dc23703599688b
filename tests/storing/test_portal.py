"""The portal behind its front: what is released, taken away or renamed is read at its moment, without a job."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.core.wsgi import get_wsgi_application

from articles.models import Topic
from articles.storing import Front
from articles.storing.asking import changes_to_come
from articles.storing.looking import Looker
from tests.makers import NOON, make_edition, make_pack, make_topic, make_withdrawal
from tests.storing.doors import Number, ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def front(tmp_path):
    front = Front(get_wsgi_application(), tmp_path)
    front.looker = Looker(Number(), front.disk.last_known, clock=time.time)
    return front


def words(front, path="/articles/asthma/"):
    answer = ask(front, path, host="testserver")
    return answer.status, answer.body.decode()


def test_a_release_a_recall_and_a_new_name_are_seen_at_their_moment(front, django_assert_num_queries):
    topic = make_topic(slug="lungs", name="Lungs")
    with time_machine.travel(NOON, tick=False) as clock:
        first = make_edition(title="First words", release_at=NOON - timedelta(days=2))
        article = first.article
        article.slug = "asthma"
        article.save()
        article.topics.add(topic)
        assert "First words" in words(front)[1]
        with django_assert_num_queries(0):
            assert "First words" in words(front)[1]

        second = make_edition(article=article, title="Second words", release_at=NOON + timedelta(hours=1))
        clock.shift(3599)
        assert "First words" in words(front)[1]
        clock.shift(1)
        assert "Second words" in words(front)[1]
        assert "Second words" in words(front, "/topics/lungs/")[1]

        Topic.objects.update(name="Lungs and breathing")
        clock.shift(1)
        assert "Lungs and breathing" in words(front, "/topics/lungs/")[1]

        make_withdrawal(second, kind="recalled", at=NOON + timedelta(hours=1, seconds=2))
        clock.shift(1)
        status, told = words(front)
        assert status == 410
        assert "You rest." not in told


def test_a_recall_to_come_is_seen_in_a_pack_at_its_moment_and_ends_its_page_without_the_database(front):
    with time_machine.travel(NOON, tick=False) as clock:
        first = make_edition(release_at=NOON - timedelta(days=2))
        pack = make_pack(first.article, code="2222222")
        make_withdrawal(first, kind="recalled", at=NOON + timedelta(hours=1))

        ((_at, names),) = changes_to_come(NOON)
        assert {first.article.slug, pack.code} <= set(names)
        assert "What this page is about." in words(front, "/packs/2222222/")[1]
        clock.shift(3600)
        told = words(front, "/packs/2222222/")[1]
        assert "because it may be unsafe" in told
        assert "What this page is about." not in told
