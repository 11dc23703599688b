"""Whatever an editor or an import does, the index that is kept is the one that would be made anew."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from articles.models import ClinicalCode, Edition, SearchBeginning, SearchDocument, SearchWord, Topic
from articles.releasing import approve, draft_next_edition, lift, release, unschedule, withdraw
from articles.searching import find, index, suggest
from tests.importing import running
from tests.makers import NOON, make_article, make_edition, make_topic, make_user
from tests.searching.pages import make_page, titles

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NO_NAMES = {"other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0}


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def make_anew():
    call_command("rebuild_search", stdout=io.StringIO())


def index_as_it_stands():
    words = SearchWord.objects.order_by("language", "stem").values_list("language", "stem", "pages", "titles")
    beginnings = SearchBeginning.objects.values_list("edition", "language", "beginning", "words", "rank")
    return list(SearchDocument.objects.order_by("edition").values()), list(words), sorted(beginnings)


def is_as_if_made_anew():
    kept = index_as_it_stands()
    for model in (SearchDocument, SearchBeginning, SearchWord):
        model.objects.all().delete()
    make_anew()
    return index_as_it_stands() == kept


def released(edition, *, at=NOON):
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal())
    return release(Edition.objects.get(pk=edition.pk), by=make_user(), at=at, now=NOON)


def a_release():
    released(make_edition(title="Asthma", change_note="New."))
    assert titles("asthma") == ["Asthma"]


def a_scheduled_edition_and_its_unscheduling():
    first = released(make_edition(title="Asthma"))
    draft = draft_next_edition(first.article, by=make_user(), at=NOON)
    Edition.objects.filter(pk=draft.pk).update(title="Wheezing", change_note="A clearer name.")
    later = released(Edition.objects.get(pk=draft.pk), at=NOON + HOUR)
    assert (titles("wheezing"), titles("wheezing", moment=NOON + HOUR)) == ([], ["Wheezing"])
    unschedule(later, by=make_user(), now=NOON)
    assert (titles("asthma", moment=NOON + HOUR), titles("wheezing", moment=NOON + HOUR)) == (["Asthma"], [])


def a_withdrawal_and_its_lifting():
    edition = released(make_edition(title="Asthma"))
    facts = {"reason": "Newer advice.", "by": make_user(), "at": NOON + HOUR}
    withdrawal = withdraw(edition, kind="recalled", now=NOON, **facts)
    assert (titles("asthma", moment=NOON), titles("asthma", moment=NOON + HOUR)) == (["Asthma"], [])
    lift(withdrawal, by=make_user(), at=NOON + 2 * HOUR, reason="Checked.")
    assert titles("asthma", moment=NOON + 2 * HOUR) == ["Asthma"]


def an_import(folder):
    names = {
        "also_known_as": "[Wheeze]",
        "topics": "[lungs]",
        "codes": "[{system: ICD-10, code: J45, name: Reversible}]",
    }
    for number in range(3):
        running.write(folder, f"{number}.md", running.markdown(f"Asthma {number}", f"asthma-{number}", **names))
    running.release(folder)
    assert len(titles("wheeze")) == len(titles("lungs")) == len(titles("reversible")) == 3


def an_import_of_other_names_for_a_released_page(folder):
    running.release(running.write(folder, "a.md", running.markdown(also_known_as="[Wheeze]")))
    running.release(running.write(folder, "b.md", running.markdown(also_known_as="[Panting]")))
    assert (titles("wheeze"), titles("panting")) == ([], ["Asthma"])


def an_import_that_names_a_topic(folder):
    running.release(running.write(folder, "a.md", running.markdown(topics="[lungs]")))
    running.release(running.write(folder, "b.md", "---\ntype: topic\nname: Breathing\nslug: lungs\n---\nBreath."))
    assert titles("breathing") == ["Asthma"]


def other_names_at_the_desk(client):
    article = make_page("Asthma", slug="asthma").article
    names = {**NO_NAMES, "other_names-TOTAL_FORMS": 1, "other_names-0-name": "Panting"}
    address = reverse("admin:articles_article_change", args=[article.pk])
    client.post(address, {"language": "en", "slug": "asthma", **names, "other_names-0-article": article.pk})
    assert titles("panting") == ["Asthma"]


def a_topic_renamed_and_deleted_at_the_desk(client):
    topic = make_topic(slug="lungs", name="Lungs")
    make_page("Asthma", topics=[topic])
    client.post(
        reverse("admin:articles_topic_change", args=[topic.pk]), {"language": "en", "slug": "lungs", "name": "Air"}
    )
    assert (titles("lungs"), titles("air")) == ([], ["Asthma"])
    client.post(reverse("admin:articles_topic_delete", args=[topic.pk]), {"post": "yes"})
    assert not Topic.objects.exists()
    assert titles("air") == []


def clinical_codes_deleted_together_at_the_desk(client):
    code = ClinicalCode.objects.create(system="2.16.840.1.113883.6.3", code="J45", name="Reversible")
    article = make_page("Asthma").article
    article.clinical_codes.add(code)
    index([article])
    client.post(
        reverse("admin:articles_clinicalcode_changelist"),
        {"action": "delete_selected", "_selected_action": [code.pk], "post": "yes"},
    )
    assert not ClinicalCode.objects.exists()
    assert titles("reversible") == []


@pytest.mark.parametrize("verb", [a_release, a_scheduled_edition_and_its_unscheduling, a_withdrawal_and_its_lifting])
def test_the_index_follows_every_verb(verb):
    verb()

    assert is_as_if_made_anew()


@pytest.mark.parametrize(
    "files", [an_import, an_import_of_other_names_for_a_released_page, an_import_that_names_a_topic]
)
def test_the_index_follows_what_files_bring(files, tmp_path):
    files(tmp_path)

    assert is_as_if_made_anew()


@pytest.mark.parametrize(
    "change",
    [
        other_names_at_the_desk,
        a_topic_renamed_and_deleted_at_the_desk,
        clinical_codes_deleted_together_at_the_desk,
    ],
)
def test_the_index_follows_what_is_changed_at_the_desk(change, admin_client):
    change(admin_client)

    assert is_as_if_made_anew()


def test_making_the_index_anew_puts_right_whatever_was_lost_or_is_too_much():
    edition = make_page("Asthma", other_names=["Wheeze"])
    kept = index_as_it_stands()
    SearchDocument.objects.all().delete()
    SearchWord.objects.filter(stem="asthma").update(pages=7)
    SearchWord.objects.filter(stem="wheez").delete()
    SearchWord.objects.create(language="en", stem="ghost", backwards="tsohg", word="ghost", pages=1, titles=1)
    SearchBeginning.objects.create(edition=edition, language="en", beginning="ghost", words="Ghost", rank=0)

    make_anew()

    assert index_as_it_stands() == kept
    assert find("wheeze", language="en", moment=NOON).count == 1


def test_editions_that_nobody_will_read_again_are_not_in_the_index():
    asthma = make_article()
    make_page("Asthma", article=asthma, at=NOON - 2 * HOUR)
    make_page("Wheezing", article=asthma, at=NOON - HOUR)
    make_edition(article=asthma, title="A draft")

    make_anew()

    assert [document.title for document in SearchDocument.objects.all()] == ["wheez"]
    assert suggest("asth", language="en", moment=NOON) == []


def test_what_is_not_kept_is_not_in_the_index_either():
    edition = make_edition(title="Asthma")
    approve(edition, by=make_user(), at=NOON, seen=edition.current_seal())

    with pytest.raises(RuntimeError):
        release_and_stumble(edition)

    assert titles("asthma") == []
    assert not SearchWord.objects.exists()


@transaction.atomic
def release_and_stumble(edition):
    release(edition, by=make_user(), at=NOON, now=NOON)
    assert titles("asthma") == ["Asthma"]
    raise RuntimeError
