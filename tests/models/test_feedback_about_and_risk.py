"""What the database refuses of feedback, pages about the portal and risks (promise 12: both databases)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from articles.models import AboutPage, Feedback, Section
from articles.models.fingerprint import words_of
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db


def make_feedback(**facts):
    if "edition" not in facts:
        facts["edition"] = make_edition(release_at=NOON)
    return Feedback.objects.create(**{"is_helpful": True, "at": NOON, "form": "a form", **facts})


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("feedback_answered_at_with_answered_by", {"answered_at": NOON}),
        ("feedback_form_not_blank", {"form": ""}),
        ("feedback_about_an_edition_or_a_search", {"edition": None}),
        ("feedback_about_an_edition_or_a_search", {"search_language": "en"}),
    ],
)
def test_feedback_that_contradicts_itself_is_refused(constraint, facts):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_feedback(**facts)


def test_a_form_counts_once():
    make_feedback()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_feedback()


def test_feedback_outlives_a_year_for_nobody():
    make_feedback()

    assert Feedback.objects.kept_at(NOON + timedelta(days=364)).exists()
    assert not Feedback.objects.kept_at(NOON + timedelta(days=365)).exists()
    Feedback.objects.forget_at(NOON + timedelta(days=365))
    assert not Feedback.objects.exists()


def test_feedback_is_called_by_its_words_or_else_by_what_it_says():
    assert str(make_feedback(words="Too long.")) == "Too long."
    assert str(Feedback(is_helpful=False)) == "Not helpful"


def test_whoever_answered_stays_on_record():
    feedback = make_feedback(answered_at=NOON, answered_by=make_user())

    with pytest.raises(IntegrityError):
        feedback.answered_by.delete()


def test_a_page_about_the_portal_stands_once_in_a_language():
    """The constraint about_page_once_per_language, which SQLite tells by its columns."""
    AboutPage.objects.get_or_create(language="en", slug="privacy")

    with pytest.raises(IntegrityError), transaction.atomic():
        AboutPage.objects.create(language="en", slug="privacy")
    with pytest.raises(IntegrityError, match="aboutpage_slug_known"), transaction.atomic():
        AboutPage.objects.create(language="en", slug="weather")


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("only_a_risk_section_has_numbers", {"kind": "text", "risk_count": 1, "risk_of": 7}),
        ("section_risk_count_with_risk_of", {"risk_count": 1}),
        ("section_risk_count_with_risk_of", {"risk_of": 7}),
        ("section_risk_counts_within", {"risk_count": 8, "risk_of": 7}),
        ("section_risk_counts_within", {"risk_count": 0, "risk_of": 0}),
        ("section_risk_counts_within", {"risk_count": 1, "risk_of": 1001}),
    ],
)
def test_numbers_of_a_risk_that_make_no_sense_are_refused(constraint, facts):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Section.objects.create(edition=make_edition(), **{"kind": "risk", **facts})


def test_only_a_risk_adds_to_what_a_fingerprint_is_made_of():
    """Promise 2: what was released before there were risks keeps its fingerprint."""
    risk = {"kind": "risk", "body": "<p>women.</p>", "risk_count": 1, "risk_of": 7}

    plain, told = words_of(make_edition(sections=[{"body": "<p>Rest.</p>"}, risk]))["sections"]

    assert sorted(plain) == ["alt", "body", "heading", "image", "kind"]
    assert told["risk"] == [1, 7]
