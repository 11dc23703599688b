"""A reader keeps a page on the device, and reads it without a connection."""

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from articles.reading.views import articles
from tests.browser.readers import LONG_AGO, make_newer, make_page
from tests.makers import make_withdrawal

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = "navigator.serviceWorker.getRegistrations().then(all => all.length)"
CACHES = "caches.keys().then(names => names.filter(name => name.startsWith('kept:')))"
HELD = """caches.open("kept:/articles/biopsy/").then(cache => cache.keys())
  .then(all => all.map(request => new URL(request.url).pathname))"""


@pytest.fixture
def kept(page, live_server):
    article = make_page()
    page.goto(f"{live_server.url}/articles/biopsy/")
    assert page.evaluate(WORKERS) == 0
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.get_by_text("Kept on")).to_be_visible()
    return article


def test_a_kept_page_is_read_without_a_connection_and_says_so(page, context, live_server, kept):
    held = page.evaluate(HELD)
    assert {"/articles/biopsy/", "/my-pages/", "/static/js/kept.js", "/static/css/portal.css"} <= set(held)
    assert [name for name in held if name.endswith(".woff2")]

    context.set_offline(True)
    page.goto(f"{live_server.url}/articles/biopsy/")

    expect(page.get_by_text("We cannot be reached at the moment. This is the copy that you kept on")).to_be_visible()
    expect(page.get_by_role("heading", name="Part 5")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.tool')).borderStyle") == "solid"
    page.goto(f"{live_server.url}/my-pages/")
    expect(page.get_by_role("link", name="Biopsy")).to_be_visible()
    context.set_offline(False)


def test_a_kept_page_is_read_while_the_portal_itself_is_ill(page, live_server, kept, monkeypatch):
    def fail(*_args):
        raise OperationalError("away")

    monkeypatch.setattr(articles, "editions_of", fail)

    page.goto(f"{live_server.url}/articles/biopsy/")

    expect(page.get_by_text("We cannot be reached at the moment. This is the copy")).to_be_visible()
    expect(page.get_by_role("heading", name="Part 5")).to_be_visible()


def test_online_the_newest_words_come_first_and_the_copy_is_renewed(page, context, live_server, kept):
    make_newer(kept, title="Biopsy anew", change_note="New.")

    page.goto(f"{live_server.url}/articles/biopsy/")

    expect(page.get_by_role("heading", name="Biopsy anew")).to_be_visible()
    expect(page.get_by_text("It now holds the newest edition.")).to_be_visible()
    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("We cannot be reached at the moment.")).to_be_visible()
    expect(page.get_by_role("heading", name="Biopsy anew")).to_be_visible()
    context.set_offline(False)


def test_a_reader_who_is_connected_again_is_told_of_a_newer_edition(page, context, live_server, kept):
    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("We cannot be reached at the moment.")).to_be_visible()
    make_newer(kept, title="Biopsy anew", change_note="New.")

    context.set_offline(False)

    expect(page.get_by_text("There is a newer edition of this page.")).to_be_visible()
    page.get_by_role("link", name="Read the page as it is now").click()
    expect(page.get_by_role("heading", name="Biopsy anew")).to_be_visible()


def test_a_recalled_page_is_removed_wherever_the_reader_learns_of_it(page, live_server, kept):
    make_withdrawal(kept.editions.get(), kind="recalled", at=LONG_AGO.replace(year=2021))

    page.goto(f"{live_server.url}/articles/biopsy/")

    expect(page.get_by_text("The copy that you kept on this device has been removed.")).to_be_visible()
    assert page.evaluate(CACHES) == []
    assert page.evaluate(WORKERS) == 0


def test_a_recalled_page_is_removed_once_a_day_even_if_it_is_not_opened(page, live_server, kept):
    page.goto(live_server.url)
    make_withdrawal(kept.editions.get(), kind="recalled", at=LONG_AGO.replace(year=2021))
    page.evaluate("localStorage.setItem('portal.kept_checked', Date.now() - 25 * 60 * 60 * 1000)")

    page.goto(f"{live_server.url}/a-z/")

    expect(page.get_by_text("We have taken “Biopsy” away. The copy on this device")).to_be_visible()
    assert page.evaluate(CACHES) == []


def test_a_kept_page_is_removed_again_and_the_worker_with_the_last(page, live_server, kept):
    page.get_by_role("button", name="Remove from this device").click()

    expect(page.get_by_role("button", name="Keep on this device")).to_be_visible()
    assert page.evaluate(CACHES) == []
    assert page.evaluate(WORKERS) == 0


def test_my_pages_lists_what_is_kept_and_renews_it(page, live_server, kept):
    make_newer(kept, title="Biopsy anew", change_note="New.")

    page.goto(f"{live_server.url}/my-pages/")

    expect(page.get_by_text("The copy of “Biopsy” on this device was older.")).to_be_visible()
    expect(page.get_by_role("link", name="Biopsy anew")).to_be_visible()
    page.get_by_role("button", name="Remove Biopsy anew").click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_hidden()
    assert page.evaluate(WORKERS) == 0
