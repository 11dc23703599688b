"""The approver's page: what changed against what patients read now, what it rests on, and two buttons."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.makers import NOON, make_article, make_edition, make_image, make_user
from tests.reading.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver(client):
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["approve_edition", "view_edition"]))
    client.force_login(user)
    return client


def page_for(client, edition):
    return read(client, reverse("admin:articles_edition_approve", args=[edition.pk]))


def part(page, heading):
    return next(
        part for part in page.select(".approve__part") if part.h2 and heading in part.h2.get_text(" ", strip=True)
    )


def make_second(*, article=None, **facts):
    first = make_edition(
        article=article,
        sections=[
            {"heading": "Rest", "body": "<p>Sleep for two days.</p>", "anchor": "rest"},
            {"heading": "Food", "body": "<p>Eat as usual.</p>", "anchor": "food"},
            {"heading": "Pain", "body": "<p>Take one tablet.</p>", "anchor": "pain"},
        ],
        sources=[{"title": "An old guideline"}, {"title": "A study"}],
        release_at=NOON - timedelta(days=9),
    )
    changed = {
        "sections": [
            {"heading": "Food", "body": "<p>Eat as usual.</p>", "anchor": "food"},
            {"heading": "Rest", "body": "<p>Sleep for three days.</p>", "anchor": "rest"},
            {"heading": "Driving", "body": "<p>Do not drive.</p>", "anchor": "driving"},
        ],
        "sources": [{"title": "A study"}, {"title": "A new guideline", "accessed_on": date(2026, 2, 1)}],
        "change_note": "We say more about driving.",
        "is_safety_change": True,
        "review_due": date(2029, 1, 5),
    }
    return make_edition(article=first.article, **{**changed, **facts})


def test_it_tells_what_changed_against_what_patients_read_in_one_text_and_side_by_side(approver):
    page = page_for(approver, make_second())

    assert "Edition 2 against edition 1 (Live)." in page.get_text(" ", strip=True).replace("\n    ", " ")
    rest = part(page, "Rest")
    assert [mark.get_text(" ", strip=True) for mark in rest.select_one(".compared__one").select("ins, del")] == [
        *("removed: two", "added: three end of what was added")
    ]
    before, now = rest.select(".compared__side")
    assert before.find("del").get_text() == "removed: two"
    assert "three" not in before.get_text()
    assert "three" in now.get_text()
    assert "two" not in now.get_text()
    assert part(page, "New part:").h2.get_text(" ", strip=True) == "New part: Driving"
    assert part(page, "Part removed:").h2.get_text(" ", strip=True) == "Part removed: Pain"
    assert "We say more about driving." in page.get_text()
    assert "Safety change:" in page.get_text()


def test_a_part_that_only_moved_is_told_as_moved(approver):
    page = page_for(approver, make_second())

    moved = [part.h2.get_text(" ", strip=True) for part in page.select(".approve__part") if part.h2]
    assert any("moved" in told.lower() for told in moved)


def test_it_names_the_sources_and_what_became_of_them_and_the_dates(approver):
    page = page_for(approver, make_second())

    sources = part(page, "Sources").get_text(" ", strip=True)
    assert "New: A new guideline. Looked up on 1 February 2026" in sources
    assert "removed: An old guideline" in sources
    dates = part(page, "Dates").get_text(" ", strip=True)
    assert "Review due before: 5 January 2028 now: 5 January 2029" in dates


def test_it_says_what_still_stands_in_the_way(approver):
    page = page_for(approver, make_second(change_note="", review_due=None))

    told = part(page, "Before patients can read it").get_text()
    assert "Set the day by which a clinician must look again." in told
    assert "Say in plain words what changed since the edition before." in told


def test_a_first_edition_is_new_as_a_whole_with_its_pictures(approver):
    picture = {"kind": "image", "heading": "Lungs", "image": make_image(), "alt": "Two lungs"}
    page = page_for(approver, make_edition(sections=[{"heading": "Rest", "body": "<p>Sleep.</p>"}, picture]))

    assert "all of it is new" in page.get_text()
    assert "Sleep." in part(page, "Rest").get_text()
    assert part(page, "Lungs").img["alt"] == "Two lungs"


def test_what_was_said_before_is_told_and_whether_anything_changed_since(approver):
    edition = make_second()
    told = {"by": make_user("nurse"), "at": NOON, "comments": "Say when to call."}
    edition.returns.create(seal="s" * 64, **told)
    edition.returns.create(seal=edition.current_seal(), **told)

    notes = [note.get_text(" ", strip=True) for note in page_for(approver, edition).select("[role=note]")]

    assert all("Returned by nurse" in note and "Say when to call." in note for note in notes)
    assert ["nothing has changed since" in note for note in notes] == [True, False]


def test_whoever_wrote_last_is_offered_to_return_it_and_not_to_approve(admin_client, admin_user):
    page = page_for(admin_client, make_second(words_changed_by=admin_user))

    assert [button.get_text() for button in page.select(".answer__buttons button")] == [
        "Return with comments",
        "Only comment",
    ]
    assert "You were the last to change these words." in page.get_text()


def test_a_hostile_word_is_shown_as_a_word(approver):
    """Promise 11."""
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    facts = {"title": hostile, "summary": hostile, "change_note": hostile, "sources": [{"title": hostile}]}
    edition = make_second(sections=[{"heading": hostile, "body": f"<p>{hostile}</p>"}], **facts)

    page = page_for(approver, edition)

    assert not page.select("script:not([src]), img[src=x]")


def test_a_page_of_another_language_is_compared_too(approver):
    page = page_for(approver, make_second(article=make_article(slug="asma", language="es")))

    assert part(page, "Rest")
