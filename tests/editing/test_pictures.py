import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage

from articles.models import Image
from tests.editing.test_editions import change, form_of
from tests.makers import make_edition

pytestmark = pytest.mark.django_db


def a_picture(name="photo.png", picture_format="PNG", **facts):
    written = io.BytesIO()
    PillowImage.new("RGB", (40, 20), "teal").save(written, picture_format, **facts)
    return SimpleUploadedFile(name, written.getvalue())


def send(admin_client, edition, file, **changes):
    picture = {"sections-0-kind": "image", "sections-0-picture": file, "sections-0-alt": "A teal field."}
    return admin_client.post(change(edition), form_of(edition, **(picture | changes)))


def test_a_picture_that_is_sent_stands_in_its_section_without_what_the_camera_added(admin_client):
    edition = make_edition()
    exif = PillowImage.Exif()
    exif[0x010E] = "At home, 51.5 north"

    response = send(admin_client, edition, a_picture("photo.jpg", "JPEG", exif=exif))

    section = edition.sections.get()
    assert response.status_code == 302
    assert (section.image.width, section.image.height) == (40, 20)
    assert b"At home" not in section.image.read()


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>steal()</script></svg>'),
        SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n broken"),
        SimpleUploadedFile("photo.png", b"MZ no picture at all"),
    ],
    ids=["drawing that can run scripts", "broken", "something else"],
)
def test_what_is_no_picture_is_refused_with_a_sentence_and_not_kept(admin_client, file):
    edition = make_edition()

    response = send(admin_client, edition, file)

    assert "The picture cannot be opened. Use PNG, JPEG, WebP or GIF." in response.content.decode()
    assert not Image.objects.exists()


def test_a_picture_in_a_section_of_another_kind_is_refused_with_a_sentence(admin_client):
    edition = make_edition()

    response = send(admin_client, edition, a_picture(), **{"sections-0-kind": "text"})

    assert "Choose the kind “Image” to show a picture, or save again without it." in response.content.decode()


def test_a_section_that_is_an_image_no_more_gives_up_its_picture(admin_client):
    edition = make_edition()
    send(admin_client, edition, a_picture())

    admin_client.post(change(edition), form_of(edition, **{"sections-0-kind": "text", "sections-0-alt": ""}))

    assert edition.sections.get().image is None
