"""Promise 4: a link never breaks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from articles.models import Article, ClinicalCode, CodeSystem, PastAddress, ReleasedWordsNeverChange, TranslationGroup
from tests.makers import NOON, make_article, make_edition

pytestmark = pytest.mark.django_db


def move(article, **address):
    for name, value in address.items():
        setattr(article, name, value)
    article.save()


def past(article):
    return list(article.past_addresses.order_by("pk").values_list("language", "slug"))


def test_an_article_is_still_found_under_every_address_it_ever_had():
    asthma = make_article(slug="asthma")

    move(asthma, slug="about-asthma")
    move(asthma, slug="living-with-asthma")

    assert past(asthma) == [("en", "asthma"), ("en", "about-asthma")]
    assert list(Article.objects.once_at("en", "asthma")) == [asthma]


def test_an_address_that_is_taken_up_again_leads_nowhere_else():
    asthma = make_article(slug="asthma")

    move(asthma, slug="about-asthma")
    move(asthma, slug="asthma")

    assert past(asthma) == [("en", "about-asthma")]


def test_saving_an_article_where_it_is_leaves_no_past_address():
    asthma = make_article(slug="asthma")

    asthma.is_sample = True
    asthma.save()

    assert past(asthma) == []


def test_an_editor_is_told_when_an_address_once_was_another_articles():
    move(make_article(slug="asthma"), slug="living-with-asthma")

    with pytest.raises(ValidationError, match="old links still lead there"):
        Article(language="en", slug="asthma").full_clean()


def test_an_article_may_take_up_its_own_past_address():
    asthma = make_article(slug="asthma")
    move(asthma, slug="living-with-asthma")

    asthma.slug = "asthma"

    asthma.full_clean()


def test_the_same_address_in_another_language_is_another_address():
    move(make_article(slug="asma", language="es"), slug="vivir-con-asma")

    make_article(slug="asma", language="en").full_clean()

    assert list(Article.objects.once_at("en", "asma")) == []


@pytest.mark.parametrize("names", [{"slug": "x"}, {"language": "es"}, {"slug": "x", "is_sample": True}])
def test_many_addresses_at_once_cannot_change_behind_the_memory_of_past_ones(names):
    asthma = make_article(slug="asthma")
    asthma.slug, asthma.language = "x", "es"

    with pytest.raises(ValueError, match="Only"):
        Article.objects.update(**names)
    with pytest.raises(ValueError, match="Only"), transaction.atomic():
        Article.objects.bulk_update([asthma], list(names))
    assert Article.objects.get().slug == "asthma"


def test_other_facts_of_many_articles_may_change_at_once():
    make_article()

    assert Article.objects.update(is_sample=True) == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_the_language_of_released_or_scheduled_words_never_changes(days):
    """Promise 2."""
    asthma = make_edition(release_at=NOON + timedelta(days=days)).article

    with pytest.raises(ReleasedWordsNeverChange):
        move(asthma, language="es")
    assert Article.objects.get().language == "en"


def test_the_language_of_an_article_that_only_has_a_draft_may_be_corrected():
    asthma = make_edition().article

    move(asthma, language="es")

    assert Article.objects.get().language == "es"


def test_an_article_with_editions_cannot_be_deleted():
    asthma = make_edition().article

    with pytest.raises(ProtectedError):
        asthma.delete()
    with pytest.raises(ProtectedError):
        Article.objects.all().delete()


def test_an_article_that_has_moved_cannot_be_deleted_from_under_its_old_links():
    asthma = make_article(slug="asthma")
    move(asthma, slug="living-with-asthma")

    with pytest.raises(ProtectedError):
        asthma.delete()
    assert PastAddress.objects.count() == 1


def test_articles_are_found_by_their_clinical_codes():
    asthma, biopsy = make_article(), make_article()
    asthma.clinical_codes.create(system=CodeSystem.ICD10CM, code="J45")
    biopsy.clinical_codes.add(ClinicalCode.objects.create(system=CodeSystem.SNOMED_CT, code="J45"))

    assert list(Article.objects.coded(CodeSystem.ICD10CM, "J45")) == [asthma]
    assert list(Article.objects.coded(CodeSystem.ICD10CM, "J46")) == []


def test_the_address_of_an_article_is_in_its_own_language():
    assert make_article(slug="asthma").get_absolute_url() == "/articles/asthma/"
    assert make_article(slug="asma", language="es").get_absolute_url() == "/es/articles/asma/"


def test_a_group_names_its_translations():
    group = TranslationGroup.objects.create()
    make_article(slug="asma", language="es", translation_group=group)
    make_article(slug="asthma", translation_group=group)

    assert str(group) == "asma (es) / asthma (en)"
