"""What one portal exports, another imports as the same pages with the same history."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from django.db.models import QuerySet

from articles.importing import export_all, load_sample
from articles.models import (
    Article,
    ClinicalCode,
    Contributor,
    Edition,
    GlossaryTerm,
    Image,
    ImportedFile,
    Review,
    SearchBeginning,
    SearchDocument,
    SearchWord,
    Section,
    Topic,
    TranslationGroup,
    Withdrawal,
)
from articles.releasing import approve, draft_next_edition, needs_approval_afterwards
from tests.importing.running import outcomes, release, run
from tests.makers import (
    NOON,
    make_article,
    make_edition,
    make_image,
    make_released,
    make_topic,
    make_user,
    make_withdrawal,
)

# What one process has made, the other need not make again.
made_once = pytest.mark.xdist_group("the sample, there and back")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def it_is_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def everything():
    """All that patients, editors and clinics could miss, without the numbers a database gives."""
    return {
        "editions": [_edition(each) for each in Edition.objects.with_words().order_by("article__code", "number")],
        "articles": [_article(each) for each in Article.objects.order_by("code")],
        "groups": sorted(
            sorted(each.articles.values_list("code", flat=True)) for each in TranslationGroup.objects.all()
        ),
        "topics": list(
            Topic.objects.order_by("language", "slug").values_list(
                "language", "slug", "name", "description", "past_addresses__slug"
            )
        ),
        "terms": list(
            GlossaryTerm.objects.order_by("language", "slug").values_list("language", "term", "meaning", "other_names")
        ),
        "pictures": {each.sha256: (each.read(), each.width, each.height) for each in Image.objects.all()},
    }


def _edition(edition):
    original = edition.translated_from
    return {
        "number": (edition.article.code, edition.number),
        "words": edition.current_fingerprint(),
        "released words": edition.fingerprint,
        "release_at": edition.release_at,
        "word_count": edition.word_count,
        "dates": (edition.reviewed_on, edition.review_due),
        "change": (edition.change, edition.is_safety_change, edition.change_note),
        "urgent": (edition.urgent_reason, edition.release_at and needs_approval_afterwards(edition)),
        "original": original and (original.article.code, original.number),
        "anchors": [
            (each.anchor, each.alt, each.is_decorative, each.image and each.image.sha256)
            for each in edition.sections.all()
        ],
        "sources": list(edition.sources.values_list("title", "publisher", "url", "accessed_on")),
        "people": list(edition.credits.values_list("part", "name", "role", "contributor__name")),
        "reviews": list(edition.reviews.values_list("reviewed_on", "review_due", "reviewer")),
        "withdrawals": list(
            edition.withdrawals.values_list("kind", "at", "reason", "replacement__code", "lifted_at", "lifted_reason")
        ),
    }


def _article(article):
    return {
        "address": (article.code, article.language, article.slug, article.is_sample, article.origin),
        "topics": sorted(article.topics.values_list("language", "slug")),
        "codes": sorted(article.clinical_codes.values_list("system", "code", "name")),
        "names": sorted(article.other_names.values_list("name", flat=True)),
        "past": sorted(article.past_addresses.values_list("language", "slug")),
    }


def empty_the_portal():
    for model in (ImportedFile, Review, SearchBeginning, SearchDocument, SearchWord, Withdrawal):
        model.objects.all().delete()
    for model in (Section, Edition, Article, Topic, ClinicalCode, GlossaryTerm, Contributor, Image, TranslationGroup):
        _rows(model)._raw_delete("default")


def _rows(model):
    """All rows with what hangs on them, past every rule that guards words in real life."""
    for relation in model._meta.related_objects:
        if relation.one_to_many:
            QuerySet(relation.related_model).filter(**{f"{relation.field.name}__isnull": False})._raw_delete("default")
    for field in model._meta.many_to_many:
        field.remote_field.through.objects.all()._raw_delete("default")
    return QuerySet(model)


def there_and_back(folder, **wishes):
    export_all(folder)
    empty_the_portal()
    assert not Article.objects.exists()
    return release(folder, **wishes)


@pytest.fixture(scope="module")
def of_the_sample(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the sample was before, what it is once it came back, and what is said to it a second time; made once."""
    once, twice = tmp_path_factory.mktemp("once"), tmp_path_factory.mktemp("twice")
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), transaction.atomic():
        loaded = load_sample(by=make_user(), now=NOON)
        before = everything()
        returned = there_and_back(once)
        after = everything()
        export_all(twice)
        again = run(once)
        at_last = everything()
        transaction.set_rollback(True)
    return SimpleNamespace(**locals())


@made_once
@pytest.mark.django_db
def test_the_sample_comes_back_with_the_same_pages_and_the_same_history(of_the_sample):
    assert of_the_sample.loaded.faults == []
    assert len(of_the_sample.before["editions"]) > 15

    assert of_the_sample.returned.faults == []
    assert of_the_sample.after == of_the_sample.before


@made_once
@pytest.mark.django_db
def test_what_came_back_is_exported_as_the_very_same_files(of_the_sample):
    def files(folder):
        return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}

    assert files(of_the_sample.once) == files(of_the_sample.twice) != {}


@made_once
@pytest.mark.django_db
def test_a_portal_reads_its_own_export_as_nothing_new(of_the_sample):
    assert set(outcomes(of_the_sample.again)) == {"unchanged", "topic or term"}
    assert of_the_sample.at_last == of_the_sample.before


@pytest.mark.django_db
def test_whatever_an_editor_recorded_comes_back(tmp_path):
    topic = make_topic(slug="lungs", name="Lungs & breathing", description="“How” we: breathe.")
    topic.slug = "lungs-and-breathing"
    topic.save()
    asthma = make_article(slug="asthma", topics=[topic], other_names=["wheeze", "tight, sore chest", "- yes"])
    asthma.origin = "a/collection/en/17/b"
    asthma.slug = "about-asthma"
    asthma.save()
    asthma.clinical_codes.create(system="2.16.840.1.113883.6.90", code="J45", name="Asthma: all of it")
    first = make_edition(
        article=asthma,
        title="Asthma:  “the — basics” # {1}",
        summary="Two lines:\n\n- yes\n  no",
        change_note="Line one.\nLine “two”.",
        sections=[
            {"heading": "Rest", "body": "<p>Sleep.</p>", "anchor": "kept"},
            {
                "kind": "image",
                "image": make_image(),
                "alt": "A [red] *rash*\non the “arm”",
                "body": "<p lang='fr'>Un</p>",
            },
            {"kind": "image", "image": make_image(colour="blue"), "is_decorative": True, "heading": "Sea"},
            {"body": "<p>No heading, but an anchor.</p>", "anchor": "end"},
            {"body": "<p>Once with a picture.</p>", "heading": "Then", "alt": "An [arm]"},
        ],
        sources=[
            {"title": "A: study", "publisher": "WHO", "url": "https://a.example/?b=1#c", "accessed_on": NOON.date()}
        ],
        people=[("author", 'O\'Nurse: "Ann"'), ("reviewer", "Dr Example")],
        release_at=NOON - 400 * DAY + timedelta(microseconds=7),
    )
    Contributor.objects.filter(name="Dr Example").update(role="Surgeon")
    first.reviews.create(
        reviewed_on=NOON.date(), review_due="2028-01-01", reviewer="Dr: X", recorded_by=make_user(), recorded_at=NOON
    )
    second = make_edition(
        article=asthma, change="minor", is_safety_change=True, change_note="One word.", release_at=NOON - 30 * DAY
    )
    instead = make_edition(release_at=NOON - 20 * DAY).article
    nurse = make_user()
    lifted = {"lifted_at": NOON - 10 * DAY, "lifted_by": nurse, "lifted_reason": "Checked:\nall well."}
    make_withdrawal(second, at=NOON - 12 * DAY, **lifted)
    make_withdrawal(second, at=NOON - DAY, kind="recalled", reason="Unsafe: “dose”.\nAsk us.", replacement=instead)
    make_edition(article=asthma, release_at=NOON + 30 * DAY)
    draft = draft_next_edition(asthma, by=nurse, at=NOON)
    draft.sections.create(position=8, kind="image", body="<p>No picture yet.</p>", is_decorative=True)
    draft.sections.create(position=9, kind="image", alt="A leg,\r\nbroken")
    group = TranslationGroup.objects.create()
    for article in (asthma, make_article(slug="asma", language="es", other_names=["pecho"])):
        article.translation_group = group
        article.save()
    make_edition(article=Article.objects.get(slug="asma"), title="Asma: ¿qué es?", release_at=NOON - DAY)
    make_edition(
        title="الربو", article=make_article(language="ar"), sections=[{"heading": "الربو", "body": "<p>نعم</p>"}]
    )
    before = everything()
    for edition in before["editions"]:  # the contributor was renamed afterwards, and only the old name was printed
        edition["people"] = [(*person[:3], person[1]) for person in edition["people"]]

    report = there_and_back(tmp_path)

    assert report.faults == []
    assert everything() == before


@pytest.mark.django_db
def test_what_was_released_urgently_still_waits_for_whoever_approves_it(tmp_path):
    """Promise 3: the flag stays until somebody else has approved it."""
    waits, settled = make_edition(), make_edition()
    for edition in (waits, settled):
        Edition.objects.filter(pk=edition.pk).update(urgent_reason="Wrong dose:\n10 mg.")
        make_released(Edition.objects.get(pk=edition.pk), at=NOON - DAY)
    settled.refresh_from_db()
    approve(settled, by=make_user(), at=NOON, seen=settled.current_seal())
    before = everything()
    assert {edition["urgent"][1] for edition in before["editions"]} == {True, False}

    report = there_and_back(tmp_path)

    assert report.faults == []
    assert everything() == before


@pytest.mark.django_db
def test_editions_approved_elsewhere_stay_approved(tmp_path):
    make_edition(release_at=NOON - DAY)

    there_and_back(tmp_path, by=make_user(username="nurse"))

    approval = Edition.objects.get().approvals.get()
    assert (approval.by.username, approval.was_outside) == ("nurse", True)
