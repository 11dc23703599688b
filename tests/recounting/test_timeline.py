"""Who did what to an article, and when, follows from what is recorded."""

import csv
import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from articles.models import Article, Deed, Edition, NeverAltered
from articles.recounting import Happening, as_csv, as_json, timeline_of
from articles.releasing import (
    answer,
    approve,
    begin_article,
    comment,
    draft_next_edition,
    invite_expert,
    lift,
    note_writer,
    record_review,
    release,
    revoke,
    send_back,
    send_for_approval,
    throw_away,
    unschedule,
    withdraw,
)
from tests.makers import NOON, make_article, make_edition, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def hour(number):
    return NOON + number * HOUR


@pytest.fixture
def people():
    return make_user("editor"), make_user("clinician")


def told(article, *, until=100):
    return [(one.kind, one.who, one.number) for one in timeline_of(article, hour(until))]


def test_the_whole_way_of_an_article_is_told_in_order(people):
    editor, clinician = people
    with time_machine.travel(NOON, tick=False):
        first = make_edition(words_changed_by=editor)
    article = first.article
    send_for_approval(first, by=editor, at=hour(1), to=None, note="The dose?")
    (remark,) = comment(first, by=clinician, at=hour(2), remarks={"what-happens": "How long?"})
    seal = first.current_seal()
    send_back(first, by=clinician, at=hour(3), seen=seal, comments="Say when to call.")
    answer(remark, by=editor, at=hour(4), words="Two days.")
    link, _token = invite_expert(first, by=editor, at=hour(5), for_whom="Dr Example", expires_at=hour(50))
    link.verdicts.create(seal=seal, outcome="fine", name="Jo", role="Nurse", at=hour(6))
    revoke(link, by=editor, at=hour(7))
    approve(first, by=clinician, at=hour(8), seen=seal)
    with time_machine.travel(hour(9), tick=False):
        release(first, by=editor, at=hour(12), now=hour(9))
        unschedule(first, by=clinician, now=hour(10))
        release(first, by=editor, at=hour(12), now=hour(11))
    first = Edition.objects.get()
    away = withdraw(first, kind="recalled", reason="A wrong dose.", by=clinician, at=hour(13), now=hour(13))
    lift(away, by=editor, at=hour(14), reason="It was right.")
    days = {"reviewed_on": NOON.date(), "review_due": NOON.date() + timedelta(days=9), "reviewer": "Jo, nurse"}
    record_review(first, by=clinician, now=hour(15), **days)
    draft_next_edition(article, by=editor, at=hour(16))

    assert told(article) == [
        ("article-begun", "", None),
        ("begun", "", 1),
        ("written", "editor", 1),
        ("sent-for-approval", "editor", 1),
        ("comment", "clinician", 1),
        ("returned", "clinician", 1),
        ("comment-dealt-with", "editor", 1),
        ("link-given", "editor", 1),
        ("verdict-fine", "Jo, Nurse", 1),
        ("link-taken-back", "editor", 1),
        ("approved", "clinician", 1),
        ("unscheduled", "clinician", 1),
        ("scheduled", "editor", 1),
        ("came-live", "", 1),
        ("recalled", "clinician", 1),
        ("lifted", "editor", 1),
        ("reviewed", "clinician", 1),
        ("begun", "editor", 2),
    ]


def test_what_is_to_come_is_not_told_as_done():
    edition = make_edition()
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal())
    with time_machine.travel(NOON, tick=False):
        release(edition, by=make_user("editor"), at=hour(3), now=hour(1))

    def kinds(until):
        return [kind for kind, _who, _number in told(edition.article, until=until)]

    comment(edition, by=make_user(), at=hour(5), remarks={"": "Well done."})

    assert "comment" not in kinds(4)
    assert "came-live" not in kinds(2)
    assert "came-live" in kinds(3)


def test_each_change_of_the_words_is_kept_with_its_writer_though_the_next_takes_the_place(people):
    draft = make_edition()
    for writer, title, at in zip(people, ("First", "Second"), (hour(1), hour(2)), strict=True):
        before = draft.current_fingerprint()
        Edition.objects.filter(pk=draft.pk).update(title=title)
        draft = Edition.objects.get(pk=draft.pk)
        note_writer(draft, before=before, by=writer, at=at)

    written = [(who, number) for kind, who, number in told(draft.article) if kind == "written"]
    assert written == [("editor", 1), ("clinician", 1)]


def test_a_draft_that_was_thrown_away_leaves_its_trace(people):
    editor, clinician = people
    draft = begin_article(make_article(), title="Having a biopsy", by=editor, at=NOON)
    article = draft.article

    throw_away(draft, by=clinician, at=hour(1))

    (trace,) = [one for one in timeline_of(article, hour(2)) if one.kind == "thrown-away"]
    assert (trace.who, trace.number, trace.words) == ("clinician", 1, "Having a biopsy")


def test_what_was_recorded_is_neither_altered_nor_deleted():
    deed = Deed.objects.create(article=make_article(), done="begun", at=NOON)

    for attempt in (
        deed.save,
        deed.delete,
        Deed.objects.all().delete,
        lambda: Deed.objects.update(by=None),
        lambda: Deed.objects.bulk_update([deed], ["at"]),
    ):
        with pytest.raises(NeverAltered), transaction.atomic():
            attempt()
    assert Deed.objects.get().at == NOON


def test_more_happenings_take_no_more_questions(django_assert_max_num_queries):
    edition = make_edition()
    with django_assert_max_num_queries(20) as few:
        timeline_of(edition.article, hour(9))
    for number in range(5):
        comment(edition, by=make_user(), at=NOON, remarks={"": f"Comment {number}"})
        send_for_approval(edition, by=make_user(), at=hour(number), note=str(number))

    article = Article.objects.get()
    with django_assert_max_num_queries(20) as many:
        timeline_of(article, hour(9))

    assert len(many) <= len(few)


def test_a_file_tells_the_same_and_nothing_in_it_is_a_formula():
    one = Happening(NOON, "comment", "Comment on the page", "=cmd()", 1, '@SUM(1)\n"quoted"')

    (row,) = csv.DictReader(io.StringIO(as_csv([one])))
    (same,) = json.loads(as_json([one]))

    assert (row["at"], row["kind"], row["edition"]) == ("2026-03-02T12:00:00+00:00", "comment", "1")
    assert (row["by"], row["words"]) == ("'=cmd()", '\'@SUM(1)\n"quoted"')
    assert (same["by"], same["edition"], same["words"]) == ("=cmd()", 1, '@SUM(1)\n"quoted"')
