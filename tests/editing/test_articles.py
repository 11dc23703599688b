import pytest
from django.urls import reverse

from articles.models import Article, Edition
from tests.makers import NOON, make_article, make_edition, make_topic, make_user

pytestmark = pytest.mark.django_db

NOTHING_ELSE = {"other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0}
ADD = "/admin/articles/article/add/"


def an_article(**changes):
    return {"title": "Having a biopsy", "language": "en", "slug": "", **NOTHING_ELSE, **changes}


def test_a_new_article_gets_its_address_from_its_title_and_a_first_draft_to_write_in(admin_client):
    topic = make_topic()

    response = admin_client.post(ADD, an_article(topics=[topic.pk]))

    draft = Edition.objects.get()
    assert (draft.title, draft.number, draft.is_draft) == ("Having a biopsy", 1, True)
    assert draft.article.slug == "having-a-biopsy"
    assert list(draft.article.topics.all()) == [topic]
    assert response.url == reverse("admin:articles_edition_change", args=[draft.pk])


def test_an_address_that_is_taken_or_once_was_is_refused_with_a_sentence(admin_client):
    moved = make_article(slug="old")
    moved.slug = "new"
    moved.save()

    taken = admin_client.post(ADD, an_article(slug="new"))
    once_taken = admin_client.post(ADD, an_article(slug="old"))

    assert "This address is taken by" in taken.content.decode()
    assert reverse("admin:articles_article_change", args=[moved.pk]) in taken.content.decode()
    assert "old links still lead there" in once_taken.content.decode()
    assert Article.objects.count() == 1


def test_a_title_from_which_no_address_can_be_made_asks_for_one(admin_client):
    response = admin_client.post(ADD, an_article(title="سرطان الثدي", language="ar"))

    assert "Give an address in the letters a to z" in response.content.decode()
    assert not Article.objects.exists()


def test_the_next_edition_begins_with_the_words_of_the_last(admin_client):
    people = [("reviewer", "Example reviewer")]
    first = make_edition(release_at=NOON, sources=[{"title": "A guideline"}], people=people)

    response = admin_client.post(reverse("admin:articles_article_next_edition", args=[first.article_id]))

    draft = Edition.objects.drafts().get()
    assert response.url == reverse("admin:articles_edition_change", args=[draft.pk])
    assert [section.body for section in draft.sections.all()] == ["<p>You rest.</p>"]
    assert draft.sources.get().title == "A guideline"
    assert draft.credits.get().name == "Example reviewer"


def test_a_second_draft_is_refused_and_the_first_is_opened_instead(admin_client):
    draft = make_edition()

    response = admin_client.post(reverse("admin:articles_article_next_edition", args=[draft.article_id]), follow=True)

    assert response.redirect_chain[-1][0] == reverse("admin:articles_edition_change", args=[draft.pk])
    assert "is still a draft" in response.content.decode()
    assert Edition.objects.count() == 1


def test_a_next_edition_is_never_begun_by_following_a_link(admin_client):
    first = make_edition(release_at=NOON)

    response = admin_client.get(reverse("admin:articles_article_next_edition", args=[first.article_id]))

    assert response.status_code == 405
    assert Edition.objects.count() == 1


def test_an_article_with_editions_cannot_be_deleted_at_the_desk(admin_client):
    """Promise 4: its address and code were given away."""
    edition = make_edition(release_at=NOON)

    response = admin_client.post(reverse("admin:articles_article_delete", args=[edition.article_id]), {"post": "yes"})

    assert response.status_code == 403
    assert Article.objects.exists()


def test_a_signed_in_person_without_rights_changes_nothing(client):
    edition = make_edition(release_at=NOON)
    client.force_login(make_user(is_staff=True))

    client.post(reverse("admin:articles_article_next_edition", args=[edition.article_id]))

    assert client.post(ADD, an_article()).status_code == 403
    assert Edition.objects.count() == 1
