"""Contents that follow the reader, and what changed since the last visit."""

import pytest
from playwright.sync_api import expect

from tests.browser.readers import make_newer, make_page

pytestmark = pytest.mark.django_db(transaction=True)

CURRENT = ".contents [aria-current]"


def test_the_contents_show_which_part_is_being_read(page, live_server):
    make_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/articles/biopsy/")

    page.get_by_role("heading", name="Part 3").evaluate("one => scrollTo(0, one.getBoundingClientRect().top - 100)")

    expect(page.locator(CURRENT)).to_have_text(["Part 3"])
    page.get_by_role("heading", name="Part 2").evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    expect(page.locator(CURRENT)).to_have_text(["Part 2"])


def test_folded_contents_follow_nobody(page, live_server):
    make_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/articles/biopsy/")

    page.get_by_role("heading", name="Part 3").evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(150)

    expect(page.locator(CURRENT)).to_have_count(0)


def test_a_reader_who_comes_back_is_told_what_changed_since(page, live_server):
    article = make_page()
    address, asked = f"{live_server.url}/articles/biopsy/", []
    page.goto(address)
    expect(page.get_by_text("Since you were last here")).to_have_count(0)
    make_newer(article, change_note="Call sooner.", is_safety_change=True)
    make_newer(article, change_note="A clearer picture.")
    page.on("request", lambda request: asked.append((request.url, request.post_data)))

    page.goto(address)

    told = page.get_by_role("region", name="Since you were last here, this page changed")
    expect(told.get_by_role("listitem")).to_have_text(["A clearer picture.", "Safety change: Call sooner."])
    link = told.get_by_role("link", name="See what is different")
    assert link.get_attribute("href") == "/articles/biopsy/editions/3/changes/?from=1"
    page.reload()
    expect(told).to_be_visible()
    # Nobody can tell from what is asked that this reader has been here before.
    assert {url.split("/")[3] for url, _sent in asked} <= {"articles", "static"}
    assert not any("?" in url or sent for url, sent in asked)


def test_a_change_is_told_of_what_is_new_only(page, live_server):
    article = make_page()
    make_newer(article, change_note="Old news.")
    page.goto(f"{live_server.url}/articles/biopsy/")
    make_newer(article, change_note="Fresh news.")

    page.reload()

    told = page.get_by_role("region", name="Since you were last here")
    expect(told.get_by_role("listitem")).to_have_text(["Fresh news."])
    assert "from=2" in told.get_by_role("link").get_attribute("href")
