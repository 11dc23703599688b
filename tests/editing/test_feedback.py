from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import Feedback
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_feedback_changelist")
HOSTILE = "<script>alert(1)</script>"


def make_feedback(*, words="", **facts):
    edition = facts.pop("edition", None) or make_edition(release_at=NOON)
    facts = {"is_helpful": False, "at": timezone.now(), "form": f"form {Feedback.objects.count()}", **facts}
    return Feedback.objects.create(edition=edition, words=words, **facts)


def test_editors_read_what_readers_said_and_nobody_alters_it(admin_client):
    feedback = make_feedback(words=f"How long? {HOSTILE}")
    page = reverse("admin:articles_feedback_change", args=[feedback.pk])

    assert "How long?" in admin_client.get(LIST).content.decode()
    opened = admin_client.get(page).content.decode()
    assert HOSTILE not in opened
    assert "How long?" in opened
    assert 'name="_save"' not in opened
    assert admin_client.post(page, {"words": "Other words"}).status_code == 403
    assert admin_client.get(reverse("admin:articles_feedback_add")).status_code == 403


def test_an_editor_marks_feedback_as_answered_once(admin_client, admin_user):
    feedback, other = make_feedback(words="First"), make_feedback(words="Second")
    action = {"action": "answered", "_selected_action": [feedback.pk]}

    response = admin_client.post(LIST, action, follow=True)
    feedback.refresh_from_db()
    answered_at = feedback.answered_at
    admin_client.post(LIST, action)

    assert "1 is marked as answered." in response.content.decode()
    feedback.refresh_from_db()
    assert (feedback.answered_by, feedback.answered_at) == (admin_user, answered_at)
    other.refresh_from_db()
    assert other.answered_at is None
    assert "Second" not in admin_client.get(LIST, {"answered": "yes"}).content.decode()
    assert "First" not in admin_client.get(LIST, {"answered": "no"}).content.decode()


def test_whoever_may_only_look_cannot_answer(client):
    feedback = make_feedback()
    clinician = make_user(is_staff=True)
    clinician.user_permissions.set(Permission.objects.filter(codename="view_feedback"))
    client.force_login(clinician)

    assert client.get(LIST).status_code == 200
    client.post(LIST, {"action": "answered", "_selected_action": [feedback.pk]})

    feedback.refresh_from_db()
    assert feedback.answered_at is None


def test_an_answer_that_says_who_somebody_is_can_be_deleted(admin_client):
    feedback = make_feedback(words="I am Jane Roe of Mill Lane.")

    admin_client.post(reverse("admin:articles_feedback_delete", args=[feedback.pk]), {"post": "yes"})

    assert not Feedback.objects.exists()


def test_opening_the_list_forgets_what_is_older_than_a_year(admin_client):
    make_feedback(words="Long ago", at=timezone.now() - timedelta(days=366))

    assert "Long ago" not in admin_client.get(LIST).content.decode()
    assert not Feedback.objects.exists()


def test_the_list_asks_the_database_a_number_of_times_that_does_not_grow(admin_client, django_assert_max_num_queries):
    edition = make_edition(release_at=NOON)
    for _ in range(12):
        make_feedback(edition=edition, section=edition.sections.get())

    with django_assert_max_num_queries(12):
        admin_client.get(LIST)


def test_editors_read_what_was_missed_in_a_search(admin_client):
    make_feedback(words="Zebras")
    Feedback.objects.update(edition=None, search_language="es")

    listed = admin_client.get(LIST).content.decode()
    opened = admin_client.get(reverse("admin:articles_feedback_change", args=[Feedback.objects.get().pk]))

    assert "Missed in a search (Spanish)" in listed
    assert "Missed in a search (Spanish)" in opened.content.decode()
    assert "Zebras" in admin_client.get(LIST, {"search_language": "es"}).content.decode()
