"""Promise 4: a withdrawn page answers with what happened and where to go."""

from datetime import timedelta

import pytest

from articles.models import Edition, State, Withdrawal
from articles.releasing import Refused, lift, withdraw
from tests.makers import NOON, make_edition, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def take_away(edition, **options):
    told = {"kind": "withdrawn", "reason": "Newer advice exists.", "by": make_user(), "at": NOON, "now": NOON}
    return withdraw(edition, **{**told, **options})


def test_an_edition_is_taken_away_from_its_moment_on_with_a_reason_and_a_replacement():
    edition, editor = make_edition(release_at=NOON - DAY), make_user()
    instead = make_edition(release_at=NOON - DAY).article

    take_away(edition, by=editor, reason=" Newer advice exists. ", replacement=instead)

    stored = edition.withdrawal_at(NOON)
    assert (stored.reason, stored.replacement, stored.by) == ("Newer advice exists.", instead, editor)
    assert edition.state_at(NOON - SECOND) == State.LIVE
    assert edition.state_at(NOON) == State.WITHDRAWN


def test_an_older_edition_can_be_recalled():
    first = make_edition(release_at=NOON - 2 * DAY)
    second = make_edition(article=first.article, release_at=NOON - DAY)

    take_away(first, kind="recalled")

    assert first.state_at(NOON) == State.RECALLED
    assert list(Edition.objects.live_at(NOON)) == [second]


def test_it_can_be_said_today_that_an_edition_goes_tomorrow():
    edition = make_edition(release_at=NOON - DAY)

    take_away(edition, at=NOON + DAY)

    assert edition.state_at(NOON + DAY - SECOND) == State.LIVE
    assert edition.state_at(NOON + DAY) == State.WITHDRAWN


@pytest.mark.parametrize("facts", [{}, {"release_at": NOON + DAY}], ids=["draft", "scheduled"])
def test_what_patients_cannot_read_cannot_be_taken_away(facts):
    with pytest.raises(Refused, match="has not been released"):
        take_away(make_edition(**facts))


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_patients_are_told_the_reason(reason):
    with pytest.raises(Refused, match="Give the reason"):
        take_away(make_edition(release_at=NOON - DAY), reason=reason)


def test_an_article_does_not_replace_itself():
    edition = make_edition(release_at=NOON - DAY)

    with pytest.raises(Refused, match="cannot replace itself"):
        take_away(edition, replacement=edition.article)


def test_what_is_taken_away_is_not_taken_away_again():
    edition = make_edition(release_at=NOON - DAY)
    take_away(edition)

    with pytest.raises(Refused, match="already"):
        take_away(edition, at=NOON + DAY)
    assert Withdrawal.objects.count() == 1


def test_what_is_recalled_is_neither_recalled_nor_withdrawn_again():
    edition = make_edition(release_at=NOON - DAY)
    take_away(edition, kind="recalled")

    for kind in ("recalled", "withdrawn"):
        with pytest.raises(Refused, match="already"):
            take_away(edition, kind=kind, at=NOON + DAY)


def test_what_was_withdrawn_as_out_of_date_is_recalled_without_a_moment_in_between():
    """Promise 1: found unsafe, it goes at once, and patients do not read it again meanwhile."""
    edition = make_edition(release_at=NOON - DAY)
    take_away(edition)

    take_away(edition, kind="recalled", reason="The dose is wrong.", at=NOON + DAY)

    assert edition.state_at(NOON + DAY - SECOND) == State.WITHDRAWN
    assert edition.state_at(NOON + DAY) == State.RECALLED
    recalled, withdrawn = Withdrawal.objects.all()
    assert (withdrawn.lifted_at, withdrawn.lifted_reason) == (NOON + DAY, "Recalled instead: The dose is wrong.")
    assert recalled.lifted_at is None


@pytest.mark.parametrize("facts", [{}, {"release_at": NOON + DAY}], ids=["draft", "scheduled"])
def test_nobody_is_sent_to_a_page_that_was_never_released(facts):
    """Promise 4."""
    edition = make_edition(release_at=NOON - DAY)

    with pytest.raises(Refused, match="has never been released"):
        take_away(edition, replacement=make_edition(**facts).article)
    assert not Withdrawal.objects.exists()


def test_patients_may_read_it_again_and_that_it_was_away_stays_on_record():
    edition, clinician = make_edition(release_at=NOON - 9 * DAY), make_user()
    withdrawal = take_away(edition)

    lift(withdrawal, by=clinician, at=NOON + DAY, reason=" Checked again. ")

    assert edition.state_at(NOON) == State.WITHDRAWN
    assert edition.state_at(NOON + DAY) == State.LIVE
    stored = Withdrawal.objects.get()
    assert (stored.lifted_by, stored.lifted_reason) == (clinician, "Checked again.")


def test_after_it_was_lifted_an_edition_can_be_taken_away_again():
    edition = make_edition(release_at=NOON - 9 * DAY)
    lift(take_away(edition), by=make_user(), at=NOON + DAY, reason="Checked again.")

    take_away(edition, at=NOON + 2 * DAY, kind="recalled")

    assert edition.state_at(NOON + 2 * DAY) == State.RECALLED


def test_a_withdrawal_is_lifted_once():
    withdrawal = make_withdrawal(make_edition(release_at=NOON - 9 * DAY), at=NOON)
    lift(withdrawal, by=make_user(), at=NOON + DAY, reason="Checked again.")

    with pytest.raises(Refused, match="lifted already"):
        lift(withdrawal, by=make_user(), at=NOON + 2 * DAY, reason="Again.")


def test_lifting_needs_a_reason():
    withdrawal = make_withdrawal(make_edition(release_at=NOON - 9 * DAY), at=NOON)

    with pytest.raises(Refused, match="Say why"):
        lift(withdrawal, by=make_user(), at=NOON + DAY, reason=" ")


@pytest.mark.parametrize("at", [NOON, NOON - DAY])
def test_nothing_is_lifted_before_it_began(at):
    withdrawal = make_withdrawal(make_edition(release_at=NOON - 9 * DAY), at=NOON)

    with pytest.raises(Refused, match="after it was taken away"):
        lift(withdrawal, by=make_user(), at=at, reason="Checked again.")
