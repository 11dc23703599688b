"""A draft goes from its writer to the one who approves, and everybody can see where it is."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.models import ApprovalRequest, Edition, Progress
from articles.releasing import NotReady, Refused, approve, open_request, progress_of, send_back, send_for_approval
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def make_approver(**facts):
    clinician = make_user(is_staff=True, **facts)
    clinician.user_permissions.add(Permission.objects.get(codename="approve_edition"))
    return clinician


def send(draft, **facts):
    return send_for_approval(draft, **{"by": make_user(), "at": NOON, **facts})


def answer(draft, verb, hours, **facts):
    verb(draft, by=make_user(), at=NOON + hours * HOUR, seen=draft.current_seal(), **facts)


def test_who_sent_it_to_whom_and_why_is_on_record():
    editor, clinician, draft = make_user(), make_approver(), make_edition()

    send(draft, by=editor, to=clinician, note=" Look at the dose. ")

    asked = open_request(draft)
    assert (asked.by, asked.to, asked.at, asked.note) == (editor, clinician, NOON, "Look at the dose.")
    assert asked.seal == draft.current_seal()


def test_a_draft_is_written_sent_returned_sent_again_and_approved():
    draft = make_edition(words_changed_by=make_user())
    told = [progress_of(draft)]
    send(draft)
    told.append(progress_of(draft))
    answer(draft, send_back, 1, comments="Say when to call.")
    told.append(progress_of(draft))
    send(draft, at=NOON + 2 * HOUR)
    told.append(progress_of(draft))
    answer(draft, approve, 3)
    told.append(progress_of(draft))

    in_order = [Progress.WRITTEN, Progress.IN_REVIEW, Progress.RETURNED, Progress.IN_REVIEW, Progress.APPROVED]
    assert told == in_order


def test_the_list_tells_the_same_as_the_draft_in_one_question(django_assert_num_queries):
    written, sent, returned = make_edition(), make_edition(), make_edition()
    send(sent)
    send(returned)
    answer(returned, send_back, 1, comments="Say when to call.")

    with django_assert_num_queries(1):
        told = dict(Edition.objects.with_progress().values_list("pk", "progress"))

    assert told == {one.pk: progress_of(one) for one in (written, sent, returned)}


def test_words_changed_after_their_approval_are_a_draft_again_until_they_are_sent():
    draft = make_edition()
    send(draft)
    answer(draft, approve, 1)
    Edition.objects.filter(pk=draft.pk).update(title="Another title")
    draft = Edition.objects.get()

    assert progress_of(draft) == Progress.WRITTEN
    send(draft, at=NOON + 2 * HOUR)
    assert progress_of(draft) == Progress.IN_REVIEW


def test_words_changed_after_they_were_sent_stay_in_review():
    draft = make_edition()
    send(draft)
    Edition.objects.filter(pk=draft.pk).update(title="Another title")

    assert progress_of(Edition.objects.get()) == Progress.IN_REVIEW


def test_who_returns_an_approved_draft_takes_the_approval_back():
    """Promise 3: of two pairs of eyes, one has seen a fault."""
    draft = make_edition()
    answer(draft, approve, 1)

    answer(draft, send_back, 2, comments="The dose is wrong.")
    assert progress_of(draft) == Progress.RETURNED

    answer(draft, approve, 3)
    assert progress_of(draft) == Progress.APPROVED


def test_what_only_other_words_can_mend_is_mended_before_it_is_sent():
    draft = make_edition(sections=[{"heading": "Rest", "body": ""}], review_due=None)

    with pytest.raises(NotReady) as refusal:
        send(draft)

    assert "Set the day by which a clinician must look again." in refusal.value.obstacles
    assert len(refusal.value.obstacles) == 2
    assert not ApprovalRequest.objects.exists()


def test_an_edition_before_it_that_is_still_to_come_does_not_keep_it_from_being_read():
    first = make_edition(release_at=NOON + 9 * HOUR)

    assert send(make_edition(article=first.article, change_note="A new number to call."))


def test_nothing_is_sent_that_is_released_or_approved_or_to_somebody_who_may_not_approve():
    writer = make_approver()
    approved, draft = make_edition(), make_edition(words_changed_by=writer)
    answer(approved, approve, 1)

    with pytest.raises(Refused, match="has been released already"):
        send(make_edition(release_at=NOON))
    with pytest.raises(Refused, match="is approved already"):
        send(approved)
    for person in (writer, make_user(), make_approver(is_active=False)):
        with pytest.raises(Refused, match="may not approve this"):
            send(draft, to=person)
    assert not ApprovalRequest.objects.exists()


def test_a_button_pressed_twice_sends_once_and_somebody_else_may_be_asked_instead():
    draft, clinician = make_edition(), make_approver()

    send(draft)
    send(draft, at=NOON + HOUR)
    assert ApprovalRequest.objects.count() == 1

    send(draft, at=NOON + 2 * HOUR, to=clinician)
    assert open_request(draft).to == clinician
