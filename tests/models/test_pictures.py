"""What is stored of a picture is only what can be seen."""

import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from articles.models import BadPicture, Image
from articles.models.pictures import MAX_SIDE, as_webp
from tests.makers import picture


def size_of(webp):
    return Pillow.open(io.BytesIO(webp)).size


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_of_each_kind_becomes_webp(kind):
    webp, width, height = as_webp(picture(kind, size=(40, 30)))

    assert Pillow.open(io.BytesIO(webp)).format == "WEBP"
    assert (width, height) == size_of(webp) == (40, 30)


def test_a_large_picture_is_made_as_small_as_pages_show_it():
    webp, width, height = as_webp(picture(size=(3200, 1600)))

    assert (width, height) == size_of(webp) == (MAX_SIDE, MAX_SIDE // 2)


def test_where_a_photograph_was_taken_is_not_kept():
    """Promise 8."""
    exif = Pillow.Exif()
    exif[0x010E] = "Ward 7, bed 3"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)

    for kind in ("JPEG", "PNG", "WEBP"):
        webp, _width, _height = as_webp(picture(kind, exif=exif, comment=b"Ward 7"))

        assert b"Ward" not in webp
        assert not Pillow.open(io.BytesIO(webp)).getexif()


def test_a_photograph_stands_upright():
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned by 90 degrees

    assert as_webp(picture("JPEG", size=(40, 20), exif=exif))[1:] == (20, 40)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG", "WEBP"])
def test_what_is_hidden_behind_a_picture_is_left_behind(kind):
    webp, _width, _height = as_webp(picture(kind) + b"PK\x03\x04 <script>alert(1)</script>")

    assert b"script" not in webp


def test_a_picture_of_ours_comes_back_as_the_very_same_bytes():
    for kind in ("PNG", "JPEG"):
        webp, _width, _height = as_webp(picture(kind))

        assert as_webp(webp)[0] == webp


def test_clear_parts_of_a_picture_stay_clear():
    webp, _width, _height = as_webp(picture(mode="RGBA", colour=(255, 0, 0, 0)))

    assert Pillow.open(io.BytesIO(webp)).convert("RGBA").getpixel((0, 0))[3] == 0


def webp_of(*chunks):
    packed = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(packed) + 4) + b"WEBP" + packed


def chunks_of(webp):
    position, chunks = 12, []
    while position < len(webp):
        name, size = struct.unpack_from("<4sI", webp, position)
        chunks.append((name, webp[position + 8 :][:size]))
        position += 8 + size + size % 2
    return chunks


SECRET = b"what nobody should know, " * 4


@pytest.mark.parametrize(
    "hide",
    [
        lambda chunks: [*chunks, (b"ALPH", SECRET)],
        lambda chunks: [*chunks, (b"VP8L", SECRET)],
        lambda chunks: [(b"VP8X", bytes(10)), *chunks, (b"ALPH", SECRET)],
        lambda chunks: [*chunks, (b"XYZ ", SECRET)],
        lambda chunks: [*chunks, *chunks],
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_nothing_is_hidden_in_a_picture_that_is_a_webp_already(kind, hide):
    """Promise 8: decoders pass over a chunk that they do not need, and so would we."""
    chunks = chunks_of(as_webp(picture(kind))[0])
    hiding = webp_of(*hide(chunks))

    try:
        kept = chunks_of(as_webp(hiding)[0])
    except BadPicture:
        return
    assert SECRET not in b"".join(data for _name, data in kept)
    assert len(kept) == 1


def test_a_head_that_announces_more_than_clear_parts_is_written_anew():
    ((name, data),) = chunks_of(as_webp(picture("JPEG", size=(8, 6)))[0])
    head = bytes([0, 1, 2, 3]) + (7).to_bytes(3, "little") + (5).to_bytes(3, "little")

    kept, _width, _height = as_webp(webp_of((b"VP8X", head), (name, data)))

    assert [name for name, _data in chunks_of(kept)] == [b"VP8 "]


def huge_png(width, height):
    """The head of a PNG of this size: a few bytes that would unpack to gigabytes."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [6_500, 10_000, 20_000, 65_000])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(side):
    with pytest.raises(BadPicture, match="40 million pixels"):
        as_webp(huge_png(side, side))


def test_a_picture_file_that_is_too_large_is_refused():
    with pytest.raises(BadPicture, match="20 MB"):
        as_webp(picture() + bytes(20 * 1024 * 1024))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        picture()[:45],
        picture("JPEG")[:200],
        picture("BMP"),
        picture("TIFF"),
        b"%PDF-1.7 <script>",
        b"RIFF\x04\x00\x00\x00WEBP",
    ],
)
def test_what_is_no_picture_of_a_known_kind_is_refused(data):
    with pytest.raises(BadPicture, match="cannot be opened"):
        as_webp(data)


@pytest.mark.django_db
def test_the_same_picture_is_kept_once_and_named_by_its_content():
    first, second, other = Image.keep(picture()), Image.keep(picture()), Image.keep(picture(colour="blue"))

    assert first == second != other
    assert first.path == f"images/{first.sha256}.webp"
    assert size_of(first.read()) == (first.width, first.height)


@pytest.mark.django_db
def test_a_picture_whose_file_was_lost_is_stored_again():
    image = Image.keep(picture())
    default_storage.delete(image.path)

    assert Image.keep(picture()).read()
