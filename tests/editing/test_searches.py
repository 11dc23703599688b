"""What people searched for, as editors read it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import SearchCount
from tests.makers import make_user

pytestmark = pytest.mark.django_db

ALL = reverse("admin:articles_searchcount_changelist")
IN_VAIN = reverse("admin:articles_searchinvain_changelist")


def make_count(words, *, days_ago=0, times=5, times_in_vain=0, language="en"):
    day = timezone.localdate() - timedelta(days=days_ago)
    facts = {"times": times, "times_in_vain": times_in_vain, "language": language}
    return SearchCount.objects.create(words=words, day=day, **facts)


def rows(response):
    return [(one.words, one.lately, one.in_all, one.in_all_in_vain) for one in response.context["cl"].result_list]


def test_editors_see_what_was_searched_most_with_the_sums_of_all_days(admin_client):
    make_count("asthma", days_ago=40, times=9)
    make_count("asthma", days_ago=1, times=5)
    make_count("asthma", times=2)
    make_count("zebra", times=20, times_in_vain=20)
    make_count("long ago", days_ago=366)

    assert rows(admin_client.get(ALL)) == [("zebra", 20, 20, 20), ("asthma", 7, 16, 0)]
    assert not SearchCount.objects.filter(words="long ago").exists()


def test_editors_see_what_was_searched_and_not_found(admin_client):
    make_count("asthma", times=50)
    make_count("zebra", times=8, times_in_vain=6)
    make_count("sugar", times=9, times_in_vain=9)

    assert [row[0] for row in rows(admin_client.get(IN_VAIN))] == ["sugar", "zebra"]


def test_from_a_search_it_is_one_step_to_a_synonym_a_pin_and_what_is_found(admin_client):
    make_count("azúcar & sal", language="es")

    page = admin_client.get(ALL).content.decode()

    assert 'href="/es/search/?q=az%C3%BAcar+%26+sal"' in page
    assert "searchsynonym/add/?language=es&amp;words=az%C3%BAcar+%26+sal" in page
    assert "searchpin/add/?language=es&amp;phrase=az%C3%BAcar+%26+sal" in page


def test_nobody_alters_a_count_and_whoever_may_only_look_looks(client, admin_client):
    count = make_count("<script>alert(1)</script>")

    assert "<script>alert(1)" not in admin_client.get(ALL).content.decode()
    assert admin_client.get(reverse("admin:articles_searchcount_add")).status_code == 403
    change = reverse("admin:articles_searchcount_change", args=[count.pk])
    assert admin_client.post(change, {"words": "other"}).status_code == 403
    looker = make_user(is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename="view_searchcount"))
    client.force_login(looker)
    assert client.get(ALL).status_code == 200
    assert client.get(IN_VAIN).status_code == 403


def test_words_that_tell_who_somebody_is_are_deleted_with_all_their_days(admin_client):
    make_count("jane roe", days_ago=3)
    newest, other = make_count("jane roe"), make_count("asthma")
    chosen = {"action": "delete_selected", "_selected_action": [newest.pk], "post": "yes"}

    admin_client.post(ALL, chosen)

    assert SearchCount.objects.get() == other


def test_the_list_can_be_sorted_searched_and_filtered(admin_client):
    make_count("asthma", times=9)
    make_count("asma", language="es", times=3)

    assert [row[0] for row in rows(admin_client.get(ALL, {"o": "4"}))] == ["asma", "asthma"]
    assert [row[0] for row in rows(admin_client.get(ALL, {"q": "asth"}))] == ["asthma"]
    assert [row[0] for row in rows(admin_client.get(ALL, {"language__exact": "es"}))] == ["asma"]


def test_the_list_asks_the_database_a_number_of_times_that_does_not_grow(admin_client, django_assert_max_num_queries):
    for number in range(12):
        make_count(f"words {number}")

    with django_assert_max_num_queries(12):
        admin_client.get(ALL)
