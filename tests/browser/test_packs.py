"""A clinic's manager puts a pack together, by keyboard and by hand."""

import pytest

from articles.searching import index
from tests.browser.barriers import barriers
from tests.browser.desk import sign_in
from tests.editing.test_clinics import someone
from tests.makers import NOON, make_article, make_clinic, make_edition, make_pack

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_pack_is_put_in_order_by_keyboard_and_by_dragging(page_for_axe, live_server):
    page, manager = page_for_axe, someone("Clinic manager", username="manager")
    titles = ["Asthma", "Inhalers", "Breathing"]
    articles = [make_edition(article=make_article(), title=title, release_at=NOON).article for title in titles]
    index(articles, moment=NOON)
    pack = make_pack(*articles[:2], clinic=make_clinic(managers=[manager]))

    sign_in(page, live_server, "manager")
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name="Before your test").click()
    looking = page.get_by_label("Look for a page")
    looking.fill("breathing")
    page.get_by_role("button", name="Add: Breathing").press("Enter")
    page.get_by_text("Breathing: now page 3 of 3").wait_for()
    page.get_by_role("button", name="Up: Breathing").press("Enter")
    page.get_by_text("Breathing: now page 2 of 3").wait_for()
    assert page.locator(":focus").get_attribute("aria-label") == "Up: Breathing"
    handle, last = page.locator("[data-handle]").first.bounding_box(), page.locator("[data-row]").last.bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, last["y"] + last["height"] - 5)
    page.mouse.up()
    page.get_by_text("Asthma: now page 3 of 3").wait_for()
    assert not barriers(page, "#content-main")
    page.get_by_role("button", name="Save: patients get it now").press("Enter")
    page.get_by_text("Patients get version 2 now.").wait_for()

    given = [page.article for page in pack.newest_version.pages.select_related("article")]
    assert given == [articles[2], articles[1], articles[0]]
