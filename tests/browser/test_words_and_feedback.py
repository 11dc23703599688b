"""Words that explain themselves, and a word back to us, with JavaScript switched off (promise 7)."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from articles.models import Feedback, GlossaryTerm
from tests.browser.barriers import DESK, PHONE, barriers, look
from tests.makers import make_article, make_edition

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
RISK = {"kind": "risk", "heading": "How likely", "body": "<p>women.</p>", "risk_count": 7, "risk_of": 1000}
PAGES = [
    *("/articles/test/", "/articles/test/feedback/", "/about/accessibility/"),
    *("/ar/articles/fahs/", "/ar/articles/fahs/feedback/"),
]


@pytest.fixture
def site(live_server):
    for language, term in (("en", "biopsy"), ("ar", "خزعة")):
        GlossaryTerm.objects.create(term=term, language=language, meaning="A small piece of tissue.")
    for language, slug, words in (("en", "test", "You have a biopsy."), ("ar", "fahs", "هذه خزعة صغيرة.")):
        sections = [{"heading": "What happens", "body": f"<p>{words}</p>" * 9}, RISK]
        article = make_article(slug=slug, language=language)
        make_edition(article=article, title=f"A test {slug}", sections=sections, release_at=LONG_AGO)
    return live_server.url


@pytest.fixture
def plain(browser):
    """A page of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ["/articles/test/", "/ar/articles/fahs/"])
def test_a_word_is_explained_by_keyboard_and_escape_leads_back_to_it(plain, site, address):
    for size in (PHONE, DESK):
        plain.set_viewport_size(size)
        plain.goto(site + address)
        expect(plain.locator(":focus")).to_have_count(0)  # nothing takes the focus before it is asked for
        word, meaning = plain.locator("button.word"), plain.locator(".meaning")
        expect(meaning).to_be_hidden()

        word.focus()
        plain.keyboard.press("Enter")
        expect(meaning).to_be_visible()
        expect(plain.locator(".meaning > :focus")).to_have_count(1)
        box = meaning.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert box["y"] + box["height"] <= size["height"]

        plain.keyboard.press("Escape")
        expect(meaning).to_be_hidden()
        expect(plain.locator("button.word:focus")).to_have_count(1)


def test_a_meaning_closes_with_its_button_and_with_a_press_elsewhere(plain, site):
    plain.goto(site + "/articles/test/")
    meaning = plain.get_by_role("dialog", name="biopsy")

    plain.get_by_role("button", name="biopsy").click()
    close = meaning.get_by_role("button", name="Close")
    assert close.bounding_box()["height"] >= 44
    close.click()
    expect(meaning).to_be_hidden()

    plain.get_by_role("button", name="biopsy").click()
    plain.mouse.click(2, 2)
    expect(meaning).to_be_hidden()


def test_on_paper_a_word_is_a_word_and_its_meaning_stands_below(page, site):
    page.goto(site + "/articles/test/")
    page.emulate_media(media="print")

    line = "one => getComputedStyle(one).textDecorationLine"
    assert page.locator("button.word").evaluate(line) == "none"
    expect(page.get_by_text("Words explained")).to_be_visible()
    expect(page.get_by_text("A small piece of tissue.")).to_be_visible()
    expect(page.locator(".helpful")).to_be_hidden()


def test_a_reader_says_without_javascript_that_a_page_did_not_help(plain, site):
    plain.goto(site + "/articles/test/")
    plain.locator(".helpful").get_by_role("link", name="No").click()
    expect(plain.get_by_label("No", exact=True)).to_be_checked()
    plain.get_by_label("Which part is it about?").select_option("How likely")
    plain.get_by_label("Why?").fill("I did not understand. Call me: 020 7946 0018.")
    plain.get_by_role("button", name="Send").click()

    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you")
    kept = Feedback.objects.get()
    assert (kept.is_helpful, kept.words) == (False, "I did not understand. Call me: [number removed].")
    assert kept.section.heading == "How likely"
    plain.go_back()
    plain.get_by_role("button", name="Send").click()
    assert Feedback.objects.count() == 1
    assert not plain.context.cookies()


def test_these_pages_have_no_barrier_that_a_machine_can_find(page_for_axe, site):
    page, found = page_for_axe, []

    for address in PAGES:
        page.goto(site + address)
        for word in page.query_selector_all("button.word")[:1]:
            word.click()
        found += barriers(page)

    assert not found


def test_some_and_the_others_differ_in_shape_where_colours_are_forced(page, site):
    look(page, DESK, {"forced_colors": "active"})
    page.goto(site + "/articles/test/")

    fill = "one => getComputedStyle(one).fill"
    assert page.locator(".figures__others").evaluate(fill) == "none"
    assert page.locator(".figures__some").last.evaluate(fill) != "none"
