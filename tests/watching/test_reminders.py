"""Reminders by e-mail: never skipped, never twice, and always as things stand."""

from datetime import timedelta
from io import StringIO
from smtplib import SMTPException

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command

from articles.models import Reminder
from articles.releasing import approve, record_review, send_for_approval
from articles.watching import mail_to, people_to_tell, record_wanted
from articles.watching.reminders import step_of_review
from tests.makers import NOON, TODAY, make_article, make_edition, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def can_mail(settings):
    settings.MAIL_IS_SET, settings.PORTAL_URL = True, "https://portal.example.org"
    settings.DEFAULT_FROM_EMAIL = "portal@example.org"


def someone(role, name, email=None):
    person = make_user(name, is_staff=True, email=f"{name}@example.org" if email is None else email)
    person.groups.add(Group.objects.get(name=role))
    return person


def live(due, in_charge=None, **facts):
    article = make_article(in_charge=in_charge)
    return make_edition(article=article, release_at=NOON - 400 * DAY, reviewed_on=None, review_due=due, **facts)


def run(at):
    """Who got a mail at this moment, with what it says."""
    mail.outbox.clear()
    errors = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("send_reminders", stdout=StringIO(), stderr=errors)
    return {message.to[0].partition("@")[0]: message.body for message in mail.outbox} | (
        {"nobody": errors.getvalue()} if errors.getvalue() else {}
    )


@pytest.mark.parametrize(
    ("days_left", "step"),
    [(91, None), (90, -90), (31, -90), (30, -30), (1, -30), (0, 0), (-6, 0), (-7, 1), (-13, 1), (-14, 2), (-700, 100)],
)
def test_a_review_is_told_of_90_30_and_0_days_before_and_then_each_week(days_left, step):
    assert TODAY.weekday() == 0

    assert step_of_review(TODAY + days_left * DAY, TODAY) == step


def test_what_is_overdue_comes_on_mondays_and_not_before_a_whole_week():
    saturday = TODAY - 2 * DAY

    assert [step_of_review(saturday, TODAY + days * DAY) for days in (0, 6, 7, 13, 14)] == [0, 0, 1, 1, 2]


def test_whoever_is_in_charge_is_told_once_however_often_it_runs():
    live(TODAY + 30 * DAY, someone("Editor", "ada"), title="Having a biopsy")

    first, again, later = run(NOON), run(NOON), run(NOON + 29 * DAY)

    assert list(first) == ["ada"]
    assert "- Having a biopsy, edition 1\n  due on 1 April 2026\n  https://portal.example.org/admin/" in first["ada"]
    assert again == later == {}
    assert list(run(NOON + 30 * DAY)) == ["ada"]


def test_after_a_week_publishers_are_told_too_and_after_two_administrators():
    live(TODAY, someone("Editor", "ada"))
    someone("Publisher", "pat")
    someone("Administrator", "ann")

    told = [set(run(NOON + days * DAY)) for days in (0, 7, 14)]

    assert told == [{"ada"}, {"ada", "pat"}, {"ada", "pat", "ann"}]


@pytest.mark.parametrize("problem", ["nobody in charge", "no address", "switched off"])
def test_the_next_person_is_told_where_the_one_in_charge_cannot_be(problem):
    ada = someone("Editor", "ada", email="" if problem == "no address" else None)
    ada.is_active = problem != "switched off"
    ada.save()
    live(TODAY, None if problem == "nobody in charge" else ada)
    someone("Publisher", "pat")

    assert set(run(NOON)) == {"pat"}


def test_a_page_that_nobody_can_be_told_of_is_told_to_the_operator():
    live(TODAY)

    assert "Nobody can be told about 1 of the pages" in run(NOON)["nobody"]


def test_after_weeks_of_silence_one_mail_tells_how_things_stand():
    ada = someone("Editor", "ada")
    for days in (5, -3, -40):
        live(TODAY + days * DAY, ada)

    told = run(NOON + 40 * DAY)

    assert len(mail.outbox) == 1
    assert told["ada"].count("due on") == 3
    assert mail.outbox[0].subject == "Patient information: 3 reviews overdue"
    assert run(NOON + 40 * DAY) == {}


def test_what_was_reviewed_before_the_mail_went_out_is_not_told():
    ada = someone("Editor", "ada")
    edition = live(TODAY, ada)
    record_wanted(NOON)

    facts = {"reviewed_on": TODAY, "review_due": TODAY + 700 * DAY, "reviewer": "Ada"}
    record_review(edition, **facts, by=ada, now=NOON)

    assert run(NOON) == {}
    assert not Reminder.objects.exists()


def test_a_new_review_date_brings_reminders_of_its_own():
    ada = someone("Editor", "ada")
    edition = live(TODAY, ada)
    run(NOON)

    facts = {"reviewed_on": TODAY, "review_due": TODAY + 100 * DAY, "reviewer": "Ada"}
    record_review(edition, **facts, by=ada, now=NOON)

    assert set(run(NOON + 10 * DAY)) == {"ada"}


def test_who_is_asked_to_approve_is_told_and_after_a_week_all_who_may_but_the_writer():
    writer, cleo = someone("Clinical approver", "wil"), someone("Clinical approver", "cleo")
    someone("Clinical approver", "dee")
    draft = make_edition(title="Having a biopsy", words_changed_by=writer)
    send_for_approval(draft, by=writer, at=NOON, to=cleo)

    first, again, week_later = run(NOON), run(NOON + DAY), run(NOON + 7 * DAY)

    assert set(first) == {"cleo"}
    assert (
        f"sent by wil on 2 March 2026\n  https://portal.example.org/admin/articles/edition/{draft.pk}/approve/"
        in (first["cleo"])
    )
    assert again == {}
    assert set(week_later) == {"cleo", "dee"}
    approve(draft, by=cleo, at=NOON + 7 * DAY, seen=draft.current_seal())
    assert run(NOON + 14 * DAY) == {}


class Refusing:
    def send_messages(self, messages):
        raise SMTPException("try later")


def test_a_mail_that_the_server_does_not_take_goes_out_with_the_next_run():
    live(TODAY, someone("Editor", "ada"))
    wanted, _unheard = record_wanted(NOON)
    (ada,) = people_to_tell()

    with pytest.raises(SMTPException):
        mail_to(ada, wanted, now=NOON, connection=Refusing())

    assert set(run(NOON)) == {"ada"}
    assert run(NOON) == {}


def test_a_process_that_died_is_taken_over_after_a_while_with_the_same_message_id():
    live(TODAY, someone("Editor", "ada"))
    run(NOON)
    first = mail.outbox[0].extra_headers["Message-ID"]
    Reminder.objects.update(sent_at=None)  # it died before it could write this down

    assert run(NOON + timedelta(minutes=5)) == {}
    assert set(run(NOON + timedelta(minutes=20))) == {"ada"}
    assert mail.outbox[0].extra_headers["Message-ID"] == first


def test_two_processes_at_once_send_one_mail():
    """The second has looked before the first was done."""
    live(TODAY, someone("Editor", "ada"))
    (wanted, _unheard), (wanted_too, _unheard_too) = record_wanted(NOON), record_wanted(NOON)
    (ada,) = people_to_tell()

    sent = [mail_to(ada, each, now=NOON, connection=None) for each in (wanted, wanted_too)]

    assert sent == [True, False]
    assert Reminder.objects.count() == 1


def test_a_long_list_is_cut_and_says_where_the_rest_is():
    ada = someone("Editor", "ada")
    for _each in range(27):
        live(TODAY, ada)

    body = run(NOON)["ada"]

    assert body.count("due on") == 25
    assert "and 2 more: https://portal.example.org/admin/articles/edition/?pile=due" in body


@pytest.mark.parametrize("missing", ["MAIL_IS_SET", "PORTAL_URL", "DEFAULT_FROM_EMAIL"])
def test_without_its_settings_the_command_says_what_to_set(settings, missing):
    setattr(settings, missing, "")

    with pytest.raises(CommandError, match=r"=.*docs/operators\.md"):
        run(NOON)
    assert not Reminder.objects.exists()


def test_an_account_without_rights_at_the_desk_is_told_nothing():
    live(TODAY, make_user(is_staff=True, email="nobody@example.org"))

    assert set(run(NOON)) == {"nobody"}  # which is the word to the operator
    assert not mail.outbox
