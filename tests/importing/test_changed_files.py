"""The same file twice changes nothing; a changed one waits for somebody to read it."""

from datetime import timedelta

import pytest

from articles.models import Article, Edition, Section
from articles.releasing import draft_next_edition
from tests.importing.running import SEED, bodies, markdown, outcomes, release, run, write
from tests.makers import NOON, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def numbers():
    return list(Edition.objects.order_by("article", "number").values_list("number", flat=True))


def live():
    return {edition.title: bodies(edition) for edition in Edition.objects.live_at(NOON)}


def test_the_same_file_twice_changes_nothing(tmp_path, asthma):
    write(tmp_path, "seed.txt", SEED)
    release(tmp_path)
    before = list(Edition.objects.values()), list(Section.objects.values()), list(Article.objects.values())

    report = release(tmp_path)

    assert outcomes(report) == {"unchanged": 2}
    assert before == (list(Edition.objects.values()), list(Section.objects.values()), list(Article.objects.values()))


def test_the_same_file_under_another_name_changes_nothing(tmp_path, asthma):
    release(asthma)

    report = release(asthma.rename(tmp_path / "new-name.md"))

    assert outcomes(report) == {"unchanged": 1}


def test_one_file_in_two_folders_is_one_article(tmp_path):
    for folder in ("old", "new"):
        write(tmp_path, f"{folder}/asthma.md", markdown(slug='""'))

    assert outcomes(run(tmp_path)) == {"draft": 1, "unchanged": 1}


def test_a_changed_file_becomes_a_new_draft_edition(tmp_path, asthma):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(body="You sleep.", release_date="2025-03-03"))

    report = run(asthma)

    assert outcomes(report) == {"draft": 1}
    assert numbers() == [1, 2]
    assert live() == {"Asthma": ["<p>You rest.</p>"]}


@pytest.mark.parametrize(
    ("facts", "outcome", "note"),
    [
        ({"release_date": "2025-06-01"}, "released", None),
        ({"release_date": "2025-03-03"}, "draft", "Kept as a draft. Choose a later moment: edition 1 is released on"),
        ({"release_date": "2025-01-01"}, "draft", "Kept as a draft. Choose a later moment: edition 1 is released on"),
        ({}, "draft", "The words have changed: they wait as draft edition 2."),
    ],
)
def test_a_changed_file_is_released_only_if_it_names_a_later_date(tmp_path, asthma, facts, outcome, note):
    release(asthma)
    write(tmp_path, "asthma.md", markdown(body="You sleep.", **facts))

    report = release(asthma)

    assert outcomes(report) == {outcome: 1}
    assert live() == {"Asthma": ["<p>You sleep.</p>" if outcome == "released" else "<p>You rest.</p>"]}
    assert [name for name, _note in report.notes] == (["asthma.md"] if note else [])
    assert all(told.startswith(note) for _name, told in report.notes)


def test_a_file_that_changes_again_replaces_the_draft_that_an_import_left(tmp_path, asthma):
    for words in ("You rest.", "You sleep.", "You drink."):
        write(tmp_path, "asthma.md", markdown(body=words))
        run(asthma)

    assert numbers() == [1]
    assert bodies(Edition.objects.get()) == ["<p>You drink.</p>"]


def test_a_file_that_changes_back_is_a_changed_file(tmp_path, asthma):
    for words in ("You rest.", "You sleep.", "You rest."):
        write(tmp_path, "asthma.md", markdown(body=words))
        run(asthma)

    assert bodies(Edition.objects.get()) == ["<p>You rest.</p>"]


def test_a_draft_that_was_deleted_can_be_imported_again(asthma):
    run(asthma)
    Edition.objects.get().delete()

    assert outcomes(run(asthma)) == {"draft": 1}


def other_words(draft):
    draft.sections.update(body="<p>An editor's words.</p>")


def another_section(draft):
    draft.sections.create(body="<p>More.</p>")


def another_title(draft):
    Edition.objects.filter(pk=draft.pk).update(title="Better")


def what_changed(draft):
    Edition.objects.filter(pk=draft.pk).update(change_note="We say more.")


def another_review_date(draft):
    Edition.objects.filter(pk=draft.pk).update(review_due="2029-01-01")


def another_anchor(draft):
    draft.sections.update(anchor="kept")


def another_source(draft):
    draft.sources.create(title="A study")


@pytest.mark.parametrize(
    "edit",
    [other_words, another_section, another_title, what_changed, another_review_date, another_anchor, another_source],
)
def test_a_draft_that_somebody_has_worked_on_is_never_overwritten(tmp_path, asthma, edit):
    """Promise 6: nothing an editor typed is lost."""
    run(asthma)
    edit(Edition.objects.get())
    before = list(Edition.objects.values()), list(Section.objects.values())
    write(tmp_path, "asthma.md", markdown(body="You sleep."))

    report = run(asthma)

    assert before == (list(Edition.objects.values()), list(Section.objects.values()))
    ((name, line, sentence),) = report.faults
    assert (name, line) == ("asthma.md", None)
    assert sentence.endswith("is a draft that somebody is working on. Release or delete it first.")


def test_a_draft_that_an_editor_began_is_never_overwritten(tmp_path, asthma):
    release(asthma)
    draft_next_edition(Article.objects.get(), by=make_user(), at=NOON)
    write(tmp_path, "asthma.md", markdown(body="You sleep."))

    report = run(asthma)

    assert "somebody is working on" in report.faults[0][2]
