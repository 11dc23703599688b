"""docs/import-format.md: how Markdown becomes sections."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing import BadFile
from articles.importing.understanding.markdown import read_markdown, read_sections
from articles.models import Kind, clean_html


def sections(text, **options):
    return read_sections(text, **{"picture_at": lambda path: path.encode(), **options})[1]


def told(text):
    return [(section.kind, section.heading, section.body) for section in sections(text)]


def fault(text):
    with pytest.raises(BadFile) as refusal:
        read_markdown(text, picture_at=lambda path: path.encode())
    return refusal.value.line, str(refusal.value)


def test_a_section_starts_at_each_heading_and_text_before_the_first_has_none():
    assert told("Before.\n\n## Rest\n\nSleep.\n\n### Smaller\n\n- a\n- b\n\n## Drink\n\nWater.") == [
        ("text", "", "<p>Before.</p>"),
        ("text", "Rest", "<p>Sleep.</p><h3>Smaller</h3><ul><li>a</li><li>b</li></ul>"),
        ("text", "Drink", "<p>Water.</p>"),
    ]


def test_the_first_large_heading_is_the_title():
    title, read = read_sections("# Asthma\n\nWords.")

    assert title == "Asthma"
    assert len(read) == 1


def test_strong_words_links_and_tables_are_kept():
    ((_kind, _heading, body),) = told("**a** *b* [c](https://www.example.org/?x=1&y=2)\n\n| d |\n|---|\n| e |")

    assert body == (
        '<p><strong>a</strong> <em>b</em> <a href="https://www.example.org/?x=1&amp;y=2">c</a></p>'
        "<table><thead><tr><th>d</th></tr></thead><tbody><tr><td>e</td></tr></tbody></table>"
    )


@pytest.mark.parametrize("kind", [kind for kind in Kind.values if kind not in {"image", "risk"}])
def test_each_kind_of_section_has_its_fence(kind):
    assert told(f"::: {kind} Call now if\n- you cannot breathe\n:::") == [
        (kind, "Call now if", "<ul><li>you cannot breathe</li></ul>")
    ]


def test_text_after_a_fence_goes_on_without_a_heading():
    assert told("## Rest\n\nSleep.\n\n::: warning\nDo not drive.\n:::\n\nMore.") == [
        ("text", "Rest", "<p>Sleep.</p>"),
        ("warning", "", "<p>Do not drive.</p>"),
        ("text", "", "<p>More.</p>"),
    ]


def test_a_heading_right_above_a_fence_is_its_heading():
    assert told("## Call now if\n\n::: emergency\n- you cannot breathe\n:::") == [
        ("emergency", "Call now if", "<ul><li>you cannot breathe</li></ul>")
    ]


def test_a_longer_fence_ends_with_a_longer_line():
    assert told("::::: html text More\n<p>a\n:::\nb</p>\n:::::\n\nc") == [
        ("text", "More", "<p>a\n:::\nb</p>"),
        ("text", "", "<p>c</p>"),
    ]


@pytest.mark.parametrize("heading", ["## Rest {#sleep}", "::: details Rest {#sleep}\nx\n:::", "## *Rest* {#sleep}"])
def test_an_anchor_stands_behind_its_heading(heading):
    (section,) = sections(heading)

    assert (section.heading, section.anchor) == ("Rest", "sleep")


def test_a_picture_is_a_section_with_alt_text_and_perhaps_a_caption():
    (section,) = sections("::: image How it looks\n![A *red* rash](images/rash.png)\n\nOn the **arm**.\n:::")

    assert (section.kind, section.heading) == ("image", "How it looks")
    assert (section.picture.data, section.picture.alt) == (b"images/rash.png", "A red rash")
    assert section.body == "<p>On the <strong>arm</strong>.</p>"


def test_a_picture_that_says_nothing_is_called_decorative():
    (section,) = sections("::: image decorative Flowers\n![](flowers.png)\n:::")

    assert (section.heading, section.picture.alt, section.picture.is_decorative) == ("Flowers", "", True)


def test_a_picture_in_a_paragraph_of_its_own_needs_no_fence_and_takes_the_heading_above_it():
    first, second = sections("## A rash\n\n![A red rash](rash.png)\n\nIt itches.")

    assert (first.kind, first.heading, first.picture.alt) == ("image", "A rash", "A red rash")
    assert (second.kind, second.heading, second.body) == ("text", "", "<p>It itches.</p>")


@pytest.mark.parametrize("source", ["<my rash (é).png>", "my%20rash%20%28%C3%A9%29.png"])
def test_the_name_of_a_picture_may_hold_blanks_and_any_letters(source):
    (section,) = sections(f"![A rash]({source})")

    assert section.picture.data.decode() == "my rash (é).png"


def test_html_of_our_own_export_is_read_word_for_word():
    assert told('::: html warning Attention\n<p lang="fr">Rouge.</p>\n:::') == [
        ("warning", "Attention", '<p lang="fr">Rouge.</p>')
    ]


FAULTS = {
    "a fence that does not end": ("x\n\n::: urgent Call\n- y", 3, "does not end"),
    "an unknown fence": ("x\n\n::: danger\ny\n:::", 3, "is not a kind of section. Use one of: text, key-points"),
    "a fence without a kind": (":::\nx\n:::", 1, "is not a kind of section"),
    "a fence that begins with a quotation mark": ("::: “urgent”\nx\n:::", 1, "is not a kind of section"),
    "html that begins with a quotation mark": ("::: html “x”\n<p>x</p>\n:::", 1, "not allowed"),
    "a fence in a fence": (":::: details\nx\n\n::: urgent\ny\n:::\n::::", 4, "cannot stand inside another"),
    "a fence in a list": ("- x\n\n  ::: urgent\n  y\n  :::", 3, "cannot stand inside another"),
    "a heading in a fence": ("::: details\n## x\n:::", 2, "A fence cannot hold"),
    "raw html": ("x\n\n<div>y</div>", 3, "Raw HTML is not read"),
    "raw html within words": ("x\n\ny <b>z</b>", 3, "Raw HTML is not read"),
    "a script in a list": ("- x\n- <script>alert(1)</script>", 2, "Raw HTML"),
    "a script in a fence": ("::: urgent\n<script>alert(1)</script>\n:::", 2, "Raw HTML"),
    "a script in a heading": ("## x <script>", 1, "Raw HTML"),
    "a script in our own html": ("x\n\n::: html text\n<script>alert(1)</script>\n:::", 3, "not allowed"),
    "a comment": ("<!-- x -->", 1, "Raw HTML"),
    "an address that runs something": ("x\n\n[y](javascript:alert(1))", 3, "A link to “javascript:alert(1)” is"),
    "the same in capitals": ("[y](JAVASCRIPT:alert(1))", 1, "is not allowed"),
    "the same in figures": ("[y](&#106;avascript:alert(1))", 1, "is not allowed"),
    "the same behind a reference": ("[y][1]\n\n[1]: javascript:alert(1)", 1, "is not allowed"),
    "the same in brackets": ("<javascript:alert(1)>", 1, "is not allowed"),
    "data": ("[y](data:text/html,x)", 1, "is not allowed"),
    "a file": ("[y](file:///etc/passwd)", 1, "is not allowed"),
    "a picture among words": ("x ![y](z.png)", 1, "Put the picture in a paragraph of its own"),
    "a picture in a list": ("- ![y](z.png) x", 1, "Put the picture in a paragraph of its own"),
    "an image fence without a picture": ("::: image\nx\n:::", 1, "begins with the picture"),
    "an empty image fence": ("::: image\n:::", 1, "begins with the picture"),
    "decorative with alt text": ("::: image decorative\n![y](z.png)\n:::", 1, "has no alt text"),
    "a long heading": (f"x\n\n## {'y' * 251}", 3, "The heading has 251 characters; it may have 250"),
    "a long title": (f"\n# {'y' * 300}", 2, "The title has 300 characters; it may have 200"),
}


@pytest.mark.parametrize(("text", "line", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_what_cannot_be_read_is_refused_with_its_line(text, line, sentence):
    told_line, told_sentence = fault(f"---\ntitle: Asthma\n---\n{text}")

    assert sentence in told_sentence
    assert told_line == line + 3


def test_a_picture_that_is_not_there_is_told_with_the_line_it_is_wanted_on():
    def nowhere(path):
        raise BadFile("There is no file.")

    with pytest.raises(BadFile) as refusal:
        sections("x\n\n![y](z.png)", picture_at=nowhere)
    assert refusal.value.line == 3


LETTERS = st.sampled_from(
    [*"#*_-|:>`[]()!<>&\\ \n\n1.ab", ":::", "::: urgent", "\n:::\n", "## ", "![a](b)", "javascript:"]
)


@given(st.lists(LETTERS, max_size=30).map("".join))
def test_whatever_is_written_becomes_clean_sections_or_a_sentence_with_a_line(text):
    try:
        read = sections(text)
    except BadFile as refusal:
        assert refusal.line  # noqa: PT017
    else:
        assert all(section.body == clean_html(section.body) for section in read)
        assert not any(re.search(r'href="\s*javascript:', section.body) for section in read)


def test_what_a_section_cannot_hold_is_kept_another_way_and_said_with_its_line():
    text = (
        "---\ntitle: Asthma\n---\n# Wheeze\n\n##### Small\n\n---\n\n```\na < b\n  c\n```\n\n    d\n\n# Rest\n\nSleep."
    )

    document = read_markdown(text, picture_at=None)

    assert [(section.heading, section.body) for section in document.sections] == [
        ("", "<h4>Small</h4><p>a &lt; b<br>  c</p><p>d</p>"),
        ("Rest", "<p>Sleep.</p>"),
    ]
    assert sorted(document.notes) == [
        "Line 10: a block of code became plain lines.",
        "Line 15: a block of code became plain lines.",
        "Line 17: a second # heading begins a section, as ## does.",
        "Line 6: a heading below #### became one of ####.",
        "Line 8: a line across the page was left out.",
        "The heading “# Wheeze” was left out: the front matter gives another title.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Words.\n\n" + "> " * 60 + "deep", 3),
        ("\n".join("  " * level + f"- {level}" for level in range(60)), 15),
        ("::: html\n" + "<ul><li>" * 60 + "</li></ul>" * 60 + "\n:::", 1),
    ],
)
def test_what_is_nested_too_deeply_is_refused_with_its_line(text, line):
    """Markdown would leave out the deepest words without a sound, and export would never end."""
    with pytest.raises(BadFile, match="too deeply") as refusal:
        read_sections(text)

    assert refusal.value.line == line


def test_lists_in_lists_are_kept_as_deep_as_anybody_needs():
    assert "<li>9" in read_sections("\n".join("  " * level + f"- {level}" for level in range(10)))[1][0].body
