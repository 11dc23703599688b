"""The checks beside the form, while somebody types."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.desk import save, sign_in
from tests.makers import make_edition, make_user

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "If you rest and drink and eat and sleep and walk and talk and read and write and sing you feel well."


@pytest.fixture
def form(page, live_server):
    make_user("editor", is_staff=True, is_superuser=True)
    sections = [{"heading": "At home", "body": "<p>There you rest.</p>"}, {"heading": "Later", "body": "<p>Eat.</p>"}]
    edition = make_edition(sections=sections)
    sign_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/edition/{edition.pk}/change/")
    expect(page.get_by_role("region", name="Checks").get_by_role("status")).to_have_text("Nothing to mend.")
    return page


def box(page, number):
    return page.locator(f"#sections-{number}").get_by_role("textbox", name="Text:", exact=True)


def test_advice_appears_leads_to_the_words_and_goes_once_they_are_mended(form):
    panel = form.get_by_role("region", name="Checks")
    box(form, 1).click()
    form.keyboard.press("End")
    form.keyboard.type(f" {LONG}")

    expect(panel.get_by_role("status")).to_have_text("1 piece of advice.")
    advice = panel.get_by_role("link", name=re.compile("^Later Split this sentence: it has 22 words"))
    advice.focus()
    form.keyboard.press("Enter")
    expect(box(form, 1)).to_be_focused()
    assert form.evaluate("getSelection().toString()") == LONG

    form.keyboard.type("Rest.")
    expect(panel.get_by_role("status")).to_have_text("Nothing to mend.")
    expect(panel.get_by_role("link")).to_have_count(0)
    assert box(form, 1).inner_text().strip() == "Eat. Rest."


def test_a_new_section_and_a_plain_field_are_checked_too(form):
    panel = form.get_by_role("region", name="Checks")
    form.get_by_role("textbox", name="Title:").fill("")
    form.get_by_role("button", name="Add another Section").click()

    expect(panel.get_by_role("status")).to_have_text("2 obstacles.")
    panel.get_by_role("link", name=re.compile("^section 3")).click()
    expect(box(form, 2)).to_be_focused()
    panel.get_by_role("link", name=re.compile("^Title")).click()
    expect(form.get_by_role("textbox", name="Title:")).to_be_focused()


def test_whoever_reads_the_list_keeps_their_place_when_it_changes(form):
    panel = form.get_by_role("region", name="Checks")
    form.get_by_label("Summary").fill(LONG)
    link = panel.get_by_role("link", name=re.compile("^Summary"))
    expect(link).to_be_visible()
    link.focus()

    form.evaluate(
        "() => { const title = document.getElementById('id_title');"
        " title.value = ''; title.dispatchEvent(new Event('input', {bubbles: true})); }"
    )

    expect(panel.get_by_role("link")).to_have_count(2)
    expect(link).to_be_focused()


def test_who_was_signed_out_is_told_and_keeps_what_was_typed(form):
    form.context.clear_cookies()
    form.get_by_label("Summary").fill("Other words.")

    status = form.get_by_role("region", name="Checks").get_by_role("status")
    expect(status).to_contain_text("What you typed is still here")
    expect(form.get_by_label("Summary")).to_have_value("Other words.")


def test_the_panel_stands_beside_the_form_on_a_wide_screen_and_below_it_on_a_phone(form):
    panel = form.get_by_role("region", name="Checks")

    def edges():
        return form.locator("#edition_form").bounding_box(), panel.bounding_box()

    form.set_viewport_size({"width": 1440, "height": 900})
    wide, beside = edges()
    form.set_viewport_size({"width": 360, "height": 700})
    narrow, below = edges()

    assert beside["x"] >= wide["x"] + wide["width"]
    assert below["y"] >= narrow["y"] + narrow["height"]
    assert form.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_panel_bars_nobody(page_for_axe, live_server):
    """Promise 7, for editors too."""
    make_user("editor", is_staff=True, is_superuser=True)
    edition = make_edition(sections=[{"heading": "At home", "body": f"<p>{LONG}</p>"}, {"heading": "Empty"}])
    sign_in(page_for_axe, live_server, "editor")
    page_for_axe.goto(f"{live_server.url}/admin/articles/edition/{edition.pk}/change/")
    status = page_for_axe.get_by_role("region", name="Checks").get_by_role("status")
    expect(status).to_contain_text("1 obstacle, 1 piece of advice.")

    page_for_axe.get_by_role("button", name="Keyboard and help").click()
    page_for_axe.get_by_role("dialog").get_by_text("In a text: undo").wait_for()

    assert barriers(page_for_axe, within=".checks, .keeping, #help, .section h3") == []


def test_a_line_beside_a_release_leads_into_the_text_box_too(form):
    box(form, 1).click()
    form.keyboard.type(f"{LONG} ")
    save(form)
    form.get_by_role("link", name="Release", exact=True).click()

    form.get_by_role("link", name=re.compile("^Later Split this sentence")).click()

    expect(box(form, 1)).to_be_focused()
