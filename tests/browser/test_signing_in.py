import pytest
from playwright.sync_api import expect

from tests.makers import make_user


@pytest.mark.django_db(transaction=True)
def test_an_editor_signs_in_and_out_under_the_strict_policy(page, live_server):
    make_user("sister.agnes", password="correct horse battery", is_staff=True, is_superuser=True)

    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("sister.agnes")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Log out").click()

    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
