"""Pictures from outside are opened, measured and written anew: what is stored is only what can be seen."""

import io
import struct
import warnings

from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import ImageOps

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 1600  # pixels; a reading column is never wider than half of it

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_PLAIN_PICTURES = {
    (b"VP8 ",),
    (b"VP8L",),
    (b"VP8X", b"VP8 "),
    (b"VP8X", b"VP8L"),
    (b"VP8X", b"ALPH", b"VP8 "),
}
_HAS_CLEAR_PARTS = 0x10


class BadPicture(ValueError):
    """A file that is not kept as a picture. ``str()`` is a sentence for the person who sent it."""


def as_webp(data: bytes):
    """The picture as (WebP bytes, width, height) without EXIF, location or anything hidden. Raises BadPicture."""
    if len(data) > MAX_BYTES:
        raise BadPicture(_("The picture is larger than 20 MB."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PillowImage.DecompressionBombWarning)
            return _written_anew(data)
    except BadPicture:
        raise
    except (PillowImage.DecompressionBombWarning, PillowImage.DecompressionBombError):
        raise _too_many_pixels() from None
    except Exception as fault:  # Pillow raises many kinds for a broken file
        raise BadPicture(_("The picture cannot be opened. Use PNG, JPEG, WebP or GIF.")) from fault


def _written_anew(data):
    with PillowImage.open(io.BytesIO(data), formats=_FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise _too_many_pixels()
        opened.load()
        if opened.format == "WEBP" and _is_bare_webp(data) and max(opened.size) <= MAX_SIDE:
            return data, *opened.size
        is_photograph = opened.format in {"JPEG", "WEBP"}
        picture = ImageOps.exif_transpose(opened).convert("RGBA" if opened.has_transparency_data else "RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    written = io.BytesIO()
    picture.save(written, "WEBP", lossless=not is_photograph, quality=82, method=4)
    return written.getvalue(), *picture.size


def narrower(webp: bytes, width: int) -> bytes:
    """One of our own pictures, ``width`` pixels wide, for a small screen."""
    with PillowImage.open(io.BytesIO(webp), formats=["WEBP"]) as picture:
        height = max(1, round(picture.height * width / picture.width))
        small = picture.resize((width, height), PillowImage.Resampling.LANCZOS)
    written = io.BytesIO()
    small.save(written, "WEBP", quality=82, method=4)
    return written.getvalue()


def _too_many_pixels():
    return BadPicture(_("The picture has more than 40 million pixels. Make it smaller."))


def _is_bare_webp(data):
    """Whether the file holds one picture in the chunks that it needs, and nothing else up to its last byte.

    Such a file is kept as it is, so that a picture that was exported comes back as the very same bytes.
    """
    if len(data) < 20 or struct.unpack_from("<I", data, 4)[0] + 8 != len(data):
        return False
    position, names = 12, []
    while position + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, position)
        content, padding = data[position + 8 :][:size], data[position + 8 + size :][: size % 2]
        if any(padding) or (name == b"VP8X" and not _is_plain_head(content)):
            return False
        names.append(name)
        position += 8 + size + size % 2
    return position == len(data) and tuple(names) in _PLAIN_PICTURES


def _is_plain_head(content):
    """Ten bytes that announce nothing but clear parts; decoders pass over what else stands in them."""
    return len(content) == 10 and content[0] & ~_HAS_CLEAR_PARTS == 0 and not any(content[1:4])
