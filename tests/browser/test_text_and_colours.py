"""A reader sets text and colours, and the device remembers it."""

import pytest
from playwright.sync_api import expect

from tests.browser.readers import make_newer, make_page, remembered

pytestmark = pytest.mark.django_db(transaction=True)

SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
DARK = "rgb(26, 24, 21)"


def test_text_and_colours_are_set_by_keyboard_and_remembered(page, live_server):
    page.emulate_media(color_scheme="light")
    page.goto(live_server.url)
    size, paper = page.evaluate(SIZE), page.evaluate(PAPER)

    page.get_by_role("button", name="Text and colours").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Text and colours")).to_be_focused()
    expect(page.get_by_role("region", name="Text and colours")).to_be_hidden()
    page.goto(f"{live_server.url}/a-z/")
    assert page.evaluate(SIZE) > size
    assert page.evaluate(PAPER) == DARK != paper
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("button", name="Text and colours").click()
    expect(page.get_by_label("Large", exact=True)).to_be_checked()
    page.get_by_label("As on my device").check()
    assert page.evaluate(PAPER) == paper


def test_light_pages_stay_light_where_the_system_is_dark(page, live_server):
    page.emulate_media(color_scheme="dark")
    page.goto(live_server.url)
    assert page.evaluate(PAPER) == DARK

    page.get_by_role("button", name="Text and colours").click()
    page.get_by_label("Light", exact=True).check()

    assert page.evaluate(PAPER) != DARK


def test_the_choice_is_there_before_the_first_paint(page, live_server):
    page.goto(live_server.url)
    page.evaluate("""localStorage.setItem("portal.settings", '{"theme": "dark"}')""")
    page.route("**/reader*.js", lambda route: route.abort())

    page.reload(wait_until="commit")
    page.wait_for_selector("main")

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_spoilt_memory_spoils_no_page(page, live_server):
    make_page()
    page.goto(live_server.url)
    page.evaluate("for (const name of ['settings', 'read', 'pages', 'kept']) localStorage['portal.' + name] = '{'")

    page.goto(f"{live_server.url}/articles/biopsy/")

    page.get_by_role("button", name="Add to my pages").click()
    expect(page.get_by_role("link", name="Open my pages")).to_be_visible()


def test_everything_is_forgotten_only_after_asking_once_more(page, live_server):
    article = make_page()
    page.goto(f"{live_server.url}/articles/biopsy/")
    page.get_by_role("button", name="Add to my pages").click()
    page.get_by_role("button", name="Text and colours").click()
    page.get_by_label("Largest").check()

    page.get_by_role("button", name="Forget what I have read on this device").click()
    page.get_by_role("button", name="Leave it as it is").click()
    assert "portal.pages" in remembered(page)
    page.get_by_role("button", name="Forget what I have read on this device").click()
    page.get_by_role("button", name="Forget it all").click()

    expect(page.get_by_text("This device has forgotten what you read.")).to_be_visible()
    assert remembered(page) == ["portal.settings"]
    expect(page.get_by_role("button", name="Add to my pages")).to_be_visible()
    make_newer(article, change_note="Shorter.")
    page.reload()
    expect(page.get_by_text("Shorter.")).to_have_count(1)  # in what every reader sees
