"""What the tests of the editors' desk share."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

PASSWORD = "correct horse battery"


def sign_in(page, live_server, username):
    """As whoever has just signed in; test_signing_in.py goes through the form."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def save(page):
    """And waits for what comes of it: the page before has the same links."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").first.click()
