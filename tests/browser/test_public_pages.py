"""Promise 7: every page is readable by everyone. Walked in a real browser, pages within each test to be quick."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.following.stopping import address_to_stop
from articles.models import Article, GlossaryTerm, Receiver, TranslationGroup
from tests.browser.barriers import DESK, PHONE, WIDTH, barriers, look
from tests.makers import (
    make_article,
    make_clinic,
    make_edition,
    make_expert_link,
    make_pack,
    make_topic,
    make_user,
    make_withdrawal,
)
from tests.reading.pages import SECTIONS_OF_EVERY_KIND, make_picture

pytestmark = pytest.mark.django_db(transaction=True)

CODE = "K52V6XC"
LONG_AGO, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)
PAGES = [
    *("/", "/topics/", "/topics/tests/", "/a-z/", "/glossary/", "/es/", "/nowhere/"),
    *("/search/", "/search/?q=xyzzy", "/search/missing/"),
    *("/articles/kinds/", "/articles/kinds/editions/", "/articles/kinds/editions/1/", "/articles/old/"),
    *("/articles/kinds/editions/2/changes/", "/articles/dose/", "/about/privacy/", f"/go/{CODE}/1/"),
    *("/connect/?name=kinds&language=en", "/connect/application", "/connect/application?age.v.v=x", "/api/v1/docs"),
    *(
        f"/go/{CODE}/1/receipt/?as=slip&clinic=Ward+3",
        f"/go/{CODE}/1/receipt/",
        f"/go/{CODE[:-1]}D/",
        "/about/fingerprint/",
    ),
    *(f"/verify/?hash={'0123456789abcdef' * 4}", "/verify/?hash=x", "/ar/verify/"),
    *("/packs/2222222/", "/packs/2222222/1/copy/1.1.1.1/", "/packs/2222222/versions/"),
    *("/opinion/open/", "/opinion/ended/", address_to_stop(Receiver(pk=7))),
    *(
        f"/embed/north/{CODE}/",
        "/embed/nowhere/2222222/",
        "/articles/long-words/",
        "/ar/",
        "/ar/articles/anwa/",
        "/ar/articles/anwa/editions/",
    ),
]
# Together they hold every part that pages are made of.
IN_EVERY_WAY = {
    *("/", "/a-z/", "/glossary/", "/search/", "/articles/old/", "/ar/articles/anwa/", "/packs/2222222/"),
    *("/articles/kinds/", "/articles/kinds/editions/2/changes/", f"/go/{CODE}/1/"),
    *("/opinion/open/", "/connect/application"),
}
WIDE_TABLE = "<table><thead><tr>" + "<th scope='col'>Column</th>" * 9 + "</tr></thead></table>"


@pytest.fixture
def site(live_server):
    topic = make_topic(slug="tests", name="Tests and diagnosis", description="What tests are for.")
    GlossaryTerm.objects.create(term="biopsy", meaning="A small piece of tissue.", other_names="needle test")
    group = TranslationGroup.objects.create()
    picture = {"kind": "image", "heading": "A picture", "body": "<p>Caption.</p>", "alt": "A hand"}
    picture["image"] = make_picture()
    facts = {"release_at": LONG_AGO, "people": [("author", "Ann"), ("reviewer", "Ben")]}
    kinds = make_article(
        slug="kinds", topics=[topic], other_names=["Sorts"], translation_group=group, is_sample=True, code=CODE
    )
    first = make_edition(article=kinds, sections=SECTIONS_OF_EVERY_KIND, **facts)
    sources = [{"title": "A guideline", "publisher": "An institute", "url": "https://www.example.org/"}]
    sections = [*SECTIONS_OF_EVERY_KIND, picture]
    late = {
        "release_at": LATER,
        "review_due": date(2026, 1, 6),
        "change_note": "Safer.",
        "is_safety_change": True,
    }
    make_edition(article=kinds, sections=sections, sources=sources, **late)
    make_withdrawal(make_edition(article=make_article(slug="old"), release_at=LONG_AGO), at=LATER, replacement=kinds)
    make_withdrawal(make_edition(article=make_article(slug="dose"), release_at=LONG_AGO), at=LATER, kind="recalled")
    asked = make_edition(article=make_article(slug="asked"), sections=SECTIONS_OF_EVERY_KIND)
    make_expert_link(asked, token="open", expires_at=timezone.now() + timedelta(days=1))
    make_expert_link(asked, token="ended")
    endless = [{"heading": "Howlongaheadingmaybecome" * 7, "body": WIDE_TABLE} for _ in range(4)]
    make_edition(article=make_article(slug="long-words"), title="Pneumono" * 25, sections=endless, release_at=LONG_AGO)
    arabic = make_article(slug="anwa", language="ar", translation_group=group)
    words = {"title": "العدوى أثناء العلاج", "summary": "قد تكون الحمّى حالة طارئة.", "translated_from": first}
    make_edition(article=arabic, sections=SECTIONS_OF_EVERY_KIND, **words, **facts)
    clinic = make_clinic(slug="north", logo=make_picture(), emergency_line="Call 999", email="a@example.org")
    gone = Article.objects.filter(slug__in=["old", "dose"])
    make_pack(first, arabic, *gone, code="2222222", clinic=clinic, made_at=LONG_AGO, note="Read it.")
    facts = {"address": "a-rather-long-name-of-a-ward@north.example", "registered_by": make_user()}
    Receiver.objects.create(pk=7, clinic=clinic, way="mail", registered_at=LONG_AGO, confirmed_at=LONG_AGO, **facts)
    return live_server.url


@pytest.mark.long
@pytest.mark.parametrize("some", [PAGES[::2], PAGES[1::2]], ids=["some", "others"])
def test_no_page_has_a_barrier_that_a_machine_can_find(page_for_axe, site, some):
    page, found = page_for_axe, []

    for address in some:
        page.goto(site + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += barriers(page, in_every_way=address in IN_EVERY_WAY)

    assert not found


@pytest.mark.long
def test_no_page_is_wider_than_a_small_phone_also_when_a_reader_spaces_the_text_out(page, site):
    """320 px is also a wide screen at 400 percent (WCAG 1.4.10); wider spacing is WCAG 1.4.12."""
    look(page, PHONE, {})

    for address in PAGES:
        page.goto(site + address)
        assert page.evaluate(WIDTH) <= PHONE["width"], address
        page.evaluate("""() => document.querySelectorAll('*').forEach(one => {
            one.style.lineHeight = '1.5'; one.style.letterSpacing = '0.12em'; one.style.wordSpacing = '0.16em' })""")
        assert page.evaluate(WIDTH) <= PHONE["width"], f"{address}, spaced out"


def test_the_first_tab_skips_to_the_main_words(page, site):
    page.goto(site + "/articles/kinds/")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")

    expect(skip).to_have_text("Skip to the main content")
    assert skip.bounding_box()["height"] >= 44
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_reaches_every_link_in_order_and_shows_where_it_is(page, site):
    look(page, DESK, {})
    page.goto(site + "/articles/kinds/")
    targets = "[...document.querySelectorAll('a, button, summary, [tabindex=\"0\"]')]"
    count = page.evaluate(f"{targets}.filter(one => one.checkVisibility()).length")

    for _ in range(count):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "solid 3px" in outline, page.evaluate("document.activeElement.outerHTML")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")


def test_what_a_finger_presses_first_is_large_enough(page, site):
    look(page, PHONE, {})

    for address in ("/", "/a-z/", "/articles/kinds/"):
        page.goto(site + address)
        for target in page.query_selector_all(
            ".site-header a, .settings-button, .tool, .button, .letters a, summary, .ways-on a"
        ):
            if target.is_visible():
                assert target.bounding_box()["height"] >= 44, f"{address}: {target.inner_text()}"


def test_contents_fold_on_a_phone_and_stand_beside_the_text_on_a_wide_screen(page, site):
    page.goto(site + "/articles/kinds/")

    look(page, PHONE, {})
    expect(page.locator("details.contents")).to_be_visible()
    expect(page.locator("nav.contents")).to_be_hidden()

    look(page, DESK, {})
    expect(page.locator("details.contents")).to_be_hidden()
    beside, words = page.locator("nav.contents").bounding_box(), page.locator(".words").bounding_box()
    assert beside["x"] + beside["width"] <= words["x"]
    page.goto(site + "/ar/articles/anwa/")
    beside, words = page.locator("nav.contents").bounding_box(), page.locator(".words").bounding_box()
    assert words["x"] + words["width"] <= beside["x"]


def test_care_cards_differ_in_shape_where_colours_are_forced(page, site):
    look(page, DESK, {"forced_colors": "active"})
    page.goto(site + "/articles/kinds/")

    frame = "card => { const s = getComputedStyle(card); return s.borderStyle + s.borderInlineStartWidth }"
    kinds = ("non-urgent", "urgent", "emergency")
    frames = [page.locator(f".care--{kind}").first.evaluate(frame) for kind in kinds]
    signs = [page.locator(f".care--{kind} path").first.get_attribute("d") for kind in kinds]

    assert len(set(frames)) == len(set(signs)) == 3


def test_the_font_comes_from_this_site_and_the_style_is_applied(page, site):
    page.goto(site + "/")

    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em \"Atkinson Hyperlegible Next\"'))")
    assert page.evaluate("getComputedStyle(document.querySelector('.button')).minBlockSize") != "auto"


def test_pages_read_well_without_javascript_and_leave_nothing_in_the_console(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page, lines = context.new_page(), []
    page.on("console", lambda line: lines.append(line.text))

    page.goto(site + "/articles/kinds/")
    page.get_by_text("What doctors call it").last.click()

    expect(page.get_by_text("A long word.")).to_be_visible()
    expect(page.get_by_text("Call your emergency number if").last).to_be_visible()
    context.close()
    assert not [line for line in lines if "the server responded with a status of 404" not in line]


def test_paper_shows_what_a_closed_page_hides(page, site):
    page.goto(site + "/articles/kinds/")
    page.emulate_media(media="print")

    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator("details.contents")).to_be_hidden()
    expect(page.get_by_text("A long word.")).to_be_visible()
    address = "getComputedStyle(document.querySelector('.sources a'), '::after').content"
    assert "https://www.example.org/" in page.evaluate(address) or "attr(href)" in page.evaluate(address)
    line = "getComputedStyle(document.querySelector('.questions li'), '::after').blockSize"
    assert page.evaluate(line) != "auto"
