"""Pages that a reader has chosen, with notes, to print as one. All of it stays on the device."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.readers import LONG_AGO, make_page
from tests.makers import make_withdrawal

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = ".my-pages__list h2"


def choose(page, live_server, *slugs):
    for slug in slugs:
        page.goto(f"{live_server.url}/articles/{slug}/")
        page.get_by_role("button", name="Add to my pages").click()


def test_pages_are_chosen_ordered_noted_and_put_together(page, live_server):
    for slug in ("biopsy", "scan"):
        make_page(slug)
    choose(page, live_server, "biopsy", "scan")
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))

    page.get_by_role("link", name="Open my pages").click()
    expect(page.locator(TITLES)).to_have_text(["Biopsy", "Scan"])
    page.get_by_role("button", name="Up Scan").press("Enter")
    expect(page.get_by_role("button", name="Down Scan")).to_be_focused()
    expect(page.locator(TITLES)).to_have_text(["Scan", "Biopsy"])
    page.get_by_label("My notes and questions").first.fill("Does it hurt?\nHow long?")
    page.reload()
    expect(page.get_by_label("My notes and questions").first).to_have_value("Does it hurt?\nHow long?")
    page.get_by_role("link", name="Print or save as one").press("Enter")

    sheets = page.locator(".sheet")
    expect(sheets.get_by_role("heading", level=1)).to_have_text(["Scan", "Biopsy"])
    expect(sheets.first).to_contain_text("Does it hurt?\nHow long?", use_inner_text=True)
    page.emulate_media(media="print")
    assert sheets.nth(1).evaluate("sheet => getComputedStyle(sheet).breakBefore") == "page"
    expect(page.get_by_role("button", name="Print or save")).to_be_hidden()
    doubled = "[...document.querySelectorAll('[id]')].map(one => one.id).filter((id, at, all) => all.indexOf(id) != at)"
    assert page.evaluate(doubled) == []
    page.emulate_media(media="screen")
    page.go_back()
    expect(page.locator(TITLES)).to_have_count(2)
    assert {method for method, _url, _sent in asked} == {"GET"}
    assert not any("?" in url or "hurt" in url for _method, url, _sent in asked)


def test_a_page_that_was_taken_away_says_so_among_the_others(page, live_server):
    gone, _stays = make_page("biopsy"), make_page("scan")
    choose(page, live_server, "biopsy", "scan")
    make_withdrawal(gone.editions.get(), kind="recalled", at=LONG_AGO.replace(year=2021))
    page.evaluate("""localStorage["portal.pages"] = localStorage["portal.pages"]
      .replace("]", ',{"address": "/articles/nowhere/", "title": "Nowhere", "note": ""}]')""")

    page.goto(f"{live_server.url}/my-pages/#together")

    titles = ["Stop: do not use “Biopsy”", "Scan", "“Nowhere” could not be loaded."]
    headings = page.locator(".sheet").get_by_role("heading", level=1)
    expect(headings).to_have_count(3)
    assert [text.startswith(title) for text, title in zip(headings.all_inner_texts(), titles, strict=True)] == [
        True
    ] * 3
    page.get_by_role("link", name="Back to my pages").click()
    expect(page.locator(TITLES)).to_have_count(3)
    expect(page.locator("[data-is-gone]:not([hidden])")).to_have_count(1)


def test_pages_are_removed_one_by_one_or_all_after_asking(page, live_server):
    for slug in ("biopsy", "scan", "drip"):
        make_page(slug)
    choose(page, live_server, "biopsy", "scan", "drip")
    page.goto(f"{live_server.url}/my-pages/")

    page.get_by_role("button", name="Remove Scan").click()
    expect(page.locator(TITLES)).to_have_text(["Biopsy", "Drip"])
    page.get_by_role("button", name="Remove all").click()
    page.get_by_role("button", name="No, leave them").click()
    expect(page.locator(TITLES)).to_have_count(2)
    page.get_by_role("button", name="Remove all").click()
    page.get_by_role("button", name="Yes, remove all").click()

    expect(page.get_by_text("You have not chosen a page yet.")).to_be_visible()
    assert page.evaluate("localStorage['portal.pages']") is None


def test_without_javascript_no_control_is_shown_and_my_pages_says_what_to_do(browser, live_server):
    make_page()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{live_server.url}/articles/biopsy/")
    assert [button.inner_text() for button in page.get_by_role("button").all() if button.is_visible()] == []
    assert page.locator(".tools").bounding_box() is None
    page.goto(f"{live_server.url}/my-pages/")
    expect(page.locator("main")).to_contain_text("This page needs JavaScript")
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_readers_own_pages_have_no_barrier_that_a_machine_can_find(page_for_axe, live_server, language):
    make_page("biopsy", language=language)
    prefix = "" if language == "en" else f"/{language}"
    page = page_for_axe

    page.goto(f"{live_server.url}{prefix}/articles/biopsy/")
    page.locator("[data-tool=choose]").click()
    page.locator("[data-panel]").click()
    page.locator("[data-forget=ask]").click()
    found = barriers(page)
    page.locator("[name=size][value=largest]").check()
    page.goto(f"{live_server.url}{prefix}/my-pages/")
    found += barriers(page)
    page.locator("[href='#together']").click()
    page.wait_for_selector(".sheet")
    found += barriers(page)

    assert not found
