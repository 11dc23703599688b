"""Promise 2: released words never change. Whatever way Django offers to write a row, it is refused."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.models import F

from articles.models import Contributor, Credit, Edition, Part, ReleasedWordsNeverChange, Section, Source
from tests.makers import NOON, make_article, make_edition, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(params=[NOON - DAY, NOON + DAY], ids=["released", "scheduled"])
def edition(request):
    """Words that patients read, or will read tomorrow."""
    return make_edition(
        title="Asthma",
        sections=[{"heading": "What happens", "body": "<p>You rest.</p>"}],
        sources=[{"title": "A study"}],
        people=[("author", "Example nurse")],
        release_at=request.param,
    )


@pytest.fixture
def draft():
    return make_edition(sources=[{"title": "A study"}], people=[("author", "Example nurse")])


def words():
    """Everything that is stored about all editions and what belongs to them."""
    return [list(model.objects.order_by("pk").values()) for model in (Edition, Section, Source, Credit)]


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


WAYS_TO_CHANGE_AN_EDITION = {
    "save": lambda edition: change(edition, title="X").save(),
    "save one field": lambda edition: change(edition, title="X").save(update_fields=["title"]),
    "save a fact of the release with words": lambda edition: change(edition, title="X", release_at=None).save(
        update_fields=["title", "release_at"]
    ),
    "save as a draft": lambda edition: change(edition, release_at=None, released_by=None, fingerprint="").save(),
    "save a copy with its key": lambda edition: Edition(
        pk=edition.pk, article=edition.article, number=1, title="X"
    ).save(),
    "move to another moment": lambda edition: change(edition, release_at=NOON + 2 * DAY).save(
        update_fields=["release_at"]
    ),
    "another fingerprint": lambda edition: change(edition, fingerprint="0" * 64).save(update_fields=["fingerprint"]),
    "update": lambda edition: Edition.objects.filter(pk=edition.pk).update(title="X"),
    "update all": lambda edition: Edition.objects.update(title=F("summary")),
    "update to a draft": lambda edition: Edition.objects.filter(pk=edition.pk).update(release_at=None),
    "update of the editions of its article": lambda edition: edition.article.editions.update(title="X"),
    "bulk update": lambda edition: Edition.objects.bulk_update([change(edition, title="X")], ["title"]),
    "bulk create over it": lambda edition: Edition.objects.bulk_create(
        [change(edition, title="X")], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
    ),
    "update or create": lambda edition: Edition.objects.update_or_create(pk=edition.pk, defaults={"title": "X"}),
    "add to another article": lambda edition: make_article().editions.add(edition, bulk=True),
    "set as those of another article": lambda edition: make_article().editions.set([edition]),
    "delete": lambda edition: edition.delete(),
    "delete in a queryset": lambda edition: Edition.objects.filter(pk=edition.pk).delete(),
    "delete those of its article": lambda edition: edition.article.editions.all().delete(),
}


@pytest.mark.parametrize("way", WAYS_TO_CHANGE_AN_EDITION.values(), ids=WAYS_TO_CHANGE_AN_EDITION.keys())
def test_no_way_changes_or_deletes_an_edition_that_is_not_a_draft(edition, way):
    before = words()

    with pytest.raises(ReleasedWordsNeverChange), transaction.atomic():
        way(Edition.objects.get(pk=edition.pk))

    assert words() == before


def section(edition):
    return Section.objects.get(edition=edition)


def new_section(edition):
    return Section(edition=edition, heading="New", body="<p>New.</p>")


WAYS_TO_CHANGE_A_PART = {
    "save": lambda edition, draft: change(section(edition), body="X").save(),
    "save one field": lambda edition, draft: change(section(edition), body="X").save(update_fields=["body"]),
    "update": lambda edition, draft: Section.objects.filter(edition=edition).update(body="X"),
    "update all": lambda edition, draft: Section.objects.update(body="X"),
    "update of its own": lambda edition, draft: edition.sections.update(body="X"),
    "update a source": lambda edition, draft: Source.objects.filter(edition=edition).update(title="X"),
    "update a credit": lambda edition, draft: Credit.objects.filter(edition=edition).update(name="X"),
    "bulk update": lambda edition, draft: Section.objects.bulk_update([change(section(edition), body="X")], ["body"]),
    "update or create": lambda edition, draft: Section.objects.update_or_create(
        edition=edition, defaults={"body": "X"}
    ),
    "bulk create over it": lambda edition, draft: Section.objects.bulk_create(
        [change(section(edition), body="X", edition=draft)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["body"],
    ),
    "delete": lambda edition, draft: section(edition).delete(),
    "delete in a queryset": lambda edition, draft: Section.objects.filter(edition=edition).delete(),
    "delete its own": lambda edition, draft: edition.sections.all().delete(),
    "delete a source": lambda edition, draft: edition.sources.get().delete(),
    "delete a credit": lambda edition, draft: edition.credits.all().delete(),
    "create": lambda edition, draft: Section.objects.create(edition=edition, body="X"),
    "create its own": lambda edition, draft: edition.sections.create(body="X"),
    "get or create": lambda edition, draft: edition.sections.get_or_create(heading="Another"),
    "bulk create": lambda edition, draft: Section.objects.bulk_create([new_section(draft), new_section(edition)]),
    "bulk create with what memory says": lambda edition, draft: Section.objects.bulk_create(
        [new_section(change(edition, release_at=None))]
    ),
    "bulk create sources": lambda edition, draft: Source.objects.bulk_create([Source(edition=edition, title="X")]),
    "move in by saving": lambda edition, draft: change(section(draft), edition=edition).save(),
    "move out by saving": lambda edition, draft: change(section(edition), edition=draft).save(),
    "move in by update": lambda edition, draft: Section.objects.filter(edition=draft).update(edition=edition),
    "move in by the number of the edition": lambda edition, draft: draft.sources.update(edition_id=edition.pk),
    "move out by update": lambda edition, draft: Section.objects.filter(edition=edition).update(edition=draft),
    "move in by bulk update": lambda edition, draft: Section.objects.bulk_update(
        [change(section(draft), edition=edition)], ["edition"]
    ),
    "add": lambda edition, draft: edition.sections.add(section(draft)),
    "add one by one": lambda edition, draft: edition.sections.add(section(draft), bulk=False),
    "set": lambda edition, draft: edition.sources.set(draft.sources.all()),
    "take out with a draft's add": lambda edition, draft: draft.sections.add(section(edition)),
    "name another contributor": lambda edition, draft: change(
        edition.credits.get(), contributor=Contributor.objects.create(name="Somebody else")
    ).save(),
}


@pytest.mark.parametrize("way", WAYS_TO_CHANGE_A_PART.values(), ids=WAYS_TO_CHANGE_A_PART.keys())
def test_no_way_changes_what_belongs_to_an_edition_that_is_not_a_draft(edition, draft, way):
    before = words()

    with pytest.raises(ReleasedWordsNeverChange), transaction.atomic():
        way(Edition.objects.get(pk=edition.pk), draft)

    assert words() == before


def test_an_edition_in_memory_that_still_looks_like_a_draft_is_locked_all_the_same(edition):
    stale = change(Edition.objects.get(pk=edition.pk), release_at=None, title="X")

    with pytest.raises(ReleasedWordsNeverChange):
        stale.save()
    with pytest.raises(ReleasedWordsNeverChange):
        Section.objects.create(edition=stale, body="X")


def test_a_contributor_with_a_new_name_keeps_the_old_one_on_released_words(edition):
    contributor = Contributor.objects.get()

    change(contributor, name="Example nurse (married)").save()

    assert edition.credits.get().name == "Example nurse"


def test_no_manager_deletes_everything():
    for model in (Edition, Section, Source, Credit):
        assert not hasattr(model.objects, "delete")


def test_a_draft_may_change_in_every_usual_way(draft):
    section(draft).delete()
    draft.sections.create(heading="Rest", body="<p>Rest.</p>")
    draft.sections.update(body="<p>Sleep.</p>")
    Section.objects.bulk_create([new_section(draft)])
    draft.sources.all().delete()
    draft.credits.create(contributor=Contributor.objects.create(name="Dr Example"), part=Part.REVIEWER)
    change(draft, title="Better words").save()
    Edition.objects.filter(pk=draft.pk).update(summary="Shorter.")

    stored = Edition.objects.get(pk=draft.pk)
    assert (stored.title, stored.summary) == ("Better words", "Shorter.")
    assert [part.body for part in stored.sections.all()] == ["<p>Sleep.</p>", "<p>New.</p>"]


def test_a_draft_may_be_deleted_with_its_parts(draft):
    draft.delete()

    assert words() == [[], [], [], []]


FACTS = ["release_at", "released_by", "release_recorded_at", "fingerprint", "word_count", "urgent_reason"]


def without_release(edition):
    return change(edition, release_at=None, released_by=None, release_recorded_at=None, fingerprint="", word_count=0)


def test_a_scheduled_edition_may_lose_its_release_before_its_moment():
    scheduled = make_edition(release_at=NOON + timedelta(seconds=1))

    without_release(scheduled).save(update_fields=FACTS)

    assert Edition.objects.get().is_draft


def test_a_released_edition_may_not_lose_its_release_from_its_moment_on():
    released = make_edition(release_at=NOON, released_by=make_user())

    with pytest.raises(ReleasedWordsNeverChange):
        without_release(released).save(update_fields=FACTS)
