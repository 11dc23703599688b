"""A clinician between two appointments, with a phone and one thumb."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.desk import sign_in
from tests.makers import make_edition, make_user

PHONE = {"width": 390, "height": 844}


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_returned_and_then_approved_on_a_phone(page, live_server):
    """Promise 3, with the words side by side, and both buttons always in reach."""
    clinician = make_user("clinician", is_staff=True)
    clinician.user_permissions.set(Permission.objects.filter(codename__in=["approve_edition", "view_edition"]))
    long = "<p>" + "You rest and drink water. " * 60 + "</p>"
    first = make_edition(
        sections=[{"heading": "Rest", "body": long, "anchor": "rest"}], release_at=timezone.now() - timedelta(days=9)
    )
    changed = [{"heading": "Rest", "body": long.replace("<p>", "<p>Sit up. "), "anchor": "rest"}]
    draft = make_edition(article=first.article, sections=changed, words_changed_by=make_user())

    page.set_viewport_size(PHONE)
    sign_in(page, live_server, "clinician")
    page.goto(f"{live_server.url}/admin/articles/edition/{draft.pk}/approve/")
    for name in ("Approve", "Return with comments"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"]
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label("side by side").check()
    expect(page.get_by_role("heading", name="Before", exact=True)).to_be_visible()
    page.get_by_label("Comments").fill("Say when to call.")
    page.get_by_role("button", name="Return with comments").click()
    page.get_by_text("The editor sees your comments on the draft.").wait_for()
    expect(page.get_by_text("Say when to call.")).to_be_visible()

    page.goto(f"{live_server.url}/admin/articles/edition/{draft.pk}/approve/")
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("You have approved these words.").wait_for()
    assert draft.approvals.get().by == clinician
