"""The QR codes: /go/<code>/qr.svg and /go/<code>/<n>/qr.svg"""

import io
import re
from xml.etree import ElementTree

import pytest
import segno

from tests.makers import NOON, make_article, make_edition

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
    assert not re.search(rb"<script|<style|style=|href=", response.content)
    assert f"/go/{article.code}/".encode() in response.content


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_codes_only_answer_questions(client, article, method):
    for page in ("", "1/", "qr.svg", "1/qr.svg"):
        assert getattr(client, method)(f"/go/{article.code}/{page}").status_code == 405
