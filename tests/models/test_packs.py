"""What a reader of a pack meets, worked out from the dates (promises 1 and 2)."""

from datetime import timedelta

import pytest

from articles.models import (
    InformationPack,
    PageInPack,
    ReleasedWordsNeverChange,
    fingerprint_of_pack,
    packs_to_look_at,
    pages_at,
)
from tests.makers import NOON, make_article, make_edition, make_pack, make_version, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def first():
    return make_edition(article=make_article(), title="First", release_at=NOON - 9 * DAY)


def newer(edition, **facts):
    return make_edition(article=edition.article, title="Second", **{"release_at": NOON, **facts})


def met(pack, moment=NOON):
    return [(page.state, page.given) for page in pages_at(pack.newest_version, moment)]


def test_a_page_that_is_followed_is_what_patients_read_at_that_second(first):
    pack, second = make_pack(first.article), newer(first)

    assert met(pack, NOON - SECOND) == [("current", first)]
    assert met(pack, NOON) == [("current", second)]
    assert not packs_to_look_at(NOON).exists()


def test_a_page_that_is_held_stays_and_says_that_a_newer_one_exists(first):
    pack, second = make_pack(first), newer(first)

    (before,) = pages_at(pack.newest_version, NOON - SECOND)
    (page,) = pages_at(pack.newest_version, NOON)

    assert (before.state, before.given) == ("current", first)
    assert (page.state, page.given, page.live) == ("newer", first, second)


def test_a_safety_change_since_the_held_edition_is_told_apart(first):
    pack = make_pack(first)
    newer(first, is_safety_change=True, release_at=NOON - DAY)
    make_edition(article=first.article, release_at=NOON)

    assert met(pack) == [("newer-for-safety", first)]


@pytest.mark.parametrize("kind", ["withdrawn", "recalled"])
@pytest.mark.parametrize("is_held", [True, False])
def test_of_what_was_taken_away_no_word_is_given_and_what_took_its_place_is_named(first, kind, is_held):
    other = make_edition(release_at=NOON - DAY)
    pack = make_pack(first if is_held else first.article)
    make_withdrawal(first, kind=kind, at=NOON, replacement=other.article)

    (page,) = pages_at(pack.newest_version, NOON)

    assert met(pack, NOON - SECOND) == [("current", first)]
    assert (page.state, page.given, page.live, page.instead) == (kind, None, None, other)


def test_a_held_edition_that_was_recalled_gives_no_word_although_a_newer_one_is_live(first):
    pack, second = make_pack(first), newer(first, release_at=NOON - DAY)
    make_withdrawal(first, kind="recalled", at=NOON)

    (page,) = pages_at(pack.newest_version, NOON)

    assert (page.state, page.given, page.live) == ("recalled", None, second)


def test_a_held_edition_is_not_given_once_the_newest_was_recalled(first):
    pack, second = make_pack(first), newer(first, release_at=NOON - DAY)
    make_withdrawal(second, kind="recalled", at=NOON)

    assert met(pack) == [("recalled", None)]


CASES = {
    "followed, replaced": (False, newer, False),
    "held, replaced": (True, newer, True),
    "followed, withdrawn": (False, lambda first: make_withdrawal(first, at=NOON), True),
    "held, recalled": (True, lambda first: make_withdrawal(first, at=NOON, kind="recalled"), True),
    "followed, an older edition withdrawn": (
        False,
        lambda first: make_withdrawal(first, at=newer(first).release_at),
        False,
    ),
    "held, withdrawn below a newer one": (True, lambda first: make_withdrawal(first, at=newer(first).release_at), True),
    "held, withdrawn and restored": (
        True,
        lambda first: make_withdrawal(first, lifted_at=NOON, lifted_by=first.released_by),
        False,
    ),
    "held, replaced tomorrow": (True, lambda first: newer(first, release_at=NOON + DAY), False),
}


@pytest.mark.parametrize(("is_held", "happens", "needs_a_look"), CASES.values(), ids=CASES)
def test_a_pack_that_does_not_give_the_newest_of_everything_needs_a_look(first, is_held, happens, needs_a_look):
    pack = make_pack(first if is_held else first.article)

    happens(first)

    assert packs_to_look_at(NOON).filter(pk=pack.pk).exists() == needs_a_look
    assert (met(pack) != [("current", pages_at(pack.newest_version, NOON)[0].live)]) == needs_a_look


def test_only_the_newest_version_of_a_pack_that_is_in_use_needs_a_look(first):
    mended, retired = make_pack(first.article), make_pack(first.article)
    make_version(mended, make_edition(release_at=NOON - DAY).article)
    InformationPack.objects.filter(pk=retired.pk).update(retired_at=NOON, retired_by=first.released_by)

    make_withdrawal(first, at=NOON)

    assert not packs_to_look_at(NOON).exists()


def test_a_version_never_changes(first):
    """Promise 2, for packs."""
    version = make_pack(first.article).newest_version
    page = version.pages.get()

    for change in (
        version.save,
        version.delete,
        page.save,
        page.delete,
        lambda: version.pages.update(place=2),
        PageInPack.objects.all().delete,
        lambda: type(version).objects.update(title="Other"),
    ):
        with pytest.raises(ReleasedWordsNeverChange, match="make a new one"):
            change()


def test_what_was_in_a_pack_on_a_day_can_be_asked(first):
    pack = make_pack(first.article)
    later = make_version(pack, first, made_at=NOON)

    assert pack.version_at(NOON - SECOND).number == 1
    assert pack.version_at(NOON) == later
    assert pack.version_at(NOON - 2 * DAY) is None


def test_the_fingerprint_of_a_pack_stands_for_its_words_and_their_order(first):
    other = make_edition(release_at=NOON - DAY)
    pack = make_pack(first.article, other.article)
    version = pack.newest_version

    same = fingerprint_of_pack(version, [first, other])

    assert fingerprint_of_pack(pack.newest_version, [first, other]) == same
    assert fingerprint_of_pack(version, [other, first]) != same
    assert fingerprint_of_pack(version, [first]) != same
    assert fingerprint_of_pack(make_version(pack, first.article, other.article, note="Drink."), [first, other]) != same


def test_what_is_in_a_pack_takes_the_same_number_of_questions_however_many_pages(first, django_assert_max_num_queries):
    pages = [make_edition(release_at=NOON - DAY).article for _ in range(12)]
    version = make_pack(*pages).newest_version

    with django_assert_max_num_queries(4):
        assert len(pages_at(version, NOON)) == 12
