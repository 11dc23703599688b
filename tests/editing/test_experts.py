"""Editors give links to experts without an account, and read what they say."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from articles.models import ExpertLink
from tests.makers import NOON, make_article, make_edition, make_released, make_user
from tests.reading.pages import main, words

pytestmark = pytest.mark.django_db


def desk(edition, name="expert"):
    return reverse(f"admin:articles_edition_{name}", args=[edition.pk])


def give(admin_client, edition, **facts):
    page = admin_client.post(desk(edition), {"for_whom": "Dr Example", "days": "14", **facts})
    return page, BeautifulSoup(page.content, "html.parser").select_one(".link-address")


def test_the_address_is_shown_once_in_the_language_of_the_article(admin_client, admin_user):
    edition = make_edition(article=make_article(language="es"))

    page, address = give(admin_client, edition)

    assert re.fullmatch(r"http://testserver/es/opinion/[-\w]{32,}/", address["value"])
    assert "no-store" in page["Cache-Control"]
    link = edition.expert_links.get()
    assert (link.by, link.for_whom, link.expires_at) == (admin_user, "Dr Example", NOON + timedelta(days=14))
    assert address["value"] not in admin_client.get(desk(edition)).content.decode()


def test_the_verdict_and_the_comments_reach_the_approver_and_the_writer_and_approve_nothing(client, admin_client):
    edition = make_edition(words_changed_by=make_user())
    _page, address = give(admin_client, edition)

    typed = {"seen": edition.current_seal(), "name": "Jo Example", "role": "Nurse", "outcome": "not-fine"}
    client.post(address["value"], typed | {"about-what-happens": "For how long?"})

    for name in ("approve", "change"):
        shown = words(BeautifulSoup(admin_client.get(desk(edition, name)).content, "html.parser"))
        assert "Not fine: patients should not read this: Jo Example, Nurse" in shown
        assert "Jo Example, Nurse (outside expert)" in shown
        assert "For how long?" in shown
    assert not edition.approvals.exists()
    assert "“Not fine: patients should not read this”, says Jo Example" in words(
        BeautifulSoup(admin_client.get(desk(edition)).content, "html.parser")
    )


def test_a_link_is_taken_back(client, admin_client):
    edition = make_edition()
    _page, address = give(admin_client, edition)

    done = admin_client.post(desk(edition), {"revoke": ExpertLink.objects.get().pk}, follow=True)

    assert "The link of Dr Example opens nothing any more." in done.content.decode()
    assert "Take back" not in done.content.decode()
    page = client.get(address["value"])
    assert page.status_code == 410
    assert "The editors closed it" in main(BeautifulSoup(page.content, "html.parser"))


@pytest.mark.parametrize(
    "facts", [{"for_whom": ""}, {"days": "0"}, {"days": "91"}, {"days": "x"}, {"for_whom": "\x00"}]
)
def test_a_link_without_a_name_or_with_an_impossible_end_is_not_made(admin_client, facts):
    """Promise 10."""
    page, address = give(admin_client, make_edition(), **facts)

    assert page.status_code == 200
    assert address is None
    assert not ExpertLink.objects.exists()


def test_nothing_is_asked_about_what_is_released_or_taken_back_from_another_draft(admin_client):
    released, edition, other = make_released(make_edition(), at=NOON), make_edition(), make_edition()
    give(admin_client, edition)

    told = admin_client.get(desk(released), follow=True).content.decode()

    assert "there is nothing left to ask an expert about" in told
    for pk in (ExpertLink.objects.get().pk, "x", "9" * 30):
        assert admin_client.post(desk(other), {"revoke": pk}).status_code == 404
    assert ExpertLink.objects.get().revoked_at is None
