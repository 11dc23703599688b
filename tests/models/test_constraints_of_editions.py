"""What must never be false of an edition, its sections, sources and people is refused by the database itself."""

from datetime import date

import pytest

from articles.models import Contributor, Credit, Edition, Image, Kind, Section, Source
from tests.makers import NOON, make_edition, make_user
from tests.models.refusing import refuses

pytestmark = pytest.mark.django_db


def released_facts(**facts):
    return {
        "release_at": NOON,
        "released_by": make_user(),
        "release_recorded_at": NOON,
        "fingerprint": "f" * 64,
        "word_count": 3,
        **facts,
    }


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("edition_release_at_with_released_by", {"released_by": None}),
        ("edition_release_at_with_release_recorded_at", {"release_recorded_at": None}),
        ("released_edition_has_words", {"word_count": 0}),
        ("released_edition_has_words", {"title": ""}),
        ("released_edition_has_words", {"fingerprint": ""}),
    ],
)
def test_a_release_without_words_or_without_somebody_who_released_them_is_impossible(constraint, facts):
    draft = make_edition()

    with refuses(constraint):
        Edition.objects.filter(pk=draft.pk).update(**released_facts(**facts))


@pytest.mark.parametrize(
    ("constraint", "fact"),
    [
        ("edition_release_at_with_released_by", "released_by"),
        ("edition_release_at_with_release_recorded_at", "release_recorded_at"),
        ("released_edition_has_words", "fingerprint"),
    ],
)
def test_a_draft_holds_no_fact_of_a_release(constraint, fact):
    draft = make_edition()

    with refuses(constraint):
        Edition.objects.filter(pk=draft.pk).update(**{fact: released_facts()[fact]})


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("edition_numbers_begin_at_1", {"number": 0}),
        ("edition_review_due_after_review", {"reviewed_on": date(2026, 1, 1), "review_due": date(2026, 1, 1)}),
        ("edition_change_known", {"change": "huge"}),
    ],
)
def test_an_edition_with_impossible_facts_is_refused(constraint, facts):
    draft = make_edition()

    with refuses(constraint):
        Edition.objects.filter(pk=draft.pk).update(**facts)


def test_an_edition_is_no_translation_of_itself():
    draft = make_edition()

    with refuses("edition_is_no_translation_of_itself"):
        Edition.objects.filter(pk=draft.pk).update(translated_from=draft)


def test_an_article_has_one_draft_at_most():
    draft = make_edition()

    with refuses("one_draft_per_article|edition.article_id"):
        Edition.objects.bulk_create([Edition(article=draft.article, number=2)])


def test_a_number_is_given_once_in_an_article():
    first = make_edition(release_at=NOON)

    with refuses("edition_number_once_per_article|edition.article_id"):
        Edition.objects.bulk_create([Edition(article=first.article, number=1)])


def test_two_editions_of_an_article_are_never_released_at_the_same_moment():
    first = make_edition(release_at=NOON)
    draft = make_edition(article=first.article)

    with refuses("one_edition_per_article_and_moment|edition.article_id"):
        Edition.objects.filter(pk=draft.pk).update(**released_facts(release_at=first.release_at))


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("section_kind_known", {"kind": "marquee"}),
        ("section_alt_or_decorative", {"kind": Kind.IMAGE, "alt": "A nurse", "is_decorative": True}),
    ],
)
def test_a_section_with_impossible_facts_is_refused(constraint, facts):
    draft = make_edition()

    with refuses(constraint):
        draft.sections.update(**facts)


def test_only_an_image_section_has_an_image():
    draft, image = make_edition(), Image.objects.create(sha256="a" * 64, width=1, height=1)

    with refuses("only_an_image_section_has_an_image"):
        draft.sections.update(image=image)


def test_an_anchor_stands_once_in_an_edition():
    draft = make_edition()
    sections = [Section(edition=draft, anchor="rest"), Section(edition=draft, anchor="rest")]

    with refuses("section_anchor_once_per_edition|section.edition_id"):
        Section.objects.bulk_create(sections)


def test_many_sections_may_have_no_anchor():
    draft = make_edition()

    Section.objects.bulk_create([Section(edition=draft, body="a"), Section(edition=draft, body="b")])


def nurse():
    return Contributor.objects.get_or_create(name="Example nurse")[0]


def credit(draft, **facts):
    return Credit(edition=draft, contributor=nurse(), **{"part": "author", "name": "Example nurse", **facts})


@pytest.mark.parametrize(
    ("constraint", "rows"),
    [
        ("source_title_not_blank", lambda draft: [Source(edition=draft, title="")]),
        ("credit_part_known", lambda draft: [credit(draft, part="singer")]),
        ("credit_once_per_edition|credit.edition_id", lambda draft: [credit(draft), credit(draft)]),
    ],
)
def test_sources_and_credits_with_impossible_facts_are_refused(constraint, rows):
    rows = rows(make_edition())

    with refuses(constraint):
        type(rows[0]).objects.bulk_create(rows)
