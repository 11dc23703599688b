"""Many files: drafts, releases, and as many questions for thirty as for three."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Edition, GlossaryTerm, Topic
from tests.importing.running import SEED, bodies, markdown, outcomes, release, run, write
from tests.makers import NOON, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def live():
    return {edition.title: bodies(edition) for edition in Edition.objects.live_at(NOON)}


def test_without_a_wish_to_release_a_file_becomes_a_draft(asthma):
    report = run(asthma, by=make_user(username="nurse"))

    edition = Edition.objects.get()
    assert outcomes(report) == {"draft": 1}
    assert edition.is_draft
    assert edition.words_changed_by.username == "nurse"
    assert edition.words_changed_at == NOON


def test_with_it_a_file_is_released_as_of_its_date_by_the_named_user(asthma):
    nurse = make_user()

    report = release(asthma, by=nurse)

    edition = Edition.objects.get()
    assert outcomes(report) == {"released": 1}
    assert edition.release_at == datetime(2025, 3, 3, tzinfo=UTC)
    assert edition.released_by == nurse
    assert [(each.note, each.was_outside) for each in edition.approvals.all()] == [("imported, approved outside", True)]


def test_a_file_without_a_date_is_released_as_of_now(tmp_path):
    release(write(tmp_path, "a.md", markdown()))

    assert Edition.objects.get().release_at == NOON


def test_a_file_with_a_date_to_come_is_scheduled(tmp_path):
    report = release(write(tmp_path, "a.md", markdown(release_date="2026-12-25")))

    assert outcomes(report) == {"scheduled": 1}
    assert live() == {}


def test_a_file_that_says_so_stays_a_draft(tmp_path):
    report = release(write(tmp_path, "a.md", markdown(draft="true", release_date="2025-03-03")))

    assert outcomes(report) == {"draft": 1}
    assert live() == {}


FACTS = {
    "topics": "[lungs, children]",
    "also_known_as": "[wheeze, tight chest]",
    "codes": "[ICD-10-CM J45, SNOMED CT 195967001]",
    "sources": "[A study, A book]",
    "contributors": "[{name: Example nurse, role: Nurse}, {name: Dr Example, part: reviewer}]",
}


def test_three_new_files_and_thirty_take_as_many_questions(tmp_path):
    def questions(count, **wishes):
        for number in range(count):
            write(
                tmp_path / f"{count}",
                f"{number}.md",
                markdown(slug=f"a{count}-{number}", body=f"## A\n\n{number}", **FACTS),
            )
        with CaptureQueriesContext(connection) as captured:
            report = run(tmp_path / f"{count}", **wishes)
        assert report.faults == []
        return len(captured)

    nurse = make_user()
    questions(2)  # topics, codes and people are there from now on

    assert questions(3) == questions(30)
    assert questions(4, is_release=True, by=nurse) == questions(31, is_release=True, by=nurse)


def test_thirty_unchanged_files_take_as_many_questions_as_one(tmp_path):
    for number in range(30):
        write(tmp_path, f"{number}.md", markdown(slug=f"a-{number}"))
    run(tmp_path)

    def questions(path):
        with CaptureQueriesContext(connection) as captured:
            assert set(outcomes(run(path))) == {"unchanged"}
        return len(captured)

    assert questions(tmp_path) == questions(tmp_path / "7.md")


def test_articles_are_put_where_they_say_and_where_whoever_imports_says(tmp_path):
    write(tmp_path, "a.md", markdown(topics="[lungs]"))
    write(tmp_path, "b.txt", SEED)

    run(tmp_path, topic="breathing", language="es")

    assert {tuple(article.topics.values_list("slug", flat=True)) for article in Article.objects.all()} == {
        ("breathing", "lungs"),
        ("breathing",),
    }
    assert set(Article.objects.values_list("language", flat=True)) == {"es"}
    assert set(Topic.objects.values_list("language", "name")) == {("es", "Lungs"), ("es", "Breathing")}


def test_what_a_file_says_of_its_language_counts_more(tmp_path):
    run(write(tmp_path, "a.md", markdown(language="ar")), language="es")

    assert Article.objects.get().language == "ar"


TOPIC = "---\ntype: topic\nname: Lungs and breathing\nslug: lungs\n---\nHow we breathe."
TERM = "---\ntype: glossary-term\nterm: Biopsy\nalso_known_as: [tissue sample]\n---\nA small piece."


def test_topics_and_terms_go_on_their_shelves(tmp_path):
    write(tmp_path, "a.md", markdown(topics="[lungs]"))
    write(tmp_path, "b.md", TOPIC)
    write(tmp_path, "c.md", TERM)

    report = run(tmp_path)

    assert outcomes(report) == {"draft": 1, "topic or term": 2}
    assert Topic.objects.values_list("name", "description").get() == ("Lungs and breathing", "How we breathe.")
    term = GlossaryTerm.objects.get()
    assert (term.term, term.meaning, term.other_names) == ("Biopsy", "A small piece.", "tissue sample")


def test_a_shelf_that_an_editor_wrote_stays_as_it_is(tmp_path):
    write(tmp_path, "b.md", TOPIC)
    write(tmp_path, "c.md", TERM)
    run(tmp_path)
    Topic.objects.update(description="An editor's words.")
    write(tmp_path, "c.md", TERM.replace("Biopsy", "biopsy").replace("A small", "A tiny"))

    report = run(tmp_path)

    assert report.faults == []
    assert report.notes == [
        ("b.md", "“Lungs and breathing” is there already and was left as it is."),
        ("c.md", "“biopsy” is there already and was left as it is."),
    ]
    assert Topic.objects.get().description == "An editor's words."
    assert GlossaryTerm.objects.get().meaning == "A small piece."
