"""QR codes for print: dark on white, with the quiet margin they need, and the code in groups below for those who type.

Error correction is M or better (15 percent may be lost to a fold or a copy of a copy). More would mean more and smaller
squares, which at 2 cm troubles a cheap camera sooner than a stain does; what fits without more squares is taken.
"""

import io
from html import escape
from pathlib import Path

QUIET = 4  # squares of margin, as ISO/IEC 18004 asks for
BAND = 0.19  # height of the line of text below, as a part of the width
LETTERS = 0.62  # height of its letters, as a part of the band
DOTS_PER_CM = 300 / 2.54
SIZES = {"2": 2, "3": 3, "5": 5}  # centimetres wide, with the margin
FONT = Path(__file__).parent / "fonts" / "code.ttf"  # the figures, capitals and signs of our codes, and no more


def as_svg(address: str, written: str) -> bytes:
    """A drawing that a telephone reads as ``address``, with ``written`` below it."""
    code = _code(address)
    side = code.symbol_size(border=QUIET)[0]
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=QUIET, dark="#000", xmldecl=False, svgns=False, svgclass=None, lineclass=None)
    height = side * (1 + BAND)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {height:g}" width="{side * 4}" '
        f'height="{height * 4:g}" role="img"><title>{escape(address)}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{height:g}H0z"/>'
        f'{drawn.getvalue().decode().strip()}<text x="{side / 2:g}" y="{side + side * BAND * 0.5:g}" '
        f'font-family="Atkinson Hyperlegible Next, Verdana, sans-serif" font-weight="700" '
        f'font-size="{side * BAND * LETTERS:.4g}" text-anchor="middle">{escape(written)}</text></svg>\n'
    ).encode()


def as_png(address: str, written: str, centimetres: int) -> bytes:
    """The same as dots, 300 to the inch and exactly so wide; each square is a whole number of dots."""
    from PIL import Image, ImageDraw, ImageFont

    width = round(centimetres * DOTS_PER_CM)
    squares = io.BytesIO()
    code = _code(address)
    dots = max(1, width // code.symbol_size(border=QUIET)[0])
    code.save(squares, kind="png", border=QUIET, scale=dots)
    picture = Image.new("L", (width, round(width * (1 + BAND))), "white")
    with Image.open(squares) as drawn:
        margin = (width - drawn.width) // 2
        picture.paste(drawn.convert("L"), (margin, margin))
    font = ImageFont.truetype(FONT, width * BAND * LETTERS)
    ImageDraw.Draw(picture).text((width / 2, width * (1 + BAND * 0.5)), written, "black", font, anchor="ms")
    stored = io.BytesIO()
    picture.save(stored, "PNG", dpi=(300, 300), optimize=True)
    return stored.getvalue()


def _code(address):
    import segno

    return segno.make_qr(address, error="m")
