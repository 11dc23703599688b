"""What somebody does who has no mouse."""

from playwright.sync_api import expect


def tab_to(page, target, at_most=60):
    """By Tab alone, from where the focus is; at the top of a page by the skip link, past the menu."""
    wanted = target.element_handle()
    if page.evaluate("document.activeElement === document.body"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
    for _ in range(at_most):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def write(page, target, words):
    tab_to(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def press(page, role, name):
    """What leads to another page."""
    page.wait_for_load_state()
    tab_to(page, page.get_by_role(role, name=name, exact=True).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def save(page):
    """And stands on what is said of it. The keys are heard once the page has come with its scripts."""
    page.wait_for_load_state()
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_be_focused()
