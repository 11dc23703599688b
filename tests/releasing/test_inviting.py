from datetime import timedelta

import pytest

from articles.models import ExpertLink
from articles.releasing import Refused, invite_expert, revoke
from tests.makers import NOON, make_edition, make_released, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def invite(edition, **facts):
    given = {"by": make_user(), "at": NOON, "for_whom": "Dr Example", "expires_at": NOON + 14 * DAY}
    return invite_expert(edition, **given | facts)


def opens(token, moment):
    return ExpertLink.objects.of_token(token).open_at(moment).exists()


def test_a_link_opens_until_it_ends_and_its_token_is_kept_nowhere():
    link, token = invite(make_edition())

    assert len(token) >= 32
    assert opens(token, NOON + 14 * DAY - timedelta(seconds=1))
    assert not opens(token, NOON + 14 * DAY)
    assert token not in str(ExpertLink.objects.values().get(pk=link.pk))


def test_no_two_links_are_alike():
    edition = make_edition()

    assert invite(edition)[1] != invite(edition)[1]


def test_a_link_that_was_taken_back_opens_nothing_and_who_did_it_first_is_on_record():
    link, token = invite(make_edition())
    editor = make_user()

    revoke(link, by=editor, at=NOON + DAY)
    revoke(link, by=make_user(), at=NOON + 2 * DAY)

    link.refresh_from_db()
    assert (link.revoked_by, link.revoked_at) == (editor, NOON + DAY)
    assert not opens(token, NOON + DAY)


def test_a_link_ends_at_the_moment_of_the_release_with_nobody_doing_anything():
    edition = make_edition()
    _link, token = invite(edition)

    make_released(edition, at=NOON + DAY)

    assert opens(token, NOON + DAY - timedelta(seconds=1))
    assert not opens(token, NOON + DAY)


def test_nobody_is_asked_about_what_is_released_or_without_a_name_or_until_a_day_that_has_passed():
    with pytest.raises(Refused, match="has been released already"):
        invite(make_edition(release_at=NOON))
    with pytest.raises(Refused, match="for whom"):
        invite(make_edition(), for_whom=" ")
    with pytest.raises(Refused, match="a day to come"):
        invite(make_edition(), expires_at=NOON)
