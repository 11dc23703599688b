"""The timeline of an article at the desk."""

import pytest
from django.urls import reverse

from articles.models import Article, Deed
from articles.releasing import comment
from tests.editing.test_saving import form_of_all
from tests.makers import NOON, make_edition, make_user

pytestmark = pytest.mark.django_db


def timeline(article):
    return reverse("admin:articles_article_timeline", args=[article.pk])


def deeds():
    return [(deed.done, deed.number, deed.by.username, deed.words) for deed in Deed.objects.all()]


def test_it_is_read_at_the_desk_with_words_as_words_and_taken_away_as_a_file(admin_client):
    edition = make_edition()
    comment(edition, by=make_user("clinician"), at=NOON, remarks={"": "<script>alert(1)</script>"})

    page = admin_client.get(timeline(edition.article)).content.decode()
    table = admin_client.get(timeline(edition.article), {"as": "csv"})
    data = admin_client.get(timeline(edition.article), {"as": "json"})

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "clinician" in page
    assert table["Content-Disposition"] == f'attachment; filename="{edition.article.code}.csv"'
    assert [one["by"] for one in data.json()][-1] == "clinician"
    assert admin_client.get(timeline(edition.article), {"as": "xml"}).status_code == 200


def test_nothing_is_altered_there(client, admin_client):
    article = make_edition().article

    assert admin_client.post(timeline(article), {}).status_code == 405
    assert client.get(timeline(article)).status_code == 302
    client.force_login(make_user(is_staff=True))
    assert client.get(timeline(article)).status_code == 403
    assert admin_client.get(timeline(article).replace(str(article.pk), "x")).status_code == 404


def test_what_is_done_at_the_desk_is_on_record(admin_client):
    admin_client.post(
        reverse("admin:articles_article_add"),
        {
            "title": "Having a biopsy",
            "language": "en",
            "slug": "biopsy",
            "other_names-TOTAL_FORMS": 0,
            "other_names-INITIAL_FORMS": 0,
        },
    )
    article = Article.objects.get()
    draft = article.editions.get()
    changed = {"language": "en", "slug": "having-a-biopsy"}
    forms = {"other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0}
    admin_client.post(reverse("admin:articles_article_change", args=[article.pk]), changed | forms)
    admin_client.post(reverse("admin:articles_edition_change", args=[draft.pk]), form_of_all(draft, title="A biopsy"))
    admin_client.post(reverse("admin:articles_edition_delete", args=[draft.pk]), {"post": "yes"})

    assert deeds() == [
        ("begun", 1, "admin", ""),
        ("moved", None, "admin", "/articles/biopsy/"),
        ("written", 1, "admin", ""),
        ("thrown-away", 1, "admin", "A biopsy"),
    ]
    assert "How it is found was changed" in admin_client.get(timeline(article)).content.decode()
