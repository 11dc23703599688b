import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.entering import link_for
from tests.browser.barriers import barriers_at_the_desk, bring_axe_along
from tests.makers import make_user

PHONE = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
PHONE |= {"hasResidentKey": True, "automaticPresenceSimulation": True}


@pytest.mark.django_db(transaction=True)
def test_a_publisher_makes_a_passkey_and_signs_in_with_it_under_the_strict_policy(page, live_server, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    person = make_user("sister.agnes", password="correct horse battery", is_staff=True, is_superuser=True)
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    desk = live_server.url.replace("127.0.0.1", "localhost") + reverse("admin:index")  # passkeys need a name

    bring_axe_along(page)

    def sign_in():
        page.goto(desk)
        assert not barriers_at_the_desk(page)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.get_by_label("Username").fill("sister.agnes")
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Log in").click()

    sign_in()
    page.get_by_role("link", name="Make a passkey").click()
    assert not barriers_at_the_desk(page)
    page.get_by_label("What you call it").fill("My phone")
    page.get_by_label("What you call it").press("Enter")
    expect(page.locator(".entering__codes li")).to_have_count(10)
    assert not barriers_at_the_desk(page)
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    assert not barriers_at_the_desk(page)

    person.refresh_from_db()
    page.goto(desk.removesuffix("/admin/") + link_for(person))
    expect(page.get_by_text("for sister.agnes")).to_be_visible()
    assert not barriers_at_the_desk(page)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    sign_in()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert not barriers_at_the_desk(page)
    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url(re.compile(re.escape(desk) + "$"))
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
