"""Promise 1: caches in front let go of what they keep, whoever recorded something, and nothing is sent for nothing."""

from datetime import timedelta

import pytest

from articles.following import NotDelivered, purging
from articles.models import GlossaryTerm, Purge
from tests.makers import NOON, make_edition

pytestmark = pytest.mark.django_db
SOON = NOON + purging.SETTLED


@pytest.fixture
def network(monkeypatch, settings):
    """What the network was asked; it answers unless it is told to be away."""
    settings.PURGE_URL, settings.PURGE_METHOD = "https://cdn.example/purge/{tag}", "PURGE"
    settings.PURGE_HEADER, settings.PURGE_BODY = ("Key", "secret {tag}"), '{"tags": ["{tag}"]}'

    class Network:
        asked, is_away = [], False

        def __call__(self, *asked):
            if self.is_away:
                raise NotDelivered("No answer: TimeoutError")
            self.asked.append(asked)
            return "Taken with status 200"

    network = Network()
    network.asked = []
    monkeypatch.setattr(purging, "send", network)
    return network


def test_what_is_recorded_is_told_once_after_every_process_has_seen_it(network):
    make_edition(release_at=NOON)
    assert purging.notice_what_moved(NOON)
    assert not purging.notice_what_moved(NOON)

    assert purging.purge_due(SOON - timedelta(milliseconds=1)) is None
    assert purging.purge_due(SOON)
    assert purging.purge_due(SOON) is None
    ((method, address, body, headers),) = network.asked
    assert (method, address, body) == ("PURGE", "https://cdn.example/purge/site", b'{"tags": ["site"]}')
    assert (headers["Key"], headers["Content-Type"]) == ("secret site", "application/json")


def test_a_glossary_term_that_no_verb_knows_of_is_told_too_and_a_draft_is_not(network):
    draft = make_edition()
    purging.notice_what_moved(NOON)
    draft.sections.update(heading="Other")
    assert not purging.notice_what_moved(NOON)

    GlossaryTerm.objects.bulk_create([GlossaryTerm(term="Biopsy", meaning="A test.")])
    assert purging.notice_what_moved(NOON)


def test_what_was_not_taken_is_tried_again_and_one_that_arrives_stands_for_all_before_it(network, caplog):
    purging.notice_what_moved(NOON)
    network.is_away = True
    assert purging.purge_due(SOON) is False
    assert "could not be told" in caplog.text
    assert purging.purge_due(SOON) is None

    make_edition(release_at=NOON)
    purging.notice_what_moved(SOON)
    network.is_away = False
    assert purging.purge_due(SOON + timedelta(minutes=2))
    assert not Purge.objects.waiting().exists()
    assert len(network.asked) == 1


def test_after_three_days_it_is_given_up(network):
    purging.notice_what_moved(NOON)
    network.is_away = True
    purging.purge_due(NOON + timedelta(days=3))

    assert Purge.objects.get().given_up_at


def test_two_processes_do_not_both_send_it(network, monkeypatch):
    purging.notice_what_moved(NOON)
    network_asks = purging.send
    monkeypatch.setattr(purging, "send", lambda *asked: (purging.purge_due(SOON), network_asks(*asked))[1])
    purging.purge_due(SOON)

    assert len(network.asked) == 1


def test_only_what_may_have_changed_something_at_the_desk_is_looked_at(network, monkeypatch, rf, settings):
    looked = []
    monkeypatch.setattr(purging, "purge_soon", lambda: looked.append(1))
    through = purging.PurgeMiddleware(lambda _request: "answer")
    for request in (rf.get("/admin/"), rf.post("/articles/asthma/feedback/"), rf.post("/admin/articles/")):
        assert through(request) == "answer"
    assert len(looked) == 1

    settings.PURGE_URL = ""
    through(rf.post("/admin/articles/"))
    assert len(looked) == 1
