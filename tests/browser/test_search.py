"""Search by hand: by keyboard, by finger, and from a worried sentence to the section that answers."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from articles.models import EmergencyAnswer
from articles.searching import index
from tests.browser.barriers import DESK, PHONE, WIDTH, barriers, look
from tests.makers import make_article, make_edition, make_topic

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SIGNS = {"heading": "Signs to look for", "body": "<p>A lump, or skin that pulls inwards.</p>" * 9}
TREATMENT = {"heading": "Treatment", "body": "<p>Some people need an operation to take the gallstones out.</p>"}
PAGES = ["/search/?q=biopsy", "/search/?q=chest+pain", "/search/?q=want+to+die", "/ar/search/?q=خزعة", "/biopsy/"]


@pytest.fixture
def site(live_server):
    topic = make_topic(slug="tests", name="Tests and diagnosis")
    pages = [("biopsy", "Having a biopsy", ["Tissue sample"]), ("bowel", "Bowel screening", []), ("bile", "Bile", [])]
    for slug, title, names in pages:
        article = make_article(slug=slug, topics=[topic], other_names=names)
        make_edition(article=article, title=title, sections=[SIGNS], release_at=LONG_AGO)
        index([article])
    stones = make_article(slug="gallstones", topics=[topic])
    make_edition(article=stones, title="Gallstones", sections=[SIGNS, TREATMENT], release_at=LONG_AGO)
    arabic = make_article(slug="khaza", language="ar")
    make_edition(
        article=arabic, title="الخزعة", sections=[{"heading": "ماذا", "body": "<p>خزعة</p>"}], release_at=LONG_AGO
    )
    index([stones, arabic])
    EmergencyAnswer.objects.all().delete()  # those that the portal comes with
    for heading, phrase, is_gentle in (("Chest pain", "chest pain", False), ("Not alone", "want to die", True)):
        facts = {"body": "<p>Call <strong>112</strong>.</p>", "phrases": phrase, "is_gentle": is_gentle}
        EmergencyAnswer.objects.create(heading=heading, **facts)
    return live_server.url


def field(page):
    return page.get_by_label("What are you looking for?")


def active(page):
    """What a screen reader reads out as chosen."""
    chosen = field(page).get_attribute("aria-activedescendant")
    return page.evaluate("id => document.getElementById(id).firstChild.textContent", chosen) if chosen else None


def type_slowly(page, words):
    with page.expect_response("**/search/suggestions/?*"):
        field(page).press_sequentially(words)


def test_a_page_is_chosen_by_keyboard_from_what_is_suggested(page, site):
    page.goto(site)
    options = page.get_by_role("listbox", name="Pages that match").get_by_role("option")

    expect(field(page)).to_have_attribute("aria-expanded", "false")
    type_slowly(page, "bi")
    expect(options).to_have_count(2)
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text(
        "Pages that match: 2. Choose one with the arrow keys and open it with Enter."
    )
    told = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"):
        page.keyboard.press(key)
        told.append(active(page))
    assert told == ["Bile", "Having a biopsy", None, "Having a biopsy", "Bile", "Having a biopsy"]
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/articles/biopsy/")


def test_escape_closes_the_list_and_leaves_the_words_and_enter_searches(page, site):
    page.goto(f"{site}/a-z/")
    type_slowly(page, "tissue")
    expect(page.get_by_role("option")).to_have_text(["Tissue sample Having a biopsy"])

    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_value("tissue")
    assert active(page) is None
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=tissue")
    expect(page.get_by_role("heading", level=2, name="1 result for")).to_be_visible()


def test_a_finger_chooses_too_and_leaving_the_field_closes_the_list(page, site):
    look(page, PHONE, {})
    page.goto(site)
    type_slowly(page, "bow")
    expect(page.get_by_role("option")).to_have_count(1)
    assert page.get_by_role("option").bounding_box()["height"] >= 44
    assert page.evaluate(WIDTH) <= PHONE["width"]

    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    with page.expect_response("**/search/suggestions/?*"):
        field(page).fill("bowel")
    page.get_by_role("option", name="Bowel screening").click()

    expect(page).to_have_url(f"{site}/articles/bowel/")


def test_words_typed_before_the_script_has_come_are_answered_too(page, site):
    scripts = []
    page.route("**/js/suggestions*.js", lambda route: scripts.extend([route]))
    with page.expect_request("**/js/suggestions*.js"):
        page.goto(site)
    field(page).press_sequentially("bow")

    scripts[0].continue_()

    expect(page.get_by_role("option")).to_have_count(1)


def test_nothing_is_asked_before_two_letters_and_nothing_stays_on_the_device(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request) if "suggestions/" in request.url else None)
    page.goto(site)

    field(page).press_sequentially("b ")
    page.wait_for_timeout(300)
    assert asked == []
    type_slowly(page, "i")
    expect(page.get_by_role("listbox")).to_be_hidden()
    type_slowly(page, "xyzzy")

    expect(page.get_by_role("status")).to_have_text("No page title matches. Press Enter to search.")
    assert not any(request.headers.get("referer") for request in asked)
    assert (
        page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].join('')") == ""
    )


def test_a_list_that_comes_late_for_words_that_have_changed_is_not_shown(page, site):
    waiting = []
    page.route("**/suggestions/?q=bow*", lambda route: waiting.extend([route]))
    page.goto(site)
    with page.expect_request("**/suggestions/?q=bow*"):
        field(page).press_sequentially("bow")

    field(page).fill("")
    type_slowly(page, "gall")
    waiting[0].continue_()

    expect(page.get_by_role("option")).to_have_text(["Gallstones"])


def test_from_a_worried_sentence_to_the_section_that_answers_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)

    field(page).fill("Hello, my mother has gallstones and I am worried, what is the treatment please?")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Gallstones – Treatment").click()

    expect(page).to_have_url(f"{site}/articles/gallstones/#treatment")
    expect(page.locator("#treatment")).to_be_in_viewport()
    context.close()


def test_somebody_in_an_emergency_sees_first_what_to_do(page, site):
    look(page, PHONE, {})
    page.goto(site)
    field(page).fill("sudden chest pain")
    field(page).press("Enter")

    card = page.locator(".care--emergency")
    expect(card).to_contain_text("112")
    assert card.bounding_box()["y"] + card.bounding_box()["height"] < PHONE["height"]


def test_no_page_of_the_search_has_a_barrier_also_while_pages_are_suggested(page_for_axe, site):
    page, found = page_for_axe, []

    for address in PAGES:
        page.goto(site + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += barriers(page)
    page.goto(site)
    type_slowly(page, "bi")
    page.keyboard.press("ArrowDown")
    found += barriers(page)
    look(page, DESK, {"forced_colors": "active"})
    assert page.get_by_role("option").first.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"

    assert not found
