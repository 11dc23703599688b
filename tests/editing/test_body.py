"""Promise 6: nothing is lost from a text because somebody typed a word in it."""

import pytest

from articles.editing.body import BodyWidget
from articles.editing.losses import is_kept_by_rich_text


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<h3>Rest</h3><p>One <strong>two</strong> <em>three</em><br>H<sub>2</sub>O, m<sup>2</sup></p>",
        '<ol start="3"><li><p>One</p></li></ol><ul><li><p>Two</p></li></ul><blockquote><p>Three</p></blockquote>',
        '<p><a href="https://www.example.org/">Link</a> &lt;dl&gt;</p>',
        "<table><caption>Doses</caption><thead><tr><th>Age</th></tr></thead><tbody><tr><td>Six</td></tr></tbody></table>",
        '<dl><dt lang="la">Nil</dt><dd>Nothing</dd></dl><p dir="rtl">One</p>',
        '<table><tbody><tr><th scope="row">One</th></tr></tbody></table><p><abbr title="x-ray">X</abbr></p>',
        '<p lang="es">Uno <span lang="la">nil</span> <a href="https://www.example.org/" hreflang="es">dos</a></p>',
        '<table><tbody><tr><th colspan="2"><p>One</p></th></tr><tr><td rowspan="2">Two</td></tr></tbody></table>',
    ],
)
def test_what_the_rich_text_box_keeps_is_written_in_it(markup):
    assert is_kept_by_rich_text(markup)
    assert "data-rich-text" in BodyWidget().render("body", markup, {"id": "id_body"})


@pytest.mark.parametrize(
    "markup",
    [
        "<table><thead><tr><th>One</th></tr></thead></table>",
        "<table><tbody><tr><td>One</td></tr></tbody><tbody><tr><td>Two</td></tr></tbody></table>",
        "<table><tbody><tr><td>One</td></tr></tbody><thead><tr><td>Two</td></tr></thead></table>",
        "<table><tbody><tr><td><table><tbody><tr><td>One</td></tr></tbody></table></td></tr></tbody></table>",
        "<table><caption><p>One</p></caption><tbody><tr><td>Two</td></tr></tbody></table>",
        '<table><tbody lang="es"><tr><td>Uno</td></tr></tbody></table>',
        "<dl><dt><p>One</p></dt><dd>Two</dd></dl>",
        '<p><span lang="la">nil <span lang="es">uno</span></span></p>',
        "<p>One</p><![<![",
        "<p></i>" * 41,
    ],
)
def test_what_it_would_lose_is_written_as_html_with_a_sentence_that_says_why(markup):
    box = BodyWidget().render("body", markup, {"id": "id_body"})

    assert "data-rich-text" not in box
    assert "the rich text box would lose" in box
    assert 'aria-describedby="id_body_why"' in box
