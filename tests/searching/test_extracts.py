import re

import pytest

from articles.models import clean_html
from articles.searching.extracts import extract_of
from articles.searching.question import Question


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (
            "<ul><li>chest pain</li><li>one side goes weak.</li><li>fits</li></ul>",
            "chest pain; one side goes weak. fits",
        ),
        ("<p>These may be</p><ul><li><strong>weak</strong></li><li>dizzy</li></ul>", "These may be: weak; dizzy"),
        (
            "<table><tbody><tr><th>Sign</th><th>Do</th></tr><tr><td>weak</td><td>Rest!</td></tr></tbody></table>",
            "Sign; Do; weak; Rest!",
        ),
        ("<h3>Arms (both)</h3><p>weak<br>or numb</p><p>Call us</p>", "Arms (both): weak; or numb; Call us"),
        ("<p>ضعف weak في</p><p>الذراع</p>", "ضعف weak في؛ الذراع"),
    ],
)
def test_what_stands_in_parts_on_a_page_does_not_run_together_in_an_extract(body, read):
    extract = extract_of(clean_html(body), Question("weak", "en", ["weak"], {"weak"}, ["weak"], weights={"weak": 1.0}))

    assert re.sub("</?mark>", "", extract) == read
