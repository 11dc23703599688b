"""Writing at the desk, by hand."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles.models import Edition
from tests.browser.desk import PASSWORD, sign_in
from tests.makers import make_edition, make_user

pytestmark = pytest.mark.django_db(transaction=True)

RICH = (
    "<h3>Rest</h3><p>One <strong>two</strong> <em>three</em><br>H<sub>2</sub>O, m<sup>2</sup>, "
    '<a href="https://www.example.org/">link</a></p><ol start="3"><li><p>One</p></li></ol>'
    "<blockquote><p>Said</p></blockquote>"
    '<table><tbody><tr><th colspan="2"><p>Head</p></th></tr>'
    "<tr><td><p>One</p></td><td><p>Two</p></td></tr></tbody></table>"
)
MARKUP = (
    '<table><caption>Doses</caption><thead><tr><th scope="col">Age</th></tr></thead><tbody>'
    "<tr><td>Six</td></tr></tbody></table><dl><dt>MRI</dt><dd>A scan</dd></dl>"
    '<p dir="rtl">An <abbr title="x">MRI</abbr>, <span lang="la">nil</span></p><blockquote>Said</blockquote>'
)
NESTED = "<table><tbody><tr><td>One</td></tr></tbody><tbody><tr><td>Two</td></tr></tbody></table>"


def test_typing_a_word_loses_nothing_else_from_a_text_and_a_closed_window_loses_no_word(page, live_server):
    """Promise 6."""
    make_user("editor", password=PASSWORD, is_staff=True, is_superuser=True)
    bodies = [RICH, MARKUP, NESTED]
    edition = make_edition(sections=[{"heading": f"Part {len(body)}", "body": body} for body in bodies])

    sign_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/edition/{edition.pk}/change/")
    page.locator("#sections-0").scroll_into_view_if_needed()  # a text box is made when somebody comes near
    page.locator("#sections-0 [role=textbox] h3").click()
    page.keyboard.press("End")
    page.keyboard.type(" well")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Kind of line: Heading").first).to_be_focused()
    for key, name in {"ArrowRight": "Bulleted list", "End": "Redo", "ArrowLeft": "Undo"}.items():
        page.keyboard.press(key)
        expect(page.locator("#sections-0").get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#sections-0 [role=textbox]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#sections-0").get_by_role("button", name="Undo")).to_be_focused()
    page.locator("#sections-1 [role=textbox] td").click()
    page.keyboard.press("End")
    page.keyboard.type("teen")
    markup = page.locator("#sections-2").get_by_label("Text:", exact=True)
    markup.fill(markup.input_value().replace("Two", "Three"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when the window is left
    page.get_by_text(re.compile("^Kept at ")).wait_for()
    page.goto("about:blank")
    page.goto(f"{live_server.url}/admin/articles/edition/{edition.pk}/change/")
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("alert").get_by_text("You typed this on").wait_for()
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_text("was changed successfully").wait_for()

    rich, more, written = edition.sections.all()
    assert rich.body == RICH.replace("Rest", "Rest well")
    assert more.body == MARKUP.replace("Six", "Sixteen")
    assert written.body == NESTED.replace("Two", "Three")
    expect(page.get_by_text("the rich text box would lose")).to_be_visible()


def test_two_people_on_one_draft_and_a_sign_in_that_ends_lose_nothing(page, live_server, context):
    """Promise 6."""
    make_user("editor", password=PASSWORD, is_staff=True, is_superuser=True)
    edition = make_edition(title="Rest")
    address = f"{live_server.url}/admin/articles/edition/{edition.pk}/change/"

    sign_in(page, live_server, "editor")
    page.goto(address)
    other = context.new_page()
    other.goto(address)
    other.get_by_label("Summary").fill("Their summary.")
    other.get_by_role("button", name="Save and continue editing").first.click()
    other.get_by_text("was changed successfully").wait_for()
    page.get_by_role("textbox", name="Title:").fill("My title")
    page.get_by_role("button", name="Save and continue editing").first.click()
    summary = page.get_by_role("group", name="Summary")
    expect(summary).to_contain_text("Their summary.")
    summary.get_by_label("Take what was saved meanwhile").check()
    for opened in (page, other):  # scripts that still load would ask without a sign-in
        opened.wait_for_load_state("networkidle")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and continue editing").first.click()

    page.get_by_text("You were signed out before this reached us.").wait_for()
    with context.expect_page() as sign_in_page:
        page.get_by_role("link", name="Sign in again in a new tab").click()
    again = sign_in_page.value
    again.get_by_label("Username").fill("editor")
    again.get_by_label("Password").fill(PASSWORD)
    again.get_by_role("button", name="Log in").click()
    again.get_by_role("button", name="Log out").wait_for()
    page.get_by_role("button", name="Send it again").click()
    page.get_by_text("This form is from before you last signed in.").wait_for()
    page.get_by_role("button", name="Send it again").click()
    page.get_by_text("was changed successfully").wait_for()

    edition.refresh_from_db()
    assert (edition.title, edition.summary) == ("My title", "Their summary.")


def test_sections_are_moved_by_keyboard_and_by_dragging_and_removed_ones_put_back(page, live_server):
    make_user("editor", password=PASSWORD, is_staff=True, is_superuser=True)
    edition = make_edition(sections=[{"heading": name, "body": "<p>Rest.</p>"} for name in ("One", "Two", "Three")])
    sign_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/edition/{edition.pk}/change/")
    told = page.locator("#sections-group").get_by_role("status")

    down = page.get_by_role("button", name="Move down: One")
    down.focus()
    page.keyboard.press("Enter")
    expect(told).to_have_text("“One” is now section 2 of 3.")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(told).to_have_text("“One” is the last section already.")

    handle, first = page.locator("#sections-2 [data-handle]"), page.locator("#sections-1")
    handle.hover()
    page.mouse.down()
    page.mouse.move(0, first.bounding_box()["y"])
    page.mouse.up()
    expect(told).to_have_text("“Three” is now section 1 of 3.")

    page.get_by_role("button", name="Remove: Two").click()
    page.get_by_role("button", name="Remove: One").click()
    expect(told).to_contain_text("“One” goes when you save.")
    page.get_by_role("button", name="Put it back: One").click()
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_text("was changed successfully").wait_for()

    assert [section.heading for section in edition.sections.all()] == ["Three", "One"]


PASTE = """([box, markup]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", markup);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""
PASTED = (
    '<h3>After the scan</h3><p>You can <strong>eat</strong> and <a href="https://www.example.org/drink">drink</a> '
    "at once.</p><p>You may drive[1] home.</p>"
    "<ul><li><p>Rest today.</p><ul><li><p>Lie down if you like.</p></li></ul></li>"
    "<li><p>Drink water.</p></li></ul><ol><li><p>Ring the ward.</p></li></ol>"
    "<table><tbody><tr><td><p>Day</p></td><td><p>Rest</p><ul><li><p>at home</p></li></ul></td></tr></tbody></table>"
    '<ol start="2"><li><p>Tell us.</p></li></ol><p>[1] A guideline.</p>'
)


def test_what_is_pasted_from_word_comes_out_clean(page, live_server):
    make_user("editor", password=PASSWORD, is_staff=True, is_superuser=True)
    edition = make_edition(sections=[{"heading": "After"}])
    sign_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/edition/{edition.pk}/change/")

    page.locator("#sections-0").scroll_into_view_if_needed()
    box = page.locator("#sections-0 [role=textbox]")
    box.click()
    markup = (Path(__file__).parent / "from_word.html").read_text("utf-8")
    page.evaluate(PASTE, [box.element_handle(), markup])
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_text("was changed successfully").wait_for()

    assert edition.sections.get().body == PASTED


def test_keys_save_and_lead_to_the_checks_and_to_the_help_until_they_are_switched_off(page, live_server):
    make_user("editor", password=PASSWORD, is_staff=True, is_superuser=True)
    edition = make_edition(title="Rest", sections=[{"heading": "Empty"}])
    sign_in(page, live_server, "editor")
    page.goto(f"{live_server.url}/admin/articles/edition/{edition.pk}/change/")
    title, help_ = page.get_by_role("textbox", name="Title:"), page.get_by_role("dialog")

    title.press("F8")
    expect(page.get_by_role("region", name="Checks").get_by_role("link").first).to_be_focused()
    page.keyboard.press("F8")
    expect(title).to_be_focused()
    title.press("End")
    page.keyboard.type(" well?")
    expect(help_).to_be_hidden()
    page.keyboard.press("Control+s")
    page.get_by_text("was changed successfully").wait_for()
    expect(page.locator(".messagelist")).to_be_focused()
    page.get_by_role("button", name="Keyboard and help").focus()
    page.keyboard.press("?")
    help_.get_by_role("checkbox").uncheck()
    help_.get_by_role("button", name="Close").click()
    page.keyboard.press("?")

    expect(help_).to_be_hidden()
    assert Edition.objects.get().title == "Rest well?"
    page.evaluate("localStorage.clear()")
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.get_by_label("Title").fill("A scan")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("Now write its sections.")
