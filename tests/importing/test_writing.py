"""Whatever an edition holds, its Markdown reads back as exactly the same sections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.understanding.markdown import read_sections
from articles.importing.writing import body_of
from articles.models import (
    Image,
    Section,
    clean_html,
)

DIFFICULT_BODIES = [
    "<table><thead><tr><th>a | b</th><th>c</th></tr></thead><tbody><tr><td>d\\|e</td><td>f</td></tr></tbody></table>",
    '<table><caption>Doses</caption><tbody><tr><th scope="row">a</th><td colspan="2">b</td></tr></tbody></table>',
    "<p>5 &lt; 6 &amp; 7 &gt; 6; &amp;amp; &amp;lt;b&amp;gt;</p>",
    "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>",
    "<ul><li><p>a</p><p>b</p></li></ul>",
    '<ol start="7"><li>a</li></ol>',
    "<ol><li>a</li></ol><ol><li>b</li></ol>",
    "<p>snake_case __init__ *star* **two** `tick` ~~no~~</p>",
    "<p>1. no list</p><p>2) nor this</p><p>- nor this</p><p>+ nor</p><p>* nor</p>",
    "<p>12\\. done</p><p># no heading</p><p>## nor this</p><p>Title</p><p>===</p><p>---</p><p>&gt; no quote</p>",
    "<p>::: urgent</p><p>:::</p><p>a ::: b</p>",
    "<p>a\n:::\nb</p>",
    "<p>a\n:::: urgent\nb\n:::</p>",
    ":::",
    "<p>a {#b}</p>",
    "<p>C:\\new \\* \\\\ \\</p>",
    "<p>a<br>b<br>c</p>",
    "<p>H<sub>2</sub>O m<sup>2</sup></p>",
    '<p lang="ar" dir="rtl">الربو <strong>مرض</strong></p>',
    "<p>😀 👩‍⚕️ ½ “quotes” — … \u00a0non-breaking</p>",
    "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>",
    "<dl><dt>a</dt><dd>b</dd></dl>",
    '<p><a href="https://a.example/(b)?c=1&amp;d=[2]#e_f">x [y] (z)</a></p>',
    '<p><a href="tel:+44 999">call</a> <a href="/a b/">c</a> <a>d</a></p>',
    '<p><abbr title="a &quot;b&quot;">c</abbr><span lang="fr">d</span></p>',
    "<p><strong> a </strong>b<em>c</em>d<strong><em>e</em></strong></p>",
    "<h3>a {#b}</h3><h4>c</h4><p>d</p>",
    "just words",
    "words <strong>and</strong><p>a block</p>",
    "<p>[a]: https://a.example/</p><p>[a] ![b](c.png) &lt;!-- d --&gt;</p>",
    "<p>https://a.example/_b_ and b@c.example</p>",
    "<p>| a | b |</p><p>|---|---|</p>",
    "<p>    four blanks</p><p>\ttab</p>",
    "<p>a  b   c</p>",
    "<p></p>",
    "",
    "<ul><li></li></ul>",
    "<p>---</p><p>title: x</p><p>---</p>",
]
DIFFICULT_HEADINGS = [
    "",
    "Rest {#sleep}",
    "{#x}",
    "# Rest #",
    "1. Rest",
    "*Rest* _and_ `sleep`",
    "a\\b \\* c",
    "a & b &amp; <c>",
    "[a](b) ![c](d)",
    "::: urgent",
    "a :::",
    "decorative",
    "text",
    "html text",
    "“¿Qué?” — الربو 😀",
    "a  b",
    "-",
    "https://a.example/",
]


class _Words:
    """An edition that is not stored."""

    def __init__(self, *sections):
        self.sections = self
        self.all = lambda: sections


def must_read_back(*sections):
    text = body_of(_Words(*sections))

    _title, read = read_sections(text, picture_at=lambda path: path.encode())

    assert [(each.kind, each.heading, each.body) for each in read] == [
        (each.kind, each.heading, each.body) for each in sections
    ], text
    for each, section in zip(read, sections, strict=True):
        assert not section.anchor or each.anchor in {section.anchor, ""}
        if section.image:
            assert (each.picture.alt, each.picture.is_decorative) == (section.alt, section.is_decorative)


@pytest.mark.parametrize("body", DIFFICULT_BODIES)
@pytest.mark.parametrize("kind", ["text", "emergency"])
def test_difficult_words_read_back_exactly(kind, body):
    body = clean_html(body)

    must_read_back(Section(kind=kind, body=body))
    must_read_back(Section(kind=kind, heading="Rest", body=body), Section(body=body), Section(kind=kind, body=body))
    must_read_back(Section(body="<p>a</p>"), Section(body=body), Section(heading="Rest"), Section(body=body))


@pytest.mark.parametrize("heading", DIFFICULT_HEADINGS)
@pytest.mark.parametrize("body", ["<p>a</p>", "<p>a<br>b</p><dl><dt>c</dt></dl>", ""])
@pytest.mark.parametrize("kind", ["text", "details", "image"])
def test_difficult_headings_read_back_exactly(kind, body, heading):
    must_read_back(Section(kind=kind, heading=heading, body=body, anchor="kept"))
    must_read_back(Section(kind=kind, heading=heading, body=body), Section(kind=kind, heading=heading, body=body))


@pytest.mark.parametrize("heading", ["", "Rest", "a {#b}", "“x” [y]"])
@pytest.mark.parametrize("body", DIFFICULT_BODIES[:12])
@pytest.mark.parametrize("alt", ["A nurse", 'a [b] ![c](d) "e" \\ f * _ ` < & {#g}', "two\nlines\n\nand three", ""])
def test_difficult_pictures_read_back_exactly(heading, body, alt):
    image = Image(sha256="a" * 64, width=1, height=1)

    must_read_back(
        Section(kind="image", image=image, heading=heading, body=clean_html(body), alt=alt),
        Section(kind="image", image=image, heading=heading, body=clean_html(body), is_decorative=True),
        Section(body="<p>After.</p>"),
    )


PIECES = [
    *DIFFICULT_BODIES,
    "<p>",
    "</p>",
    "<li>",
    "<strong>",
    "</strong>",
    "<br>",
    "\n",
    " ",
    "*",
    "_",
    ":::",
    "\\",
    "#",
    "a",
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["text", "text", "urgent", "image"]),
            st.sampled_from(DIFFICULT_HEADINGS),
            st.lists(st.sampled_from(PIECES) | st.text("ab*_#>-1.)|:[]{}\\`~&<\n ", max_size=6), max_size=4).map(
                "".join
            ),
        ),
        max_size=5,
    )
)
def test_any_mixture_of_sections_reads_back_exactly(sections):
    must_read_back(*(Section(kind=kind, heading=heading, body=clean_html(body)) for kind, heading, body in sections))
