"""From an empty desk to a patient's page, by hand."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition
from tests.browser.desk import PASSWORD, save, sign_in
from tests.makers import make_user


def add_section(page, heading, words):
    page.get_by_role("button", name="Add another Section").click()
    section = page.locator(".inline-related.dynamic-sections").last
    section.get_by_role("textbox", name="Heading").fill(heading)
    section.get_by_role("textbox", name="Text:", exact=True).click()
    page.keyboard.type(words)


@pytest.mark.whole_way
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_way_of_an_article_from_its_first_word_to_its_withdrawal(page, live_server):
    make_user("editor", password=PASSWORD, is_staff=True, is_superuser=True)
    clinician = make_user("clinician", password=PASSWORD, is_staff=True)
    clinician.groups.add(Group.objects.get(name="Clinical approver"))

    sign_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Title").fill("Having a biopsy")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Summary").fill("What happens when a small piece of tissue is taken.")
    add_section(page, "Before you come", "Eat as usual.")
    add_section(page, "On the day", "It takes half an hour.")
    save(page)

    page.get_by_role("link", name="Release", exact=True).click()
    page.get_by_role("button", name="Release").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Set the day by which a clinician must look again.")
    expect(refusal).to_contain_text("Ask somebody who did not write the last change")
    assert page.request.get(f"{live_server.url}/articles/having-a-biopsy/").status == 404

    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_label("Review due").fill((timezone.localdate() + timedelta(days=700)).isoformat())
    save(page)
    edition_page = page.url
    send_for_approval(page, "clinician")

    sign_in(page, live_server, "clinician")
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name="Having a biopsy, edition 1").click()
    page.get_by_role("link", name="Approve").click()
    page.get_by_label("Comment on “On the day”").fill("How long in all?")
    page.get_by_role("button", name="Return with comments").click()
    page.get_by_text("Returned. The editor sees your comments on the draft.").wait_for()
    sign_in(page, live_server, "editor")
    page.goto(edition_page)
    expect(page.get_by_text("How long in all?")).to_be_visible()
    page.get_by_label("Summary").fill("What happens when tissue is taken. It takes an hour in all.")
    page.get_by_label("Dealt with").check()
    save(page)
    send_for_approval(page, "Anybody who may approve")

    sign_in(page, live_server, "clinician")
    page.goto(edition_page.replace("change", "approve"))
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("You have approved these words.").wait_for()
    sign_in(page, live_server, "editor")
    page.goto(edition_page)
    moment = release(page, in_days=1)
    for second, status in ((-1, 404), (0, 200)):  # nothing runs at that moment
        with time_machine.travel(moment + timedelta(seconds=second), tick=False):
            assert Client().get("/articles/having-a-biopsy/").status_code == status
    page.get_by_role("link", name="Unschedule").click()
    page.get_by_role("button", name="Unschedule").click()
    release(page)

    page.get_by_role("link", name="See the page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Having a biopsy")
    expect(page.get_by_role("heading", level=2, name="Before you come")).to_be_visible()
    expect(page.get_by_text("It takes half an hour.")).to_be_visible()
    edition = Edition.objects.get()
    assert re.fullmatch("<p>Eat as usual.</p>", edition.sections.first().body)
    page.goto(edition_page)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    page.get_by_role("link", name="The article and its editions").click()
    page.get_by_role("button", name="Write the next edition").click()
    page.get_by_label("What changed:").fill("It takes two hours.")
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    page.goto(edition_page)
    page.get_by_role("link", name="Withdraw or recall").click()
    page.get_by_label("Withdrawn: out of date").check()
    page.get_by_label("Reason").fill("It is done in another way now.")
    page.get_by_role("button", name="Withdraw or recall").click()
    page.get_by_text("It has been taken away.").wait_for()
    assert page.request.get(f"{live_server.url}/articles/having-a-biopsy/").status == 410
    page.get_by_role("link", name="Timeline").click()
    page.locator(".timeline").wait_for()
    told = page.locator(".timeline strong").all_inner_texts()
    steps = ["Withdrawn: out of date", "Release taken back", "Approved", "Returned", "Sent for approval to clinician"]
    assert [one for one in told if one in steps] == steps


def send_for_approval(page, to):
    page.get_by_role("link", name="Send for approval").click()
    page.get_by_label("To:").select_option(label=to)
    page.get_by_role("button", name="Send for approval").click()
    page.get_by_text("Sent. It waits on the first page of").wait_for()


def release(page, *, in_days=0):
    """Returns the moment, if it is not now."""
    page.get_by_role("link", name="Release", exact=True).click()
    moment = (timezone.localtime() + timedelta(days=in_days)).replace(hour=12, minute=0, second=0, microsecond=0)
    if in_days:
        page.locator("[name=at_0]").fill(moment.date().isoformat())
        page.locator("[name=at_1]").fill("12:00")
    page.get_by_role("button", name="Release").click()
    page.get_by_text("Patients will read it from" if in_days else "Patients read it now.").wait_for()
    return moment if in_days else None
