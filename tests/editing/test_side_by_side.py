"""Any two editions of an article, compared at the desk."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.makers import NOON, make_article, make_edition, make_user
from tests.reading.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article()
    for number, said in enumerate(["one day", "two days", "three days"]):
        body = f"<p>You rest for {said}.</p>"
        release_at = NOON.replace(hour=number + 1) if number < 2 else None
        make_edition(article=article, sections=[{"heading": "Rest", "body": body}], release_at=release_at)
    return article


def told(client, article, **asked):
    page = client.get(reverse("admin:articles_article_compare", args=[article.pk]), asked)
    return words(BeautifulSoup(page.content, "html.parser").select_one("#content-main"))


@pytest.mark.parametrize("asked", [{"before": 1, "after": 3}, {"before": 3, "after": 1}])
def test_any_two_editions_are_compared_the_older_one_first(admin_client, article, asked):
    page = told(admin_client, article, **asked)

    assert "Edition 3 against edition 1" in page
    assert "removed: one day" in page
    assert "added: three days" in page


@pytest.mark.parametrize("asked", [{}, {"before": "x", "after": 99}, {"before": 2, "after": 2}])
def test_without_a_choice_that_makes_sense_the_newest_two_are_compared(admin_client, article, asked):
    assert "Edition 3 against edition 2" in told(admin_client, article, **asked)


def test_of_one_edition_there_is_nothing_to_compare(client, admin_client):
    alone = make_edition().article

    assert "There are no two editions to compare yet." in told(admin_client, alone)
    client.force_login(make_user(is_staff=True))
    assert client.get(reverse("admin:articles_article_compare", args=[alone.pk])).status_code == 403
