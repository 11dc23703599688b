import pytest
from django.urls import reverse

from tests.makers import NOON, make_article, make_edition, make_user
from tests.reading.pages import read

pytestmark = pytest.mark.django_db


def preview(pk):
    return reverse("admin:articles_edition_preview", args=[pk])


def test_the_desk_shows_a_draft_as_patients_will_read_it_at_two_widths(admin_client):
    draft = make_edition(article=make_article(slug="asma", language="es"))

    page = read(admin_client, preview(draft.pk))

    assert [frame["src"] for frame in page.select("iframe")] == ["/es/articles/asma/editions/1/preview/"] * 2
    assert all(frame["title"] for frame in page.select("iframe"))
    assert "frame-src 'self'" in admin_client.get(preview(draft.pk))["Content-Security-Policy"]


def test_what_has_been_released_is_its_own_preview(admin_client):
    released = make_edition(release_at=NOON)

    assert admin_client.get(preview(released.pk)).url == released.get_absolute_url()


def test_whoever_may_not_see_editions_sees_no_preview(client, admin_client):
    draft = make_edition()
    client.force_login(make_user(is_staff=True))

    assert client.get(preview(draft.pk)).status_code == 403
    assert admin_client.get(preview("abc")).status_code == 404
