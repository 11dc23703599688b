"""Promise 1: a draft is shown as patients will read it to those alone who may see it, and kept by nobody."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission

from tests.makers import NOON, make_article, make_edition, make_user
from tests.reading.pages import heading, main, read

pytestmark = pytest.mark.django_db

ADDRESS = "/articles/asthma/editions/1/preview/"


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def make_draft(**facts):
    return make_edition(article=make_article(slug="asthma"), title="Asthma", **facts)


def person_who_may(*codenames, **facts):
    user = make_user(is_staff=True, **facts)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=codenames))
    return user


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "It is a draft: do not rely on it."),
        ({"release_at": NOON + timedelta(days=1)}, "released on 3 March 2026."),
    ],
    ids=["draft", "scheduled"],
)
def test_it_is_the_page_that_patients_will_read_and_says_that_it_is_a_preview(client, facts, told):
    make_draft(people=[("reviewer", "Example nurse")], **facts)
    client.force_login(person_who_may("view_edition"))

    page = read(client, ADDRESS)

    assert heading(page) == "Asthma"
    assert "You rest." in main(page)
    assert "Checked 5 January 2026 by Example nurse" in main(page)
    assert "This is a preview. Patients cannot read it yet." in main(page)
    assert told in main(page)


def test_it_is_kept_by_nobody_and_framed_by_the_desk_alone(client):
    make_draft()
    client.force_login(person_who_may("view_edition"))

    response = client.get(ADDRESS)

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert not response.cookies


def test_others_learn_not_even_that_there_is_a_draft(client):
    make_draft()
    people = [None, make_user(), person_who_may("change_article"), make_user(is_active=False, is_superuser=True)]

    for person in people:
        client.logout()
        if person:
            client.force_login(person)
        there, nowhere = client.get(ADDRESS), client.get(ADDRESS.replace("1", "2"))
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert there.content.replace(b"/editions/1/", b"") == nowhere.content.replace(b"/editions/2/", b"")
        assert there["Cache-Control"] == nowhere["Cache-Control"] == "private, no-store"


def test_what_patients_read_already_is_read_at_its_own_address(client):
    make_draft(release_at=NOON)
    client.force_login(person_who_may("view_edition"))

    assert client.get(ADDRESS).url == "/articles/asthma/editions/1/"
    assert client.get(ADDRESS.replace("1", "7")).status_code == 404
