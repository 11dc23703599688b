"""Putting a pack together, and what is refused."""

from datetime import timedelta

import pytest

from articles.models import InformationPack
from articles.releasing import Refused, pages_of, put_together, retire
from tests.makers import NOON, make_clinic, make_edition, make_pack, make_user, make_withdrawal

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def pack():
    return InformationPack.objects.create(clinic=make_clinic())


@pytest.fixture
def live():
    return make_edition(release_at=NOON - DAY)


def put(pack, *pages, title="Before your test", note="", at=NOON):
    return put_together(pack, title=title, note=note, pages=list(pages), by=make_user(), at=at)


def test_each_change_is_a_version_and_saving_the_same_again_is_none(pack, live):
    other = make_edition(release_at=NOON - DAY)

    first = put(pack, (live.article, None), (other.article, other))
    again = put(pack, (live.article, None), (other.article, other))
    turned = put(pack, (other.article, other), (live.article, None))
    told = put(pack, (other.article, other), (live.article, None), note="Bring your glasses.")

    assert (first.number, again, turned.number, told.number) == (1, first, 2, 3)
    assert pages_of(first) == [(live.article, None), (other.article, other)]


REFUSED = {
    "no title": (lambda live: put_kwargs(live, title=" "), "Give the pack a title"),
    "a control character": (lambda live: put_kwargs(live, note="Read\x01"), "control character"),
    "a title without end": (lambda live: put_kwargs(live, title="x" * 121), "at most 120 characters"),
    "no page": (lambda live: {"pages": []}, "at least one page"),
    "twice": (lambda live: {"pages": [(live.article, None), (live.article, live)]}, "in the pack twice"),
    "a draft": (lambda live: {"pages": [(make_edition().article, None)]}, "cannot read"),
    "another's edition": (lambda live: {"pages": [(live.article, make_edition(release_at=NOON))]}, "of another page"),
    "a scheduled edition": (
        lambda live: {"pages": [(live.article, make_edition(article=live.article, release_at=NOON + DAY))]},
        "Patients cannot read",
    ),
}


def put_kwargs(live, **facts):
    return {"pages": [(live.article, None)], **facts}


@pytest.mark.parametrize(("facts", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_would_help_nobody_is_refused_and_nothing_is_kept(pack, live, facts, sentence):
    told = {"title": "Before", "note": "", **facts(live)}

    with pytest.raises(Refused, match=sentence):
        put_together(pack, **told, by=make_user(), at=NOON)

    assert not pack.versions.exists()


def test_more_pages_than_a_patient_reads_are_refused(pack):
    pages = [(make_edition(release_at=NOON - DAY).article, None) for _ in range(31)]

    with pytest.raises(Refused, match="30 pages at most"):
        put(pack, *pages)


def test_a_page_that_was_taken_away_since_may_stay_but_does_not_come_in(live):
    pack = make_pack(live.article)
    make_withdrawal(live, at=NOON)

    assert put(pack, (live.article, None), note="Other words").number == 2
    with pytest.raises(Refused, match="cannot read"):
        put(InformationPack.objects.create(clinic=pack.clinic), (live.article, None))


def test_a_retired_pack_keeps_its_code_and_changes_no_more(live):
    pack = make_pack(live.article)

    retire(pack, by=make_user(), at=NOON)

    pack.refresh_from_db()
    assert pack.is_retired_at(NOON)
    assert not pack.is_retired_at(NOON - DAY)
    with pytest.raises(Refused, match="has been retired"):
        put(pack, (live.article, None), title="Other")
    with pytest.raises(Refused, match="already"):
        retire(pack, by=make_user(), at=NOON)
