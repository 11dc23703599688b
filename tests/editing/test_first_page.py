"""The first page of the desk says what needs the one who looks."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from articles.models import Feedback
from articles.releasing import approve, send_for_approval
from tests.makers import NOON, make_edition, make_user
from tests.reading.pages import words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def make_sent(**facts):
    draft = make_edition(**facts)
    send_for_approval(draft, by=make_user(), at=NOON)
    return draft


def piles(client):
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return {words(pile.h3): pile for pile in page.select(".pile")}


def test_it_says_so_when_nothing_needs_anybody(admin_client):
    assert "Nothing. Everything is written, approved and checked." in admin_client.get("/admin/").content.decode()


def test_each_pile_has_a_number_that_leads_to_all_of_it(admin_client):
    for _each in range(7):
        make_edition(release_at=NOON - DAY, review_due=date(2026, 3, 1))
    make_sent(title="Having a biopsy", words_changed_by=make_user())

    found = piles(admin_client)

    overdue = found["7 Review overdue"]
    assert len(overdue.select("li")) == 5
    everything = admin_client.get(overdue.h3.a["href"]).context["cl"].queryset
    assert everything.count() == 7
    waiting = found["1 Waiting for my approval"]
    assert "Having a biopsy, edition 1" in words(waiting)
    assert waiting.li.a["href"].endswith("/approve/")  # one press, between two appointments


def test_words_of_readers_lie_there_until_they_are_answered(admin_client):
    edition = make_edition(release_at=NOON - DAY)
    for form in ("a", "b"):
        Feedback.objects.create(edition=edition, is_helpful=False, words="Too hard.", at=NOON, form=form)
    Feedback.objects.create(edition=edition, is_helpful=True, at=NOON, form="c")

    assert "2 Words from readers to answer" in piles(admin_client)


def test_a_pile_that_is_not_ones_own_is_neither_shown_nor_reached(client):
    make_sent(words_changed_by=make_user())
    reader = make_user(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_edition", content_type__app_label="articles"))
    client.force_login(reader)

    assert not piles(client)
    assert client.get("/admin/articles/edition/?pile=approve").context["cl"].queryset.count() == 1  # all there is


def test_more_work_takes_no_more_questions(admin_client, django_assert_max_num_queries):
    def make_work():
        for number in range(4):
            make_edition(release_at=NOON - DAY, review_due=date(2026, 3, 1))
            draft = make_edition(words_changed_by=make_user())
            approve(draft, by=make_user(), at=NOON, seen=draft.current_seal())
            make_edition(release_at=NOON + DAY + number * DAY)
            make_sent(words_changed_by=make_user())
            make_edition(words_changed_by=make_user())

    make_work()
    admin_client.get("/admin/")
    with django_assert_max_num_queries(60) as first:
        admin_client.get("/admin/")
    make_work()
    with django_assert_max_num_queries(60) as second:
        admin_client.get("/admin/")

    assert len(second) == len(first)


@pytest.mark.parametrize(
    "address", ["/admin/articles/article/", "/admin/articles/edition/", "/admin/articles/edition/?state=live"]
)
def test_a_longer_list_takes_no_more_questions(admin_client, django_assert_max_num_queries, address):
    make_edition(release_at=NOON - DAY)
    make_sent(words_changed_by=make_user())
    admin_client.get(address)
    with django_assert_max_num_queries(12) as first:
        admin_client.get(address)
    for _each in range(3):
        make_edition(release_at=NOON - DAY)
        make_sent(words_changed_by=make_user())
    with django_assert_max_num_queries(12) as second:
        admin_client.get(address)

    assert len(second) == len(first)
