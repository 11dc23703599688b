from datetime import date, timedelta

import pytest

from articles.models import (
    ClinicalCode,
    CodeSystem,
    Edition,
    GlossaryTerm,
    Image,
    Review,
    TranslationGroup,
    belongings_of,
)
from articles.models.belongings import OF_ARTICLE, OF_EDITION
from tests.makers import NOON, make_article, make_edition, make_topic, make_user, make_withdrawal
from tests.reading.pages import SECTIONS_OF_EVERY_KIND, links, main, read

KINDS = (*OF_EDITION, *OF_ARTICLE, "withdrawals")
pytestmark = pytest.mark.django_db

EARLIER, YESTERDAY = NOON - timedelta(days=9), NOON - timedelta(days=1)


@pytest.fixture
def translation():
    """A page that has everything a page can have: a Spanish one, of an English original that was taken away since."""
    group = TranslationGroup.objects.create()
    original = make_edition(article=make_article(slug="tablets", translation_group=group), release_at=EARLIER)
    make_edition(article=original.article, title="Newer words", release_at=YESTERDAY)
    lifted = {"lifted_at": NOON - timedelta(hours=2), "lifted_by": make_user()}
    make_withdrawal(original, at=NOON - timedelta(hours=3), reason="Taken back, then not.", **lifted)
    arabic = make_article(slug="aqras", language="ar", translation_group=group)
    make_edition(article=arabic, title="Aqras, before", release_at=EARLIER)
    make_edition(article=arabic, title="Aqras", release_at=YESTERDAY)
    topics = [make_topic(name=name, language="es") for name in ("Tos", "Asma")]
    article = make_article(
        slug="pastillas", language="es", translation_group=group, topics=topics, other_names=["Píldoras", "Grageas"]
    )
    for code, name in (("R05", "Tos"), ("J45", 'Asma, "leve"')):
        article.clinical_codes.add(ClinicalCode.objects.create(system=CodeSystem.ICD10, code=code, name=name))
    GlossaryTerm.objects.create(language="es", term="casa", other_names="hogar, techo", meaning="Donde se vive.")
    picture = {"kind": "image", "image": Image.objects.create(sha256="b" * 64, width=1, height=1), "alt": "A hand"}
    make_edition(article=article, title="Antes", release_at=EARLIER)
    newest = make_edition(
        article=article,
        title="Pastillas",
        translated_from=original,
        change_note="Menos pastillas.",
        sections=[{"heading": "Aquí", "body": "<p>En su casa.</p>"}, *SECTIONS_OF_EVERY_KIND, picture],
        people=[("reviewer", "Ben"), ("author", "Ann"), ("reviewer", "Cho")],
        sources=[
            {"title": "Zeta", "url": "https://example.org/?a=1&b=“2”", "accessed_on": date(2026, 1, 5)},
            {"title": "A"},
        ],
        release_at=YESTERDAY,
    )
    for day in (date(2026, 2, 20), date(2026, 2, 10)):
        told = {"reviewer": f"Noe {day.day}", "recorded_by": make_user(), "recorded_at": NOON}
        Review.objects.create(edition=newest, reviewed_on=day, review_due=date(2029, 2, 20), **told)
    return newest


def test_a_page_with_everything_asks_four_questions(client, django_assert_num_queries, translation):
    with django_assert_num_queries(4):
        page = read(client, "/es/articles/pastillas/")

    text = main(page)
    for told in ("Zeta", "Ann", "Noe 20", "Donde se vive.", "Menos pastillas."):
        assert told in text
    shown = links(page.main)
    assert {"Asma", "Tos", "Newer words", "العربيّة: Aqras"} <= shown.keys(), shown
    assert "J45" in str(page)


def test_a_translation_whose_original_was_taken_away_says_so_in_as_many(client, django_assert_num_queries, translation):
    newest = Edition.objects.get(title="Newer words")
    make_withdrawal(newest, at=NOON - timedelta(hours=1), kind="recalled", reason="A wrong dose.")

    with django_assert_num_queries(4):
        page = read(client, "/es/articles/pastillas/")

    assert "A wrong dose." in main(page)
    assert "Taken back, then not." not in main(page)


@pytest.mark.parametrize(
    "kind", ["sources", "credits", "reviews", "clinical_codes", "topics", "other_names", "withdrawals"]
)
def test_what_is_asked_for_together_is_what_the_database_holds_in_the_same_order(translation, kind):
    edition = Edition.objects.select_related("translated_from").get(pk=translation.pk)
    owner = edition.translated_from if kind == "withdrawals" else edition.article if kind in OF_ARTICLE else edition

    one_by_one = list(getattr(owner, kind).all())
    together = belongings_of(edition, KINDS)[kind]

    assert [facts(row) for row in together] == [facts(row) for row in one_by_one]
    assert together


def facts(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_nothing_is_mixed_up_between_two_pages(client, translation):
    other = make_article(slug="otra", language="es", topics=[make_topic(name="Piel", language="es")])
    make_edition(article=other, title="Otra", sources=[{"title": "Beta"}], release_at=YESTERDAY)

    first, second, again = (main(read(client, f"/es/articles/{slug}/")) for slug in ("pastillas", "otra", "pastillas"))

    assert first == again
    assert "Beta" in second
    assert not any(told in second for told in ("Zeta", "Asma", "Noe", "Newer words", "Aqras"))
