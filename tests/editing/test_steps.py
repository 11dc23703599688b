"""Each step of an edition, through its address. The rules themselves are tested in tests/releasing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import Edition
from articles.releasing import approve
from tests.makers import NOON, make_article, make_edition, make_released, make_user, make_withdrawal
from tests.reading.pages import words

pytestmark = pytest.mark.django_db


def person_who_may(*codenames):
    user = make_user(is_staff=True)
    rights = ["view_edition", *codenames]
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=rights))
    return user


def step(edition, name):
    return reverse(f"admin:articles_edition_{name}", args=[edition.pk])


def make_approved(**facts):
    edition = make_edition(words_changed_by=make_user(), **facts)
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal())
    return edition


def test_an_approved_edition_is_released_at_once(admin_client):
    edition = make_approved()

    response = admin_client.post(step(edition, "release"), {"at_0": "", "at_1": ""}, follow=True)

    assert "Patients read it now." in response.content.decode()
    assert list(Edition.objects.live_at(NOON)) == [edition]


def test_a_release_is_entered_in_the_time_zone_of_the_site(admin_client, settings):
    settings.TIME_ZONE = "America/New_York"
    edition = make_approved()

    admin_client.post(step(edition, "release"), {"at_0": "2026-07-01", "at_1": "09:00"})

    edition.refresh_from_db()
    assert edition.release_at == datetime(2026, 7, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "why"), [("2026-03-29", "an hour that the clocks skip"), ("2026-10-25", "an hour that comes twice")]
)
def test_a_release_in_an_hour_that_the_clocks_make_unclear_is_refused_with_a_sentence(admin_client, day, why):
    edition = make_approved()

    response = admin_client.post(step(edition, "release"), {"at_0": day, "at_1": "01:30"})

    assert "it may be ambiguous or it may not exist" in response.content.decode()
    edition.refresh_from_db()
    assert edition.is_draft


def test_what_stands_in_the_way_is_said_and_nothing_changes(admin_client):
    edition = make_edition(review_due=None)

    before = admin_client.get(step(edition, "release")).content.decode()
    refused = admin_client.post(
        step(edition, "release"), {"at_0": "", "at_1": "", "urgent_reason": ""}
    ).content.decode()

    assert "Set the day by which a clinician must look again." in before
    assert "Ask somebody who did not write the last change to approve these words." in refused
    edition.refresh_from_db()
    assert edition.is_draft


def test_an_urgent_correction_goes_out_with_its_reason_and_stays_marked_until_somebody_else_approves(
    client, admin_client, admin_user
):
    """Promise 3."""
    edition = make_edition(words_changed_by=admin_user, is_safety_change=True)
    reason = {"at_0": "", "at_1": "", "urgent_reason": "The old page names the wrong line to call."}

    admin_client.post(step(edition, "release"), reason)
    marked = admin_client.get(reverse("admin:articles_edition_change", args=[edition.pk])).content.decode()
    own = admin_client.post(step(edition, "approve"), {"seen": edition.current_seal()}).content.decode()
    client.force_login(person_who_may("approve_edition"))
    client.post(step(edition, "approve"), {"seen": edition.current_seal()})

    assert "somebody else must still approve it" in marked
    assert "You were the last to change these words." in own
    assert edition.approvals.count() == 1
    assert "must still approve" not in admin_client.get(reverse("admin:articles_edition_changelist")).content.decode()


def test_a_scheduled_release_can_be_taken_back_before_its_moment(admin_client):
    edition = make_released(make_edition(), at=datetime(2026, 4, 1, tzinfo=UTC))

    admin_client.post(step(edition, "unschedule"))

    edition.refresh_from_db()
    assert edition.is_draft


def test_a_withdrawal_and_its_lifting_are_recorded_with_their_reasons(admin_client, admin_user):
    edition = make_edition(release_at=NOON)
    other = make_edition(release_at=NOON)

    admin_client.post(
        step(edition, "withdraw"), {"kind": "recalled", "reason": "A wrong dose.", "replacement": other.article_id}
    )
    with time_machine.travel(datetime(2026, 3, 3, tzinfo=UTC)):
        admin_client.force_login(admin_user)
        admin_client.post(step(edition, "lift"), {"reason": "The dose was right after all."})

    withdrawal = edition.withdrawals.get()
    assert (withdrawal.kind, withdrawal.replacement) == ("recalled", other.article)
    assert withdrawal.lifted_reason == "The dose was right after all."


def test_a_review_without_a_change_moves_the_dates_that_patients_see(admin_client):
    edition = make_edition(release_at=NOON)

    admin_client.post(
        step(edition, "review"),
        {"reviewed_on": "2026-03-02", "review_due": "2029-03-02", "reviewer": "Example reviewer, nurse"},
    )

    edition = Edition.objects.get()
    assert (edition.last_reviewed_on.year, edition.next_review_due.year) == (2026, 2029)
    assert edition.number == 1


RIGHTS = {
    "send": "change_edition",
    "approve": "approve_edition",
    "return": "approve_edition",
    "comment": "add_comment",
    "release": "release_edition",
    "unschedule": "release_edition",
    "review": "approve_edition",
    "withdraw": "withdraw_edition",
    "lift": "withdraw_edition",
}


@pytest.mark.parametrize("name", RIGHTS)
def test_each_step_is_refused_to_whoever_lacks_its_right(client, name):
    edition = make_edition()
    others = set(RIGHTS.values()) - {RIGHTS[name]}
    client.force_login(person_who_may("add_edition", *others))

    assert client.get(step(edition, name)).status_code == 403
    assert client.post(step(edition, name), {}).status_code == 403
    client.logout()
    assert client.post(step(edition, name), {}).status_code == 302


def test_a_step_that_no_longer_makes_sense_says_so(admin_client):
    edition = make_edition(release_at=NOON)
    make_withdrawal(edition, kind="recalled")

    response = admin_client.get(step(edition, "withdraw"), follow=True)

    assert "Nothing is left to do here: this edition is now “Recalled”." in response.content.decode()


def test_who_schedules_is_told_whose_time_it_is(admin_client):
    assert "The time is that of Europe/London." in admin_client.get(step(make_approved(), "release")).content.decode()


def test_words_that_changed_while_they_were_read_are_not_approved_and_the_comment_is_kept(client):
    """Promise 3."""
    edition = make_edition(words_changed_by=make_user())
    shown = edition.current_seal()
    Edition.objects.filter(pk=edition.pk).update(summary="Something else.")
    client.force_login(person_who_may("approve_edition"))

    for seen in (shown, "", "x" * 64):
        refused = client.post(step(edition, "approve"), {"seen": seen, "comments": "Read twice."}).content.decode()
        assert "Somebody changed this while you were reading." in refused
        assert "Read twice." in refused

    assert not edition.approvals.exists()
    assert Edition.objects.get().current_seal() in refused


def test_an_approver_returns_a_draft_and_the_editor_reads_why(client, admin_client):
    edition = make_edition(words_changed_by=make_user())
    client.force_login(person_who_may("approve_edition"))

    answer = {"seen": edition.current_seal(), "comments": "Say when to call."}
    response = client.post(step(edition, "return"), answer, follow=True)

    assert "The editor sees your comments on the draft." in response.content.decode()
    opened = admin_client.get(reverse("admin:articles_edition_change", args=[edition.pk])).content.decode()
    assert "Say when to call." in opened


def test_a_draft_is_sent_and_the_approver_reads_for_what_and_whether_it_changed_since(client, admin_client):
    edition, clinician = make_edition(words_changed_by=make_user()), person_who_may("approve_edition")

    sent = admin_client.post(step(edition, "send"), {"to": clinician.pk, "note": "Is the dose right?"}, follow=True)
    client.force_login(clinician)
    asked = words(BeautifulSoup(client.get(step(edition, "approve")).content, "html.parser"))
    Edition.objects.filter(pk=edition.pk).update(summary="Something else.")
    changed = client.get(step(edition, "approve")).content.decode()

    assert f"Sent. It waits on the first page of {clinician}." in sent.content.decode()
    assert f"In review: sent to {clinician} by admin on 2 March 2026" in sent.content.decode()
    assert f"to {clinician}: Is the dose right?" in asked
    assert "It has been changed since" not in asked
    assert "It has been changed since" in changed
    assert "; changed since" in admin_client.get(sent.redirect_chain[-1][0]).content.decode()


def test_a_draft_that_is_not_ready_is_not_sent_and_the_editor_reads_why(admin_client):
    edition = make_edition(review_due=None)

    page = admin_client.get(step(edition, "send")).content.decode()
    refused = admin_client.post(step(edition, "send"), {"to": "", "note": ""}).content.decode()
    unknown = admin_client.post(step(edition, "send"), {"to": "999999", "note": ""})

    assert "Set the day by which a clinician must look again." in page
    assert "Set the day by which a clinician must look again." in refused
    assert unknown.status_code == 200
    assert not edition.approval_requests.exists()


def test_who_looks_at_a_draft_that_nobody_sent_is_told_so(client):
    edition = make_edition(words_changed_by=make_user())
    client.force_login(person_who_may("approve_edition"))

    assert "Nobody has sent this for approval yet" in client.get(step(edition, "approve")).content.decode()


def test_a_draft_that_was_returned_is_not_said_to_be_sent_by_nobody(client):
    edition = make_edition(words_changed_by=make_user())
    client.force_login(person_who_may("approve_edition"))
    client.post(step(edition, "return"), {"comments": "Say when.", "seen": edition.current_seal()})

    page = client.get(step(edition, "approve")).content.decode()

    assert "Say when." in page
    assert "Nobody has sent this" not in page


def test_nothing_is_returned_without_a_word(client):
    edition = make_edition(words_changed_by=make_user())
    client.force_login(person_who_may("approve_edition"))

    response = client.post(step(edition, "return"), {"seen": edition.current_seal(), "comments": " "})

    assert "Say what should be different" in response.content.decode()
    assert not edition.returns.exists()


def test_a_release_is_not_taken_back_while_the_next_draft_is_there_and_the_way_out_is_told(admin_client):
    """Promise 10."""
    scheduled = make_released(make_edition(), at=datetime(2026, 4, 1, tzinfo=UTC))
    draft = make_edition(article=scheduled.article)

    refused = admin_client.post(step(scheduled, "unschedule")).content.decode()
    admin_client.post(reverse("admin:articles_edition_delete", args=[draft.pk]), {"post": "yes"})
    admin_client.post(step(scheduled, "unschedule"))

    assert "Discard that one first" in refused
    assert reverse("admin:articles_edition_change", args=[draft.pk]) in refused
    assert Edition.objects.get().is_draft


def test_a_withdrawn_edition_can_only_be_recalled(admin_client):
    edition = make_edition(release_at=NOON)
    make_withdrawal(edition)

    page = admin_client.get(step(edition, "withdraw")).content.decode()
    admin_client.post(step(edition, "withdraw"), {"kind": "recalled", "reason": "A wrong dose."})

    assert 'value="withdrawn"' not in page
    assert "every QR code on paper: they tell what happened (1)" in page
    assert edition.state_at(NOON) == "recalled"


@pytest.mark.parametrize("pk", ["abc", "9" * 30, "0", "1_"])
def test_an_edition_that_there_is_not_is_not_found(admin_client, pk):
    """Promise 10."""
    for name in RIGHTS:
        assert admin_client.get(f"/admin/articles/edition/{pk}/{name}/").status_code == 404
    assert admin_client.post(f"/admin/articles/article/{pk}/next-edition/").status_code == 404


@pytest.mark.parametrize("chosen", ["x", "²", "9" * 50])
def test_a_replacement_that_is_no_page_is_told(admin_client, chosen):
    """Promise 10."""
    live = make_edition(release_at=NOON)
    asked = {"kind": "withdrawn", "reason": "Out of date.", "replacement": chosen}

    page = BeautifulSoup(admin_client.post(step(live, "withdraw"), asked).content, "html.parser")

    assert "not one of the available choices" in words(page.select_one(".errorlist"))
    assert live.withdrawals.count() == 0


def test_a_recall_takes_earlier_editions_along_unless_they_are_unticked(admin_client):
    article = make_article()
    first, second, third = (make_edition(article=article, release_at=NOON - timedelta(days=9 - n)) for n in range(3))

    page = BeautifulSoup(admin_client.get(step(third, "withdraw")).content, "html.parser")
    offered = {box["value"] for box in page.select("[name=also][checked]")}
    admin_client.post(step(third, "withdraw"), {"kind": "recalled", "reason": "A wrong dose.", "also": [second.pk]})

    assert offered == {str(first.pk), str(second.pk)}
    assert [edition.state_at(NOON) for edition in (first, second, third)] == ["superseded", "recalled", "recalled"]


def test_a_withdrawal_leaves_earlier_editions_as_they_are(admin_client):
    article = make_article()
    first, second = (make_edition(article=article, release_at=NOON - timedelta(days=9 - n)) for n in range(2))

    admin_client.post(step(second, "withdraw"), {"kind": "withdrawn", "reason": "Out of date.", "also": [first.pk]})

    assert first.state_at(NOON) == "superseded"
    assert second.state_at(NOON) == "withdrawn"
