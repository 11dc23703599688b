"""What a reader finds at an address."""

import io
import re

import html5lib
from bs4 import BeautifulSoup
from PIL import Image as PillowImage

from articles.models import Image

SECTIONS_OF_EVERY_KIND = [
    {"body": "<p>Words before the first heading.</p>"},
    {"kind": "key-points", "heading": "Key points", "body": "<ul><li>Rest.</li></ul>"},
    {"kind": "non-urgent", "heading": "Tell your nurse if", "body": "<ul><li>you itch</li></ul>"},
    {"kind": "urgent", "heading": "Call the ward if", "body": "<ul><li>you have a fever</li></ul>"},
    {"kind": "emergency", "heading": "Call your emergency number if", "body": "<ul><li>you cannot breathe</li></ul>"},
    {"kind": "do", "heading": "While you wait", "body": "<ul><li>drink</li></ul>"},
    {"kind": "dont", "heading": "Until then", "body": "<ul><li>drive</li></ul>"},
    {"kind": "warning", "heading": "Never with alcohol", "body": "<p>It harms your liver.</p>"},
    {"kind": "details", "heading": "What doctors call it", "body": "<p>A long word.</p>"},
    {"kind": "questions", "heading": "Questions to ask", "body": "<ul><li>How long?</li></ul>"},
    {
        "heading": "How often",
        "body": "<table><caption>Of 100 people</caption><thead><tr><th scope='col'>Well</th><th scope='col'>Unwell</th>"
        "</tr></thead><tbody><tr><td>90</td><td>10</td></tr></tbody></table><h3>Smaller</h3><p>And "
        "<a href='https://www.example.org/'>a link</a>.</p>",
    },
    {"kind": "emergency", "body": "<p>Without a heading.</p>"},
    {"kind": "details", "body": "<p>Without a heading.</p>"},
    {"kind": "dont", "body": "<ul><li>Without a heading.</li></ul>"},
    {
        "kind": "risk",
        "heading": "How likely it is",
        "body": "<p>women get it at some time.</p>",
        "risk_count": 1,
        "risk_of": 7,
    },
]


def read(client, address, *, status=200):
    """The page at ``address``, which must be HTML without a fault."""
    response = client.get(address)
    assert response.status_code == status, f"{address} answered {response.status_code}"
    markup = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(markup)
    return BeautifulSoup(markup, "html.parser")


def words(part) -> str:
    """The text as it is read, every gap one blank."""
    return re.sub(r" (?=[,.:])", "", " ".join(part.get_text(" ").split()))


def main(page) -> str:
    return words(page.main)


def links(part) -> dict:
    return {words(link): link["href"] for link in part.find_all("a", href=True)}


def heading(page) -> str:
    return words(page.h1)


def make_picture():
    written = io.BytesIO()
    PillowImage.new("RGB", (64, 48), "teal").save(written, "WEBP")
    return Image.keep(written.getvalue())
