"""Somebody who leaves can be told all that is kept of them, and be forgotten; what they stood up for stays."""

import json

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.forgetting import CannotForget, forget_person, told_of_person
from articles.forgetting.people import SECRET, naming_people
from articles.models import Approval, OutsideIdentity, Recorded, WorkingCopy
from articles.recording import verify
from articles.releasing import approve
from tests.makers import NOON, make_article, make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mona():
    mona = make_user("mona.smith", email="mona@hospital.example", first_name="Mona", last_name="Smith")
    mona.set_password("correct-horse-9")
    mona.is_staff = True
    mona.save()
    mona.groups.add(Group.objects.get(name="Clinical approver"))
    make_article(in_charge=mona)
    edition = make_edition(words_changed_by=make_user())
    approve(edition, by=mona, at=NOON, seen=edition.current_seal())
    WorkingCopy.objects.create(
        by=mona, place="articles.topic add", window="w", typed={"title": ["Mona's own words"]}, at=NOON
    )
    AccessAttempt.objects.create(username="mona.smith", ip_address="192.0.2.9", failures_since_start=1)
    OutsideIdentity.objects.create(person=mona, issuer="https://sso.example", subject="mona.smith", since=NOON)
    return mona


def everything_about_people():
    """All rows that name accounts, and the accounts, as text."""
    models = {model for model, _field in naming_people()} | {User, AccessAttempt}
    return " ".join(str(list(model._base_manager.values())) for model in models)


def test_all_that_names_somebody_is_told_and_no_secret(mona, capsys):
    call_command("tell_person", "mona.smith")

    told = json.loads(capsys.readouterr().out)
    assert told["account"]["email"] == "mona@hospital.example"
    assert told["articles.workingcopy: by"][0]["typed"] == {"title": ["Mona's own words"]}
    assert told["axes.accessattempt"][0]["ip_address"] == "192.0.2.9"
    assert {"articles.approval: by", "articles.article: in_charge", "articles.recorded: whom"} <= told.keys()
    assert "argon2" not in str(told)
    assert not any(SECRET & row.keys() for rows in told.values() if isinstance(rows, list) for row in rows)


def test_a_name_that_is_taken_out_stands_nowhere_and_what_was_approved_does(mona):
    forgotten = forget_person(mona, by=make_user(), at=NOON)

    left = everything_about_people()
    for name in ("mona", "smith", "192.0.2.9"):
        assert name not in left.lower()
    assert str(Approval.objects.get().by) == f"Former member of staff {mona.pk}"
    assert not forgotten.is_active
    assert not forgotten.has_usable_password()
    assert not forgotten.groups.exists()
    assert Recorded.objects.filter(what="approved", by=mona).exists()
    assert Recorded.objects.first().what == "erased"
    verify()


def test_nobody_takes_their_own_name_away_or_that_of_the_last_who_may_do_everything(mona):
    owner = make_user("owner", is_superuser=True)

    with pytest.raises(CannotForget, match="their own name"):
        forget_person(mona, by=mona, at=NOON)
    with pytest.raises(CannotForget, match="Nobody else may do everything"):
        forget_person(owner, by=mona, at=NOON)

    assert "mona.smith" in told_of_person(mona)["account"].values()


def test_commands_answer_a_wrong_name_in_a_sentence(mona, capsys):
    for command in ("tell_person", "forget_person"):
        with pytest.raises(CommandError, match="Nobody signs in as “nobody”"):
            call_command(command, "nobody")
    call_command("forget_person", "mona.smith")

    assert "can never sign in again" in capsys.readouterr().out


def test_an_administrator_takes_it_away_from_the_desk_for_one_person_at_a_time(admin_client, admin_user, mona):
    accounts = reverse("admin:auth_user_changelist")
    both = {"action": "tell_all", "_selected_action": [mona.pk, admin_user.pk]}

    file = admin_client.post(accounts, {**both, "_selected_action": [mona.pk]})
    refused = admin_client.post(accounts, both, follow=True)

    assert file.json()["account"]["email"] == "mona@hospital.example"
    assert file["Content-Disposition"] == f'attachment; filename="account-{mona.pk}.json"'
    assert "Choose one person" in refused.content.decode()
    assert Recorded.objects.filter(what="exported", by=admin_user, whom=mona).count() == 1
