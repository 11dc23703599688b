from datetime import date, timedelta

import pytest

from articles.models import Edition, Review
from articles.releasing import Refused, record_review
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db


def look_again(edition, **options):
    told = {
        "reviewed_on": date(2026, 3, 1),
        "review_due": date(2027, 3, 1),
        "reviewer": "Dr Example, breast surgeon",
        "by": make_user(),
        "now": NOON,
    }
    return record_review(edition, **{**told, **options})


def test_a_look_that_changes_no_word_moves_the_dates_and_makes_no_edition():
    edition = make_edition(release_at=NOON - timedelta(days=400))

    look_again(edition)

    stored = Edition.objects.get()
    assert (stored.last_reviewed_on, stored.next_review_due) == (date(2026, 3, 1), date(2027, 3, 1))
    assert stored.last_review.reviewer == "Dr Example, breast surgeon"


def test_a_draft_has_its_review_date_among_its_own_facts():
    with pytest.raises(Refused, match="is a draft"):
        look_again(make_edition())


@pytest.mark.parametrize("due", [date(2026, 3, 1), date(2026, 2, 1)])
def test_the_next_look_comes_after_this_one(due):
    with pytest.raises(Refused, match="after this one"):
        look_again(make_edition(release_at=NOON), review_due=due)


def test_nobody_has_looked_tomorrow():
    edition = make_edition(release_at=NOON)

    with pytest.raises(Refused, match="future"):
        look_again(edition, reviewed_on=date(2026, 3, 3))
    look_again(edition, reviewed_on=NOON.date())
    assert Review.objects.count() == 1
