"""Who signs in, who may do what, what patients read, and what leaves the house: each leaves one entry."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db.models.signals import m2m_changed
from django.urls import reverse

from articles.models import Recorded, TakenAway, What
from articles.recording import record, verify
from articles.releasing import approve, lift, release, unschedule, withdraw
from tests.makers import NOON, make_edition, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def recorded():
    """(what, by, whom, about) of each entry that is new since it was last asked."""
    seen = Recorded.objects.count()

    def told():
        nonlocal seen
        entries = Recorded.objects.filter(number__gt=seen).order_by("number")
        found = [(entry.what, entry.by, entry.whom, entry.about) for entry in entries]
        seen += len(found)
        return found

    yield told
    verify()


def test_signing_in_and_out_and_in_vain(client, recorded):
    mona = make_user("mona", password="correct-horse-9", is_staff=True)
    door = reverse("admin:login")

    client.post(door, {"username": "mona", "password": "correct-horse-9"})
    client.post(reverse("admin:logout"))
    client.post(door, {"username": "mona", "password": "wrong"})
    client.post(door, {"username": "my secret password", "password": "wrong"})

    assert recorded() == [
        ("signed-in", mona, None, ""),
        ("signed-out", mona, None, ""),
        ("sign-in-failed", None, mona, ""),
        ("sign-in-failed", None, None, "no account of that name"),
    ]


def test_roles_rights_and_accounts(recorded):
    person, editors = make_user("mona"), Group.objects.get(name="Editor")
    right = Permission.objects.get(codename="release_edition")

    person.groups.add(editors)
    person.groups.add(editors)
    editors.user_set.clear()
    person.user_permissions.set([right])
    Group.objects.create(name="Night shift").permissions.add(right)
    person.is_active, person.is_superuser = False, True
    person.save()
    person.set_password("another-horse-9")
    person.save()
    person.save(update_fields=["last_login"])
    person.email = "mona@example.org"
    person.save()

    assert recorded() == [
        ("roles-changed", None, person, "given Editor"),
        ("roles-changed", None, person, "taken Editor"),
        ("roles-changed", None, person, "given release_edition"),
        ("roles-changed", None, None, "role Night shift: given release_edition"),
        ("account-changed", None, person, "switched off; may do everything"),
        ("account-changed", None, person, "password changed"),
        ("account-changed", None, person, "e-mail address changed"),
    ]


def test_an_account_made_on_the_server_that_may_do_everything(recorded):
    call_command("createsuperuser", username="owner", email="", interactive=False, verbosity=0)

    ((what, by, whom, about),) = recorded()
    assert (what, by, whom.username, about) == ("account-changed", None, "owner", "may do everything")


def test_who_gives_a_role_at_the_desk_is_named(admin_client, admin_user, recorded):
    person, editors = make_user("mona"), Group.objects.get(name="Editor")
    facts = {"username": "mona", "is_active": "on", "groups": [editors.pk]}

    address = reverse("admin:auth_user_change", args=[person.pk])
    admin_client.post(address, {**facts, "date_joined_0": "2026-01-01", "date_joined_1": "00:00"})

    assert recorded() == [("roles-changed", admin_user, person, "given Editor")]


@time_machine.travel(NOON, tick=False)
def test_what_patients_read_from_approval_to_recall(recorded):
    edition, mona, omar = make_edition(words_changed_by=make_user()), make_user("mona"), make_user("omar")
    words = edition.current_fingerprint()
    name = f"{edition.article.spoken_code} edition 1 ({words})"

    approve(edition, by=mona, at=NOON, seen=edition.current_seal())
    release(edition, by=omar, at=NOON + DAY, now=NOON)
    edition.refresh_from_db()
    edition = unschedule(edition, by=omar, now=NOON)
    release(edition, by=omar, at=NOON, now=NOON)
    taken = withdraw(edition, kind=TakenAway.WITHDRAWN, reason="Old.", by=mona, at=NOON + DAY, now=NOON + DAY)
    lift(taken, by=omar, at=NOON + 2 * DAY, reason="Still true.")
    withdraw(edition, kind=TakenAway.RECALLED, reason="Wrong.", by=mona, at=NOON + 3 * DAY, now=NOON + 3 * DAY)

    assert recorded() == [
        ("approved", mona, None, name),
        ("released", omar, None, f"{name}, from 2026-03-03T12:00:00+00:00"),
        ("unscheduled", omar, None, name),
        ("released", omar, None, f"{name}, from 2026-03-02T12:00:00+00:00"),
        ("withdrawn", mona, None, f"{name}, from 2026-03-03T12:00:00+00:00"),
        ("lifted", omar, None, name),
        ("recalled", mona, None, f"{name}, from 2026-03-05T12:00:00+00:00"),
    ]


def test_a_hundred_imported_editions_are_one_entry(recorded, tmp_path):
    make_user("mona")
    for number in range(3):
        (tmp_path / f"page-{number}.md").write_text(f"---\ntitle: Page {number}\n---\n\nRest well.\n")

    call_command("import_articles", tmp_path, release=True, by="mona", verbosity=0)

    ((what, by, _whom, about),) = recorded()
    assert (what, by.username, about.count(" edition 1 (")) == ("released", "mona", 3)


def test_what_leaves_the_house(admin_client, admin_user, recorded, tmp_path):
    article = make_edition().article

    admin_client.get(reverse("admin:articles_article_timeline", args=[article.pk]), {"as": "csv"})
    sent = {"action": "export", "_selected_action": [article.pk], "apply": "1"}
    admin_client.post(reverse("admin:articles_article_changelist"), sent)
    call_command("export_articles", tmp_path, verbosity=0)

    assert recorded() == [
        ("exported", admin_user, None, f"the timeline of {article.spoken_code}"),
        ("exported", admin_user, None, "1 articles, as files"),
        ("exported", None, None, "all articles, as 1 files"),
    ]


def test_who_is_turned_away_at_the_desk(client, recorded):
    person, edition = make_user(is_staff=True), make_withdrawal(make_edition(release_at=NOON - DAY)).edition
    client.force_login(person)

    for _ in range(3):
        client.get(reverse("admin:articles_edition_withdraw", args=[edition.pk]))
    client.post(reverse("admin:auth_user_add"))

    assert recorded()[1:] == [
        ("turned-away", person, None, "GET admin:articles_edition_withdraw"),
        ("turned-away", person, None, "POST admin:auth_user_add"),
    ]


def test_a_fault_at_the_desk_and_none_of_readers(admin_client, admin_user, client, recorded, monkeypatch):
    def fail(*_arguments, **_facts):
        raise ValueError("what was typed")

    for where in ("articles.editing.articles.timelines.timeline_of", "articles.reading.views.article.render"):
        monkeypatch.setattr(where, fail, raising=False)
    admin_client.raise_request_exception = client.raise_request_exception = False
    edition = make_edition(release_at=NOON - DAY)

    admin_client.get(reverse("admin:articles_article_timeline", args=[edition.article_id]))
    client.get(edition.article.get_absolute_url())

    assert recorded() == [("failed", admin_user, None, "admin:articles_article_timeline")]


def test_the_desk_shows_an_import_in_short(admin_client):
    record(What.RELEASED, about="imported: " + "; ".join(f"K52-V6XC edition {n} ({'a' * 64})" for n in range(1, 101)))

    page = admin_client.get(reverse("admin:articles_recorded_changelist")).content.decode()

    assert "imported: K52-V6XC edition 1; K52-V6XC edition 2; K52-V6XC edition 3 and 97 more" in page


def test_administrators_read_it_and_take_it_away_with_all_that_proves_it(admin_client, admin_user):
    page = admin_client.get(reverse("admin:articles_recorded_changelist"), {"what__exact": "signed-in"})
    file = admin_client.get(reverse("admin:articles_recorded_export"))

    assert "Signed in" in page.content.decode()
    last = b"".join(file).decode().splitlines()[-1]
    assert f'"about": "the record", "seal": "{Recorded.objects.first().seal}", "by_name": "admin"' in last


def test_roles_that_are_made_ready_in_another_database_happened_to_nobody_here(recorded):
    editors = Group.objects.get(name="Editor")
    m2m_changed.send(
        Group.permissions.through, instance=editors, action="post_add", reverse=False, pk_set={1}, using="new"
    )

    assert recorded() == []
