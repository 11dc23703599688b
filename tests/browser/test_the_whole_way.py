"""From an empty desk to a patient's page, by hand."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.models import Edition
from tests.browser.desk import PASSWORD, sign_in
from tests.makers import make_user


def add_section(page, heading, words):
    page.get_by_role("button", name="Add another Section").click()
    section = page.locator(".inline-related.dynamic-sections").last
    section.get_by_label("Heading").fill(heading)
    section.get_by_role("textbox", name="Text:", exact=True).click()
    page.keyboard.type(words)


@pytest.mark.django_db(transaction=True)
def test_an_article_is_written_refused_approved_by_another_released_and_read(page, live_server):
    make_user("editor", password=PASSWORD, is_staff=True, is_superuser=True)
    clinician = make_user("clinician", password=PASSWORD, is_staff=True)
    clinician.user_permissions.set(
        Permission.objects.filter(content_type__app_label="articles", codename__in=["approve_edition", "view_edition"])
    )

    sign_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Title").fill("Having a biopsy")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Summary").fill("What happens when a small piece of tissue is taken.")
    add_section(page, "Before you come", "Eat as usual.")
    add_section(page, "On the day", "It takes half an hour.")
    page.get_by_role("button", name="Save and continue editing").first.click()

    page.get_by_role("link", name="Release", exact=True).click()
    page.get_by_role("button", name="Release").click()
    refusal = page.get_by_role("alert")
    assert "Set the day by which a clinician must look again." in refusal.inner_text()
    assert "Ask somebody who did not write the last change" in refusal.inner_text()
    assert page.request.get(f"{live_server.url}/articles/having-a-biopsy/").status == 404

    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_label("Review due").fill((timezone.localdate() + timedelta(days=700)).isoformat())
    page.get_by_role("button", name="Save and continue editing").first.click()
    edition_page = page.url
    sign_in(page, live_server, "clinician")
    page.goto(edition_page)
    page.get_by_role("link", name="Approve").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("You have approved these words.").wait_for()
    sign_in(page, live_server, "editor")
    page.goto(edition_page)
    page.get_by_role("link", name="Release", exact=True).click()
    page.get_by_role("button", name="Release").click()
    page.get_by_text("Patients read it now.").wait_for()

    page.get_by_role("link", name="See the page").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Having a biopsy"
    assert page.get_by_role("heading", level=2, name="Before you come").is_visible()
    assert page.get_by_text("It takes half an hour.").is_visible()
    edition = Edition.objects.get()
    assert re.fullmatch("<p>Eat as usual.</p>", edition.sections.first().body)
    page.goto(edition_page)
    assert page.get_by_role("button", name="Save", exact=True).count() == 0
