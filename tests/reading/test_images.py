import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from PIL import Image as PillowImage

from articles.models import Edition, Image
from tests.makers import NOON, make_article, make_edition, make_user, make_withdrawal, picture
from tests.reading.pages import make_picture, read

pytestmark = pytest.mark.django_db


def picture_of_an_edition(*, withdrawal=None, **facts):
    image = make_picture()
    edition = make_edition(
        article=make_article(), sections=[{"kind": "image", "image": image, "alt": "A hand"}], **facts
    )
    if withdrawal:
        make_withdrawal(edition, kind=withdrawal)
    return image


def test_a_picture_of_a_live_page_may_be_kept_by_those_who_ask_each_time(client):
    """Promise 8: it is the same for everybody, whoever is signed in."""
    image = picture_of_an_edition(release_at=NOON - timedelta(days=1))

    response = client.get(image.get_absolute_url())

    assert response.status_code == 200
    assert b"".join(response) == image.read()
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_a_picture_that_was_kept_is_not_sent_again_and_is_gone_with_its_recalled_page(client):
    """Promise 1."""
    image = picture_of_an_edition(release_at=NOON - timedelta(days=1))
    tag = client.get(image.get_absolute_url()).headers["ETag"]

    again = client.get(image.get_absolute_url(), headers={"If-None-Match": tag})
    make_withdrawal(Edition.objects.get(), kind="recalled")
    recalled = client.get(image.get_absolute_url(), headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert recalled.status_code == 404


@pytest.mark.parametrize(
    "facts",
    [
        {"release_at": None},
        {"release_at": NOON + timedelta(days=1)},
        {"release_at": NOON - timedelta(days=9), "withdrawal": "recalled"},
    ],
)
def test_other_pictures_are_for_editors_alone(client, facts):
    """Promise 1."""
    image = picture_of_an_edition(**facts)

    assert client.get(image.get_absolute_url()).status_code == 404
    client.force_login(make_user())
    assert client.get(image.get_absolute_url()).status_code == 404
    client.force_login(make_user(is_staff=True))
    response = client.get(image.get_absolute_url())
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_picture_of_a_withdrawn_page_stays_with_its_old_copies(client):
    image = picture_of_an_edition(release_at=NOON - timedelta(days=9), withdrawal="withdrawn")

    assert client.get(image.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "name", ["x.webp", "A" * 64 + ".webp", "a" * 64, "a" * 64 + ".svg", "../portal.sqlite3", "%2e%2e/portal.sqlite3"]
)
def test_only_names_of_pictures_are_answered(client, name):
    """Promise 10."""
    client.force_login(make_user(is_staff=True))

    assert client.get(f"/media/images/{name}").status_code == 404


def test_a_lost_file_is_not_found(client, settings, tmp_path):
    image = picture_of_an_edition(release_at=NOON - timedelta(days=1))
    settings.MEDIA_ROOT = tmp_path / "elsewhere"

    assert client.get(image.get_absolute_url()).status_code == 404


def test_a_small_screen_is_offered_a_smaller_picture(client):
    """Promise 9."""
    wide = Image.keep(picture("JPEG", size=(1600, 900)))
    make_edition(
        article=make_article(slug="hand"),
        sections=[{"kind": "image", "image": wide, "alt": "A hand"}],
        release_at=NOON - timedelta(days=1),
    )

    shown = read(client, "/articles/hand/").find("img")

    offered = dict(part.split(" ") for part in shown["srcset"].split(", "))
    assert list(offered.values()) == ["480w", "800w", "1600w"]
    for address, width in offered.items():
        sent = PillowImage.open(io.BytesIO(b"".join(client.get(address))))
        assert (sent.format, sent.width) == ("WEBP", int(width[:-1]))
    assert (shown["width"], shown["height"]) == ("1600", "900")


def test_a_small_picture_is_offered_as_it_is(client):
    image = picture_of_an_edition(release_at=NOON - timedelta(days=1))

    assert image.srcset == ""


def test_a_narrower_picture_is_gone_with_its_recalled_page(client):
    """Promise 1."""
    wide = Image.keep(picture("JPEG", size=(1600, 900)))
    edition = make_edition(
        sections=[{"kind": "image", "image": wide, "alt": "A hand"}], release_at=NOON - timedelta(days=1)
    )
    address = default_storage.url(wide.narrower_path(480))
    assert client.get(address).status_code == 200

    make_withdrawal(edition, kind="recalled")

    assert client.get(address).status_code == 404


def test_the_picture_itself_stands_in_for_a_narrower_one_that_is_missing(client):
    wide = Image.keep(picture("JPEG", size=(1600, 900)))
    make_edition(sections=[{"kind": "image", "image": wide, "alt": "A hand"}], release_at=NOON - timedelta(days=1))
    default_storage.delete(wide.narrower_path(480))

    assert b"".join(client.get(default_storage.url(wide.narrower_path(480)))) == wide.read()
