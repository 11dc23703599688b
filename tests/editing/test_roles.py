"""Least rights: every action at the desk, tried as every role, by the address and form that the desk itself uses."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from articles.editing.roles import ROLES, rights_of
from articles.models import AboutPage, Comment, Edition, Feedback
from articles.releasing import comment
from tests.makers import NOON, make_edition, make_topic, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WRITERS = {"Editor", "Publisher"}
PUBLISHERS = {"Publisher"}
APPROVERS = {"Clinical approver"}
ADMINISTRATORS = {"Administrator"}
FOLLOWERS = {"Clinic manager"} | ADMINISTRATORS
CLINIC_MANAGERS = {"Clinic manager"}
EVERYBODY = set(ROLES)


def someone(role):
    person = make_user(is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    return person


def draft():
    return make_edition(words_changed_by=make_user())


def live():
    return make_edition(release_at=NOON - DAY)


def desk(name, *args):
    return reverse(f"admin:{name}", args=args)


def step(name, edition):
    return desk(f"articles_edition_{name}", edition.pk), {}


def a_user():
    return desk("auth_user_change", make_user().pk), {"username": "other"}


def feedback_deleted():
    told = Feedback.objects.create(edition=live(), is_helpful=True, words="I am Jo.", at=NOON, form="b")
    return desk("articles_feedback_delete", told.pk), {"post": "yes"}


LOOK = {
    "the first page": (EVERYBODY, lambda: desk("index")),
    "one's own sign-in": (EVERYBODY, lambda: desk("my_sign_in")),
    "the list of editions": (EVERYBODY, lambda: desk("articles_edition_changelist")),
    "a draft": (EVERYBODY, lambda: desk("articles_edition_change", draft().pk)),
    "how many receipts were made": (WRITERS | ADMINISTRATORS, lambda: desk("articles_receiptcount_changelist")),
    "codes that lead nowhere": (WRITERS | ADMINISTRATORS, lambda: desk("articles_unansweredcode_changelist")),
    "the links that clinics use": (FOLLOWERS, lambda: desk("articles_registeredlink_changelist")),
    "who is told of them": (FOLLOWERS, lambda: desk("articles_receiver_changelist")),
    "what was told": (FOLLOWERS, lambda: desk("articles_notice_changelist")),
    "the packs": (CLINIC_MANAGERS | ADMINISTRATORS, lambda: desk("articles_informationpack_changelist")),
    "the clinics": (CLINIC_MANAGERS | ADMINISTRATORS, lambda: desk("articles_clinic_changelist")),
    "what readers wrote": (EVERYBODY - {"Clinic manager"}, lambda: desk("articles_feedback_changelist")),
    "links that lead nowhere": (EVERYBODY, lambda: desk("broken_links")),
    "the site as it will be": (EVERYBODY, lambda: desk("as_of_home", "2026-12-01T09:00")),
    "the form for a file": (WRITERS, lambda: desk("articles_edition_upload")),
    "a timeline": (EVERYBODY, lambda: desk("articles_article_timeline", draft().article_id)),
    "a comparison": (EVERYBODY, lambda: desk("articles_article_compare", draft().article_id)),
    "all comments": (EVERYBODY, lambda: desk("articles_comment_changelist")),
    "what browsers blocked": (ADMINISTRATORS, lambda: desk("articles_cspreport_changelist")),
    "the record": (ADMINISTRATORS, lambda: desk("articles_recorded_changelist")),
    "the record as a file": (ADMINISTRATORS, lambda: desk("articles_recorded_export")),
    "the accounts": (ADMINISTRATORS, lambda: desk("auth_user_changelist")),
}
DO = {
    "begin an article": (WRITERS, lambda: (desk("articles_article_add"), {})),
    "upload a file": (WRITERS, lambda: (desk("articles_edition_upload"), {})),
    "save a draft": (WRITERS, lambda: (desk("articles_edition_change", draft().pk), {"title": "Other"})),
    "keep what is typed into a draft": (WRITERS, lambda: (desk("articles_edition_keep", draft().pk), {"changed": "1"})),
    "throw away what was typed": (WRITERS, lambda: (desk("articles_edition_throw_away", draft().pk), {})),
    "keep what is typed into a new article": (WRITERS, lambda: (desk("articles_article_keep_new"), {"changed": "1"})),
    "throw away a new article": (WRITERS, lambda: (desk("articles_article_throw_away_new"), {})),
    "keep what is typed of a topic": (
        PUBLISHERS,
        lambda: (desk("articles_topic_keep", make_topic().pk), {"changed": "1"}),
    ),
    "keep what is typed of a clinic": (ADMINISTRATORS, lambda: (desk("articles_clinic_keep_new"), {"changed": "1"})),
    "throw away what was typed of a topic": (
        PUBLISHERS,
        lambda: (desk("articles_topic_throw_away", make_topic().pk), {}),
    ),
    "keep comments that are being written": (
        WRITERS | APPROVERS,
        lambda: (desk("articles_edition_keep_step", draft().pk, "comment"), {"changed": "1"}),
    ),
    "throw such comments away": (
        WRITERS | APPROVERS,
        lambda: (desk("articles_edition_throw_away_step", draft().pk, "comment"), {}),
    ),
    "keep the reason of a recall": (
        PUBLISHERS,
        lambda: (desk("articles_edition_keep_step", live().pk, "withdraw"), {"changed": "1"}),
    ),
    "throw a draft away": (WRITERS, lambda: (desk("articles_edition_delete", draft().pk), {"post": "yes"})),
    "send for approval": (WRITERS, lambda: step("send", draft())),
    "comment": (WRITERS | APPROVERS, lambda: step("comment", draft())),
    "give an expert a link": (WRITERS, lambda: step("expert", draft())),
    "approve": (APPROVERS, lambda: step("approve", draft())),
    "return": (APPROVERS, lambda: step("return", draft())),
    "record a review": (APPROVERS, lambda: step("review", live())),
    "release": (PUBLISHERS, lambda: step("release", draft())),
    "unschedule": (PUBLISHERS, lambda: step("unschedule", make_edition(release_at=NOON + DAY))),
    "withdraw": (PUBLISHERS, lambda: step("withdraw", live())),
    "lift": (PUBLISHERS, lambda: step("lift", make_withdrawal(live()).edition)),
    "change a topic": (PUBLISHERS, lambda: (desk("articles_topic_change", make_topic().pk), {})),
    "change the privacy page": (
        PUBLISHERS,
        lambda: (desk("articles_aboutpage_change", AboutPage.objects.first().pk), {}),
    ),
    "write an emergency answer": (PUBLISHERS, lambda: (desk("articles_emergencyanswer_add"), {})),
    "tell the search a synonym": (WRITERS, lambda: (desk("articles_searchsynonym_add"), {})),
    "delete words that tell who somebody is": (WRITERS, feedback_deleted),
    "register links": (FOLLOWERS, lambda: (desk("articles_registeredlink_add"), {})),
    "add a receiver of notices": (FOLLOWERS, lambda: (desk("articles_receiver_add"), {})),
    "put a pack together": (CLINIC_MANAGERS | ADMINISTRATORS, lambda: (desk("articles_informationpack_add"), {})),
    "set up a clinic": (ADMINISTRATORS, lambda: (desk("articles_clinic_add"), {})),
    "make an account": (ADMINISTRATORS, lambda: (desk("auth_user_add"), {})),
    "change an account": (ADMINISTRATORS, a_user),
    "let somebody in again": (
        ADMINISTRATORS,
        lambda: (desk("auth_user_changelist"), {"action": "let_try_again", "_selected_action": [make_user().pk]}),
    ),
    "delete an account": (set(), lambda: (desk("auth_user_delete", make_user().pk), {"post": "yes"})),
    "change a role": (set(), lambda: (desk("auth_group_change", Group.objects.first().pk), {"name": "x"})),
    "delete a role": (set(), lambda: (desk("auth_group_delete", Group.objects.first().pk), {"post": "yes"})),
}


def allowed_to(role, table):
    return {name for name, (allowed, _what) in table.items() if role in allowed}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_looks_at_what_it_may_and_at_nothing_else(client, role):
    client.force_login(someone(role))

    answers = {name: client.get(address()).status_code for name, (_allowed, address) in LOOK.items()}

    assert {name for name, status in answers.items() if status == 200} == allowed_to(role, LOOK)
    assert set(answers.values()) <= {200, 403}


@pytest.mark.parametrize("role", [*ROLES, "no role"])
def test_a_role_does_what_it_may_and_nothing_else(client, role):
    client.force_login(someone(role) if role in ROLES else make_user(is_staff=True))

    answers = {name: client.post(*action()).status_code for name, (_allowed, action) in DO.items()}

    assert {name for name, status in answers.items() if status in {200, 302}} == allowed_to(role, DO)
    assert set(answers.values()) <= {200, 302, 403}


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_write_answer_the_words_of_readers(client, role):
    told = Feedback.objects.create(edition=live(), is_helpful=True, words="Good.", at=NOON, form="a")
    client.force_login(someone(role))

    client.post(desk("articles_feedback_changelist"), {"action": "answered", "_selected_action": [told.pk]})

    told.refresh_from_db()
    assert bool(told.answered_at) == (role in WRITERS)


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_write_deal_with_comments(client, role):
    edition = draft()
    (told,) = comment(edition, by=make_user(), at=NOON, remarks={"": "How long?"})
    client.force_login(someone(role))

    client.post(desk("articles_comment_changelist"), {"action": "mark", "_selected_action": [told.pk]})
    client.post(desk("articles_edition_change", edition.pk), {"title": "Other", "dealt-with": [told.pk]})

    assert Comment.objects.unanswered().exists() == (role not in WRITERS)


def test_an_administrator_cannot_give_or_take_the_right_to_do_everything(client):
    owner, person = make_user(is_superuser=True, is_staff=True), make_user()
    client.force_login(someone("Administrator"))
    facts = {"username": person.username, "is_active": "on", "is_superuser": "on"}
    right = Permission.objects.get(codename="release_edition").pk

    sent = {**facts, "user_permissions": [right], "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    assert client.post(desk("auth_user_change", person.pk), sent).status_code == 302

    person = User.objects.get(pk=person.pk)
    assert not person.is_superuser
    assert not person.has_perm("articles.release_edition")
    for address in (desk("auth_user_change", owner.pk), desk("auth_user_password_change", owner.pk)):
        assert client.post(address, {"username": "x", "password1": "correct-horse-9"}).status_code == 403


def test_the_writer_with_every_role_still_needs_somebody_else(client):
    """Promise 3 holds whatever the rights."""
    writer = someone("Publisher")
    writer.groups.add(Group.objects.get(name="Clinical approver"))
    edition = make_edition(words_changed_by=writer)
    client.force_login(writer)

    client.post(desk("articles_edition_approve", edition.pk), {"seen": edition.current_seal()})
    client.post(desk("articles_edition_release", edition.pk), {"at_0": "", "at_1": ""})

    assert not Edition.objects.get(pk=edition.pk).approvals.exists()
    assert Edition.objects.get(pk=edition.pk).is_draft


def test_each_role_has_exactly_its_rights_after_every_migration():
    for role in ROLES:
        permissions = Group.objects.get(name=role).permissions.select_related("content_type")
        assert {(one.content_type.app_label, one.codename) for one in permissions} == rights_of(role)
