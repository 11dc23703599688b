"""What a live article tells machines about itself: only what is stored, and only while it is live."""

import json
from datetime import date, timedelta

import pytest

from articles.models import ClinicalCode, CodeSystem, Contributor, Review, TranslationGroup
from tests.makers import NOON, make_article, make_edition, make_user, make_withdrawal
from tests.reading.pages import make_picture, read

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SITE = "http://testserver"
HEADED = [{"heading": name, "body": "<p>Words.</p>"} for name in ("First", "Second", "Third")]


def data_of(page):
    return json.loads(page.find("script", type="application/ld+json").string)


def test_a_full_article_tells_all_that_is_known_of_it(client):
    article = make_article(slug="biopsy")
    article.clinical_codes.add(
        ClinicalCode.objects.create(system=CodeSystem.SNOMED_CT, code="129314006", name="Biopsy"),
        ClinicalCode.objects.create(system=CodeSystem.ICD10CM, code="Z12.31"),
    )
    make_edition(article=article, release_at=NOON - 30 * DAY)
    edition = make_edition(
        article=article,
        title="Having a biopsy",
        summary="A small piece.",
        sections=HEADED,
        reviewed_on=date(2026, 1, 5),
        sources=[
            {"title": "A guideline", "publisher": "An institute", "url": "https://www.example.org/"},
            {"title": "A book"},
        ],
        people=[("author", "The biopsy team")],
    )
    nurse = Contributor.objects.create(name="Noe Norse", role="Breast care nurse")
    edition.credits.create(contributor=nurse, part="reviewer")
    edition.release_at, edition.released_by, edition.release_recorded_at = NOON - DAY, make_user(), NOON - DAY
    edition.fingerprint, edition.word_count = edition.current_fingerprint(), edition.current_word_count()
    edition.save()

    assert data_of(read(client, "/articles/biopsy/")) == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": "Having a biopsy",
        "description": "A small piece.",
        "url": f"{SITE}/articles/biopsy/",
        "inLanguage": "en",
        "version": 2,
        "datePublished": "2026-01-31T12:00:00+00:00",
        "dateModified": "2026-03-01T12:00:00+00:00",
        "lastReviewed": "2026-01-05",
        "reviewedBy": [{"@type": "Person", "name": "Noe Norse", "jobTitle": "Breast care nurse"}],
        "author": [{"name": "The biopsy team"}],
        "medicalAudience": {"@type": "Patient"},
        "about": [
            {"@type": "MedicalCode", "codeValue": "Z12.31", "codingSystem": "ICD-10-CM"},
            {
                "@type": "MedicalEntity",
                "name": "Biopsy",
                "code": {"@type": "MedicalCode", "codeValue": "129314006", "codingSystem": "SNOMED CT"},
            },
        ],
        "hasPart": [
            {"@type": "WebPageElement", "name": name, "url": f"{SITE}/articles/biopsy/#{name.lower()}"}
            for name in ("First", "Second", "Third")
        ],
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "A guideline",
                "url": "https://www.example.org/",
                "publisher": {"@type": "Organization", "name": "An institute"},
            },
            {"@type": "CreativeWork", "name": "A book"},
        ],
        "isPartOf": {"@type": "WebSite", "name": "Patient information", "url": f"{SITE}/"},
    }


def test_what_is_not_stored_is_not_told(client):
    article = make_article(slug="bare")
    facts = {"summary": "", "reviewed_on": None, "review_due": None}
    make_edition(article=article, people=[("reviewer", "Dr Rhee")], release_at=NOON - DAY, **facts)

    told = data_of(read(client, "/articles/bare/"))

    assert not {"description", "lastReviewed", "reviewedBy", "author", "about", "citation", "hasPart"} & told.keys()
    assert not {"translationOfWork", "workTranslation"} & told.keys()


def test_a_later_look_is_told_as_the_work_of_whoever_looked(client):
    edition = make_edition(
        article=make_article(slug="seen"), people=[("reviewer", "Dr Rhee")], release_at=NOON - 90 * DAY
    )
    Review.objects.create(
        edition=edition,
        reviewed_on=date(2026, 2, 20),
        review_due=date(2029, 2, 20),
        reviewer="Nurse Noe",
        recorded_by=make_user(),
        recorded_at=NOON,
    )

    told = data_of(read(client, "/articles/seen/"))

    assert told["lastReviewed"] == "2026-02-20"
    assert told["reviewedBy"] == [{"name": "Nurse Noe"}]


def test_translations_are_told_in_both_directions_and_as_alternates(client):
    group = TranslationGroup.objects.create()
    english = make_article(slug="biopsy", translation_group=group)
    spanish = make_article(slug="biopsia", language="es", translation_group=group)
    arabic = make_article(slug="khaza", language="ar", translation_group=group)
    original = make_edition(article=english, release_at=NOON - 2 * DAY)
    make_edition(article=spanish, translated_from=original, release_at=NOON - DAY)
    make_edition(article=arabic, translated_from=original)  # a draft

    page, translated = read(client, "/articles/biopsy/"), read(client, "/es/articles/biopsia/")

    assert data_of(page)["workTranslation"] == [
        {"@type": "WebPage", "inLanguage": "es", "url": f"{SITE}/es/articles/biopsia/"}
    ]
    assert data_of(translated)["translationOfWork"] == {"@type": "WebPage", "url": f"{SITE}/articles/biopsy/"}
    for one in (page, translated):
        assert {link["hreflang"]: link["href"] for link in one.select("link[rel=alternate][hreflang]")} == {
            "en": f"{SITE}/articles/biopsy/",
            "es": f"{SITE}/es/articles/biopsia/",
            "x-default": f"{SITE}/articles/biopsy/",
        }


def test_the_lists_lead_to_themselves_in_other_languages(client):
    for address, elsewhere in [
        ("/", "/ar/"),
        ("/topics/", "/ar/topics/"),
        ("/ar/a-z/", "/ar/a-z/"),
        ("/es/glossary/", "/ar/glossary/"),
    ]:
        alternates = {
            link["hreflang"]: link["href"] for link in read(client, address).select("link[rel=alternate][hreflang]")
        }

        assert sorted(alternates) == ["ar", "en", "es", "x-default"]
        assert alternates["ar"] == SITE + elsewhere
        assert alternates["x-default"] == alternates["en"]


def test_whoever_shares_a_page_shares_its_title_and_its_picture(client, settings):
    picture = {"kind": "image", "image": make_picture(), "alt": "A hand"}
    make_edition(article=make_article(slug="biopsy"), title="Biopsy", sections=[picture], release_at=NOON - DAY)

    page = read(client, "/articles/biopsy/")

    told = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
    assert told["og:title"] == "Biopsy"
    assert told["og:type"] == "article"
    assert told["og:url"] == page.find("link", rel="canonical")["href"] == f"{SITE}/articles/biopsy/"
    assert told["og:description"] == "What this page is about."
    assert told["og:image"].startswith(f"{SITE}/media/images/")
    assert told["og:image:alt"] == "A hand"


def test_only_what_is_live_is_told(client):
    """Promise 1: nothing of an edition that is old, to come, in the making or taken away."""
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=NOON - 2 * DAY)
    make_edition(article=article, release_at=NOON - DAY)
    make_edition(article=article, title="Scheduled", release_at=NOON + DAY)
    make_edition(article=article, title="Draft")
    gone = make_edition(article=make_article(slug="gone"), release_at=NOON - 2 * DAY)
    make_withdrawal(gone)

    assert "Scheduled" not in str(read(client, "/articles/biopsy/"))
    for address, status in [
        ("/articles/biopsy/editions/1/", 200),
        ("/articles/biopsy/editions/2/", 200),
        ("/articles/gone/", 410),
        ("/articles/biopsy/editions/", 200),
        ("/articles/gone/editions/1/", 200),
    ]:
        page = read(client, address, status=status)
        assert not page.select("script[type='application/ld+json'], meta[property]"), address


def test_hostile_words_cannot_leave_the_data(client):
    """Promise 11."""
    hostile = "</script><script>alert(1)</script><!--<script>&amp;\u2028\"'"
    make_edition(
        article=make_article(slug="hostile"),
        title=hostile,
        summary=hostile,
        sections=[section | {"heading": section["heading"] + hostile} for section in HEADED],
        sources=[{"title": hostile}],
        people=[("author", hostile)],
        release_at=NOON - DAY,
    )

    page = read(client, "/articles/hostile/")
    written = page.find("script", type="application/ld+json").string

    assert data_of(page)["name"] == hostile
    assert not set(written) & set("<>&")


def test_the_start_page_tells_where_a_search_of_the_portal_begins(client):
    site = data_of(read(client, "/es/"))

    assert (site["@type"], site["url"], site["inLanguage"]) == ("WebSite", f"{SITE}/es/", "es")
    address = site["potentialAction"]["target"]["urlTemplate"]
    assert address == f"{SITE}/es/search/?q={{search_term_string}}"
    read(client, address.removeprefix(SITE).replace("{search_term_string}", "biopsia"))
