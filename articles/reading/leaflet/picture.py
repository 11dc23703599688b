import base64
import io
import re

from PIL import Image as PillowImage

from ..article.figures import HEIGHT

TOP, FEET = 1, 27  # of a person in the field of ``figures``

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    '<image width="{width}" height="{height}" href="data:image/{kind};base64,{data}"/></svg>'
)
_PEOPLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    '<clipPath id="part"><rect y="{top}" width="{width}" height="{height}"/></clipPath>'
    '<g fill="none" stroke="#0b4a47" stroke-width="1.5" transform="{turn}"><path d="{outlined}"/>'
    '<g fill="#0b4a47"><path d="{filled}"/>{part}</g></g></svg>'
)


def people(drawn, *, is_rtl) -> bytes:
    """The people of a risk as they stand on the page. drawn: Figures"""
    return _PEOPLE.format(
        width=drawn.width,
        height=drawn.height,
        top=_top_of_part(drawn),
        turn=f"translate({drawn.width} 0) scale(-1 1)" if is_rtl else "scale(1)",
        outlined=drawn.outlined,
        filled=drawn.filled,
        part=f'<path d="{drawn.part}" clip-path="url(#part)"/>' if drawn.part else "",
    ).encode()


def _top_of_part(drawn):
    """From where on the person is filled of whom only a part is meant."""
    if not drawn.part:
        return 0
    row = int(re.match(r"M\d+ (\d+)", drawn.part)[1]) // HEIGHT
    return row * HEIGHT + TOP + (FEET - TOP) * drawn.empty / 100


def printable(image) -> bytes:
    """The picture in an SVG, which is text: the typesetter takes other files from a disk only."""
    kind, data = _as_printed(image.read())
    encoded = base64.b64encode(data).decode()
    return _FRAME.format(width=image.width, height=image.height, kind=kind, data=encoded).encode()


def _as_printed(webp):
    """A photograph as JPEG, which a PDF holds as it is; a drawing without loss."""
    if webp[12:16] == b"VP8L":
        return "webp", webp
    written = io.BytesIO()
    with PillowImage.open(io.BytesIO(webp)) as picture:
        on_paper = PillowImage.new("RGB", picture.size, "white")
        on_paper.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
    on_paper.save(written, "JPEG", quality=85)
    return "jpeg", written.getvalue()
