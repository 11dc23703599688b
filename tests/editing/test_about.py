import pytest
from django.conf import settings
from django.urls import reverse

from articles.models import AboutPage
from tests.reading.pages import heading, main, read

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_aboutpage_changelist")


@pytest.fixture
def page():
    return AboutPage.objects.get_or_create(language="en", slug="privacy")[0]


@pytest.fixture
def change(page):
    return reverse("admin:articles_aboutpage_change", args=[page.pk])


def test_an_editor_finds_every_page_about_the_portal_and_begins_with_what_readers_see(admin_client, change):
    for language, _name in settings.LANGUAGES:
        for slug in AboutPage.Slug.values:
            AboutPage.objects.get_or_create(language=language, slug=slug)

    listed = admin_client.get(LIST).content.decode()
    opened = admin_client.get(change).content.decode()

    assert listed.count("As they came with the portal") == len(settings.LANGUAGES) * len(AboutPage.Slug)
    assert "Cómo escribimos estas páginas" in listed
    assert "What we do not do" in opened


def test_what_an_editor_saves_is_what_readers_see_cleaned(admin_client, change):
    """Promise 11."""
    words = "<h3>Ours</h3><p onclick='x()'>Our own words.<script>x()</script></p>"

    response = admin_client.post(change, {"title": "Privacy here", "body": words})

    assert response.status_code == 302
    page = read(admin_client, "/about/privacy/")
    assert heading(page) == "Privacy here"
    assert "Our own words." in main(page)
    assert AboutPage.objects.get(language="en", slug="privacy").body == "<h3>Ours</h3><p>Our own words.</p>"


@pytest.mark.parametrize("facts", [{"title": "", "body": "<p>x</p>"}, {"title": "x", "body": "<p> </p>"}])
def test_an_empty_page_is_refused_and_the_words_before_it_stay(admin_client, change, facts):
    """Promise 10."""
    response = admin_client.post(change, facts)

    assert response.status_code == 200
    assert heading(read(admin_client, "/about/privacy/")) == "Privacy"


def test_a_second_page_of_the_same_kind_is_refused_with_a_sentence(admin_client, page):
    response = admin_client.post(
        reverse("admin:articles_aboutpage_add"), {"language": "en", "slug": "privacy", "title": "x", "body": "<p>x</p>"}
    )

    assert response.status_code == 200
    assert "already exists" in response.content.decode()


def test_the_rich_text_box_is_let_in_by_the_security_policy(admin_client, change):
    response = admin_client.get(change)

    assert "'nonce-" in response["Content-Security-Policy"]
    assert 'nonce="' in response.content.decode()
