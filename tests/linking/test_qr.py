"""The QR codes: qr.svg and qr.png below /go/<code>/ and /go/<code>/<n>/"""

import io
import re
from xml.etree import ElementTree

import pytest
import segno
import typst
import zxingcpp
from PIL import Image

from articles.linking.qr import FONT
from articles.models.code import ALPHABET
from tests.linking.paper import qr_codes_in, rendered
from tests.makers import NOON, make_article, make_edition
from tests.reading.pages import heading, main, read

pytestmark = pytest.mark.django_db


def squares(svg: bytes):
    """The dark squares of a drawing, row by row."""
    picture = ElementTree.fromstring(svg)
    return [path.get("d") for path in picture.iter("{http://www.w3.org/2000/svg}path") if path.get("stroke")]


def expected(address):
    written = io.BytesIO()
    segno.make_qr(address, error="m").save(written, kind="svg", border=4)
    return squares(written.getvalue())


@pytest.fixture
def article():
    article = make_article()
    make_edition(article=article, release_at=NOON)
    return article


def test_the_code_opens_what_the_page_says_now_or_asks_about_one_copy(client, article):
    now = client.get(f"/go/{article.code}/qr.svg")
    copy = client.get(f"/go/{article.spoken_code}/3/qr.svg")

    assert squares(now.content) == expected(f"http://testserver/go/{article.code}/")
    assert squares(copy.content) == expected(f"http://testserver/go/{article.code}/3/")
    assert squares(now.content) != squares(copy.content)


def test_it_is_a_small_picture_that_may_be_kept_and_runs_nothing(client, article):
    """Promises 8, 9 and 11."""
    response = client.get(f"/go/{article.code}/qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert "max-age=86400" in response["Cache-Control"]
    assert len(response.content) < 4096
    assert not response.cookies
    assert not re.search(rb"<script|<style|style=|href=|<image", response.content)
    assert f"/go/{article.code}/".encode() in response.content


def seen(png: bytes):
    return Image.open(io.BytesIO(png)).convert("L")


@pytest.mark.parametrize(("size", "dots"), [("2", 236), ("3", 354), ("5", 591)])
def test_as_dots_for_print_it_has_its_size_at_300_dpi_and_is_read_back(client, article, size, dots):
    response = client.get(f"/go/{article.code}/3/qr.png?size={size}")
    picture = Image.open(io.BytesIO(response.content))

    assert response["Content-Type"] == "image/png"
    assert picture.width == dots
    assert [round(value) for value in picture.info["dpi"]] == [300, 300]
    assert len(response.content) < 8192
    assert qr_codes_in(picture.convert("L")) == [f"http://testserver/go/{article.code}/3/"]


def test_it_is_three_centimetres_wide_unless_another_size_is_asked_for(client, article):
    picture = seen(client.get(f"/go/{article.code}/qr.png").content)

    assert picture.width == 354
    assert qr_codes_in(picture) == [f"http://testserver/go/{article.code}/"]


def test_the_drawing_is_read_back_too(client, article, tmp_path):
    (tmp_path / "qr.svg").write_bytes(client.get(f"/go/{article.code}/3/qr.svg").content)
    (tmp_path / "page.typ").write_text('#set page(width: 4cm, height: auto)\n#image("qr.svg", width: 100%)')

    png = typst.compile(str(tmp_path / "page.typ"), format="png", ppi=300)

    assert qr_codes_in(seen(png)) == [f"http://testserver/go/{article.code}/3/"]


def test_it_withstands_a_stain_and_has_its_quiet_margin(client, article):
    picture = seen(client.get(f"/go/{article.code}/3/qr.png?size=2").content)
    left, top, right, _bottom = picture.crop((0, 0, 236, 236)).point(lambda dot: 255 - dot).getbbox()

    (found,) = zxingcpp.read_barcodes(picture)
    square = (right - left) // 29  # an address of this length takes 29 squares
    assert min(left, top, 236 - right) >= 4 * square
    assert found.ec_level in {"M", "Q", "H"}
    picture.paste(255, (118, 118, 118 + 3 * square, 118 + 3 * square))
    assert qr_codes_in(picture) == [f"http://testserver/go/{article.code}/3/"]


def test_the_code_stands_below_it_in_groups_that_can_be_read_out(client, article):
    words = [
        "".join(ElementTree.fromstring(client.get(f"/go/{article.code}/{page}").content).itertext())
        for page in ("qr.svg", "3/qr.svg")
    ]
    bare, edition = (seen(client.get(f"/go/{article.code}/{page}").content) for page in ("qr.png", "3/qr.png"))
    below = [picture.crop((0, 354, 354, picture.height)) for picture in (bare, edition)]

    assert words[0].endswith(article.spoken_code)
    assert words[1].endswith(f"{article.spoken_code}/3")
    assert all(band.getextrema()[0] < 40 for band in below)
    assert below[0].tobytes() != below[1].tobytes()


def test_every_sign_of_a_code_can_be_drawn():
    from PIL import ImageFont

    font = ImageFont.truetype(FONT, 40)
    shapes = {font.getmask(sign).getbbox() and bytes(font.getmask(sign)) for sign in {*ALPHABET, *"0123456789-/"}}

    assert len(shapes) == len({*ALPHABET, *"0123456789-/"})
    assert None not in shapes


@pytest.mark.parametrize("size", ["4", "", "2cm", "-3", "9" * 50, "<script>"])
def test_a_size_that_we_do_not_have_is_refused_by_its_name(client, article, size):
    """Promise 10."""
    page = read(client, f"/go/{article.code}/qr.png?size={size}", status=400)

    assert "“size” is the width in centimetres: 2, 3 or 5." in main(page)


@pytest.mark.parametrize("size", ["normal", "large", "largest"])
def test_the_code_on_a_printed_leaflet_is_read_back_and_answers(client, article, size):
    """Promise 4."""
    pdf = client.get(f"/articles/{article.slug}/leaflet.pdf?size={size}").content

    (address,) = {text for page in rendered(pdf) for text in qr_codes_in(page)}

    assert address == f"http://testserver/go/{article.code}/1/"
    page = read(client, address.removeprefix("http://testserver"))
    assert heading(page) == "Yes, this copy is current"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_codes_only_answer_questions(client, article, method):
    for page in ("", "1/", "qr.svg", "1/qr.svg", "qr.png", "1/qr.png", "1/words.json"):
        assert getattr(client, method)(f"/go/{article.code}/{page}").status_code == 405
