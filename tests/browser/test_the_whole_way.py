"""From an empty desk to a patient's page: written, sent, approved and released by keyboard alone."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition
from tests.browser.desk import sign_in
from tests.browser.keyboard import press, save, tab_to, write
from tests.makers import make_user

EDITOR, CLINICIAN = "editor", "clinician"
# The newest first.
STEPS = ["Withdrawn: out of date", "Release taken back", "Approved", "Returned", "Sent for approval to clinician"]


@pytest.mark.whole_way
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_way_of_an_article_from_its_first_word_to_its_withdrawal(page, live_server):
    make_user(EDITOR, is_staff=True, is_superuser=True)
    make_user(CLINICIAN, is_staff=True).groups.add(Group.objects.get(name="Clinical approver"))
    public = f"{live_server.url}/articles/having-a-biopsy/"

    sign_in(page, live_server, EDITOR)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    write_a_draft(page)
    try_to_release_what_is_not_ready(page)
    assert page.request.get(public).status == 404
    mend_it(page)
    draft = page.url
    send_for_approval(page, CLINICIAN)

    sign_in(page, live_server, CLINICIAN)
    page.goto(f"{live_server.url}/admin/")
    return_it_with_a_comment(page)

    sign_in(page, live_server, EDITOR)
    page.goto(draft)
    deal_with_the_comment(page)
    send_for_approval(page, "Anybody who may approve")

    sign_in(page, live_server, CLINICIAN)
    page.goto(draft.replace("change", "approve"))
    press(page, "button", "Approve")
    page.get_by_text("You have approved these words.").wait_for()

    sign_in(page, live_server, EDITOR)
    page.goto(draft)
    schedule_it_and_take_that_back(page)
    release(page)
    read_it_as_a_patient(page)
    page.goto(draft)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    begin_the_next_edition(page)
    page.goto(draft)
    withdraw(page)
    assert page.request.get(public).status == 410
    assert steps_told_in_the_timeline(page) == STEPS


def write_a_draft(page):
    save_refused(page)
    write(page, page.get_by_label("Title:"), "Having a biopsy")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    write(page, page.get_by_label("Summary"), "What happens when a small piece of tissue is taken.")
    add_section(page, "Before you come", "- Eat as usual.\nDrink water.")
    add_section(page, "On the day", "It takes half an hour.")
    take_back_a_source(page)
    save(page)


def save_refused(page):
    """Nothing is written yet: the refusal leads to the first field that needs something."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".errornote")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Title: This field is required."))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title:")).to_be_focused()


def add_section(page, heading, words):
    tab_to(page, page.get_by_role("button", name="Add another Section"))
    page.keyboard.press("Space")
    section = page.locator(".inline-related.dynamic-sections").last
    expect(section.get_by_role("textbox", name="Heading")).to_be_focused()
    page.keyboard.type(heading)
    text = section.get_by_role("textbox", name="Text:", exact=True)
    expect(section.get_by_role("button", name="Kind of line: Text")).to_be_visible()
    page.keyboard.press("Tab")  # all buttons above the text are one stop
    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()


def take_back_a_source(page):
    """What adds it has the focus again when the last one is gone."""
    add = page.get_by_role("button", name="Add another Source")
    tab_to(page, add)
    page.keyboard.press("Space")
    expect(page.locator("#id_sources-0-title")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#sources-0").get_by_role("button", name="Remove")).to_be_focused()
    page.keyboard.press("Space")
    expect(add).to_be_focused()


def try_to_release_what_is_not_ready(page):
    press(page, "link", "Release")
    press(page, "button", "Release")
    refusal = page.get_by_role("alert")
    expect(refusal).to_be_focused()
    expect(refusal).to_contain_text("Set the day by which a clinician must look again.")
    expect(refusal).to_contain_text("Ask somebody who did not write the last change")


def mend_it(page):
    press(page, "link", "Back")
    tab_to(page, page.get_by_label("Review due"))
    page.keyboard.type((timezone.localdate() + timedelta(days=700)).strftime("%m%d%Y"))
    save(page)


def send_for_approval(page, to):
    press(page, "link", "Send for approval")
    tab_to(page, page.get_by_label("To:"))
    page.keyboard.type(to)
    press(page, "button", "Send for approval")
    page.get_by_text("Sent. It waits on the first page of").wait_for()


def return_it_with_a_comment(page):
    press(page, "link", "Having a biopsy, edition 1")
    write(page, page.get_by_label("Comment on “On the day”"), "How long in all?")
    press(page, "button", "Return with comments")
    page.get_by_text("Returned. The editor sees your comments on the draft.").wait_for()


def deal_with_the_comment(page):
    expect(page.get_by_text("How long in all?")).to_be_visible()
    write(page, page.get_by_label("Summary"), "What happens when tissue is taken. It takes an hour in all.")
    tab_to(page, page.get_by_label("Dealt with"))
    page.keyboard.press("Space")
    save(page)


def schedule_it_and_take_that_back(page):
    moment = release(page, in_days=1)
    for second, status in ((-1, 404), (0, 200)):  # nothing runs at that moment
        with time_machine.travel(moment + timedelta(seconds=second), tick=False):
            assert Client().get("/articles/having-a-biopsy/").status_code == status
    press(page, "link", "Unschedule")
    press(page, "button", "Unschedule")


def release(page, *, in_days=0):
    """Returns the moment, if it is not now."""
    press(page, "link", "Release")
    moment = (timezone.localtime() + timedelta(days=in_days)).replace(hour=12, minute=0, second=0, microsecond=0)
    if in_days:
        tab_to(page, page.locator("[name=at_0]"))
        page.keyboard.type(f"{moment:%m%d%Y}")
        tab_to(page, page.locator("[name=at_1]"))
        page.keyboard.type("1200PM")
    press(page, "button", "Release")
    page.get_by_text("Patients will read it from" if in_days else "Patients read it now.").wait_for()
    return moment if in_days else None


def read_it_as_a_patient(page):
    page.get_by_role("link", name="See the page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Having a biopsy")
    expect(page.get_by_role("heading", level=2, name="Before you come")).to_be_visible()
    expect(page.get_by_text("It takes half an hour.")).to_be_visible()
    first = Edition.objects.get().sections.first()
    assert first.body == "<ul><li><p>Eat as usual.</p></li><li><p>Drink water.</p></li></ul>"


def begin_the_next_edition(page):
    page.get_by_role("link", name="The article and its editions").click()
    page.get_by_role("button", name="Write the next edition").click()
    page.get_by_label("What changed:").fill("It takes two hours.")
    save(page)
    page.get_by_text("was changed successfully").wait_for()


def withdraw(page):
    page.get_by_role("link", name="Withdraw or recall").click()
    page.get_by_label("Withdrawn: out of date").check()
    page.get_by_label("Reason").fill("It is done in another way now.")
    page.get_by_role("button", name="Withdraw or recall").click()
    page.get_by_text("It has been taken away.").wait_for()


def steps_told_in_the_timeline(page):
    page.get_by_role("link", name="Timeline").click()
    page.locator(".timeline").wait_for()
    return [one for one in page.locator(".timeline strong").all_inner_texts() if one in STEPS]
