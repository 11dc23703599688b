"""What hangs on a page, before it is taken away."""

from datetime import timedelta

import pytest

from articles.models import ClinicalCode, CodeSystem, RegisteredLink, SearchPin, TranslationGroup
from articles.watching import affected_by
from tests.makers import (
    NOON,
    make_article,
    make_clinic,
    make_edition,
    make_pack,
    make_user,
    make_withdrawal,
)

pytestmark = pytest.mark.django_db

LONG_AGO = NOON - timedelta(days=9)


def named(edition):
    """What is told, by the first word that tells it apart."""
    return {str(one.title): [name for name, _address in one.things] for one in affected_by(edition, NOON)}


def of(edition, words):
    return next((things for title, things in named(edition).items() if words in title), [])


def make_live(**facts):
    body = facts.pop("body", "<p>You rest.</p>")
    return make_edition(release_at=LONG_AGO, sections=[{"heading": "Rest", "body": body}], **facts)


def test_a_page_on_which_nothing_hangs_still_has_its_short_link():
    edition = make_live()

    assert list(named(edition).values()) == [[edition.article.spoken_code]]


def test_translations_may_hold_the_same_fault():
    group = TranslationGroup.objects.create()
    english = make_live(article=make_article(translation_group=group))
    spanish = make_live(
        article=make_article(language="es", translation_group=group), title="Biopsia", translated_from=english
    )
    make_edition(article=make_article(language="ar", translation_group=group), title="A draft")

    assert of(english, "other languages") == of(english, "Translated from it") == [str(spanish)]
    assert of(spanish, "Translated from it") == []


ADDRESSES = ["/articles/biopsy/", "/articles/old-name/#rest", "https://portal.example.org/articles/biopsy/", "/go/{}"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_that_link_to_it_are_named_by_whichever_address(address):
    article = make_article(slug="old-name")
    article.slug = "biopsy"
    article.save()
    edition = make_live(article=article)
    linking = make_live(body=f'<p><a href="{address.format(article.code)}">Biopsy</a></p>')
    make_live(body='<p><a href="/es/articles/biopsy/">Biopsia</a> or /articles/biopsy/ in words</p>')
    make_edition(sections=[{"body": '<p><a href="/articles/biopsy/">A draft</a></p>'}])

    assert of(edition, "link to it") == [str(linking)]


def test_packs_registered_links_codes_and_pinned_searches_are_named():
    edition, clinic = make_live(), make_clinic()
    article = edition.article
    article.clinical_codes.add(ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="J45", name="Asthma"))
    SearchPin.objects.create(phrase="small piece", article=article)
    pack = make_pack(article, clinic=clinic)
    facts = {"clinic": clinic, "article": article, "registered_by": make_user(), "registered_at": NOON}
    RegisteredLink.objects.create(written=article.code, **facts)

    assert of(edition, "packs") == [f"{pack} ({clinic})"]
    assert of(edition, "registered") == [f"{clinic}: {article.code}"]
    assert "J45" in of(edition, "Clinical codes")[0]
    assert of(edition, "pinned") == ["small piece"]


def test_readers_who_are_sent_here_by_what_was_taken_away_are_thought_of():
    edition, gone = make_live(), make_live()
    make_withdrawal(gone, replacement=edition.article)

    assert of(edition, "sent here") == [str(gone)]


def test_without_an_older_edition_the_page_stays_and_only_what_hangs_on_that_edition_is_named():
    first = make_live()
    make_edition(article=first.article, release_at=NOON)
    make_live(body=f'<p><a href="{first.article.get_absolute_url()}">Here</a></p>')

    assert of(first, "link to it") == of(first, "short link") == []
    assert len(of(first, "Other editions")) == 1


def test_of_very_many_the_first_are_named_and_the_rest_counted():
    edition = make_live()
    for number in range(23):
        SearchPin.objects.create(phrase=f"phrase {number}", article=edition.article)

    told = affected_by(edition, NOON)[-1]

    assert (len(told.things), told.count, told.unsaid) == (20, 23, 3)
