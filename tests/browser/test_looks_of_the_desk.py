"""How the desk looks: in the colours that somebody chose, and with the longest of titles."""

import pytest

from tests.browser.barriers import WIDTH
from tests.browser.desk import sign_in
from tests.makers import make_article, make_edition, make_user

pytestmark = pytest.mark.django_db(transaction=True)

COLOURS = """["--header-bg", "--header-color", "--button-bg", "--breadcrumbs-bg", "--link-fg", "--link-selected-fg"]
    .map(name => getComputedStyle(document.documentElement).getPropertyValue(name))"""


def test_a_chosen_theme_keeps_the_colours_of_the_portal(page, live_server):
    """Promise 7: Django's own have less contrast, and stand under html[data-theme] in its stylesheet."""
    page.goto(f"{live_server.url}/admin/login/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("localStorage.setItem('theme', 'auto')")
        page.reload()
        as_the_device = page.evaluate(COLOURS)
        page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
        page.evaluate("chosen => localStorage.setItem('theme', chosen)", scheme)
        page.reload()
        assert page.evaluate(COLOURS) == as_the_device


def test_a_very_long_word_in_a_title_makes_no_page_wider_than_a_phone(page, live_server):
    make_user("editor", is_staff=True, is_superuser=True)
    article = make_article(slug="donaudampfschiff" * 5)
    edition = make_edition(article=article, title="Donaudampfschifffahrtsgesellschaft" * 5)
    sign_in(page, live_server, "editor")
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("", f"articles/edition/{edition.pk}/change/", f"articles/edition/{edition.pk}/approve/"):
        page.goto(f"{live_server.url}/admin/{address}")
        assert page.evaluate(WIDTH) == 390, address
    page.goto(f"{live_server.url}/admin/articles/article/?q=donau")
    assert page.evaluate(WIDTH) == 390
    assert page.get_by_role("searchbox", name="Search").bounding_box()["width"] > 200  # what somebody types is seen
