"""The browser reads an article aloud."""

import pytest
from playwright.sync_api import expect

from tests.browser.readers import make_page

pytestmark = pytest.mark.django_db(transaction=True)

VOICES = """
window.spoken = [];
window.cancelled = 0;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES,
  speak: (words) => { spoken.push(words.text); window.now = words },
  cancel: () => { cancelled += 1 },
  addEventListener() {}, removeEventListener() {},
} });
"""


@pytest.fixture
def article(page, live_server):
    """Opens an article in a browser that has these voices."""
    make_page()

    def opened(*voices, slug="biopsy"):
        known = [{"lang": lang, "localService": is_local} for lang, is_local in voices]
        page.add_init_script(VOICES.replace("VOICES", str(known).replace("True", "true").replace("False", "false")))
        page.goto(f"{live_server.url}/articles/{slug}/")
        return page

    return opened


def spoken(page):
    return page.evaluate("spoken.map(text => text.trim())")


def say_next(page):
    page.evaluate("now.onend({})")


def test_an_article_is_read_aloud_and_shows_where_it_is(article):
    page = article(("en-GB", True))

    page.get_by_role("button", name="Listen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    for _ in range(4):
        say_next(page)

    read = ["Biopsy", "What this page is about.", "Get help now:", "Call your emergency number if"]
    assert spoken(page) == [*read, "you cannot breathe"]
    expect(page.locator("[data-spoken]")).to_have_class("section care care--emergency")
    page.evaluate("now.onboundary({ name: 'word', charIndex: 4, charLength: 6 })")
    marked = "[...CSS.highlights.get('spoken')].map(range => range.toString()).join()"
    assert page.evaluate(marked) == "cannot"


def test_listening_is_paused_continued_slowed_and_stopped_by_keyboard(article):
    page = article(("en-GB", True))
    page.get_by_role("button", name="Listen").press("Enter")
    say_next(page)

    page.get_by_role("button", name="Pause").press("Space")
    page.get_by_role("button", name="Continue").press("Space")
    page.get_by_label("Speed").select_option("Slow")

    assert spoken(page) == ["Biopsy", *["What this page is about."] * 3]
    assert page.evaluate("now.rate") == 0.75
    page.keyboard.press("Escape")
    expect(page.get_by_role("group", name="Listen")).to_have_count(0)
    expect(page.get_by_role("button", name="Listen")).to_be_focused()
    say_next(page)
    assert len(spoken(page)) == 4


def test_details_open_when_they_are_read_and_the_end_is_the_end(article, page):
    from tests.makers import make_article, make_edition

    sections = [{"kind": "details", "heading": "More", "body": "<p>Inside <em>of</em> it.</p>"}]
    make_edition(article=make_article(slug="short"), sections=sections, release_at="2020-01-01T00:00Z")
    article(("en-GB", True), slug="short")
    page.get_by_role("button", name="Listen").click()

    for _ in range(3):
        say_next(page)

    assert spoken(page)[2:] == ["More", "Inside of it."]
    assert page.locator("details.section").get_attribute("open") is not None
    say_next(page)
    expect(page.get_by_role("group", name="Listen")).to_have_count(0)
    expect(page.locator("[data-spoken]")).to_have_count(0)


def test_the_voice_stops_when_the_reader_leaves(article, page, live_server):
    article(("en-GB", True))
    page.get_by_role("button", name="Listen").click()
    page.evaluate("addEventListener('pagehide', () => (localStorage.cancelled = cancelled))")
    before = page.evaluate("cancelled")

    page.goto(live_server.url)

    assert int(page.evaluate("localStorage.cancelled")) > before


@pytest.mark.parametrize("voices", [[], [("es-ES", True)], [("en-GB", False)]])
def test_nothing_is_offered_without_a_voice_for_the_language_on_the_device_itself(article, voices):
    """A voice elsewhere would be sent what the reader reads (promise 8)."""
    page = article(*voices)

    expect(page.get_by_role("button", name="Add to my pages")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Listen")).to_be_hidden()
