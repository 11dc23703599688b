"""Two bodies become one, in which people see what was added and removed."""

import html
import re

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing.blocks import body_changes
from articles.comparing.effort import Effort, TooMuch
from articles.comparing.shown import shown
from articles.models import clean_html
from articles.models.html import TAGS

BLOCK = re.compile(r"</?(?:p|h3|h4|ul|ol|li|blockquote|table|caption|thead|tbody|tr|th|td|dl|dt|dd|br)\b[^>]*>")


def changes(old, new, steps=200_000):
    return shown(body_changes(clean_html(old), clean_html(new), Effort(steps)))


def seen(markup):
    """As the eye reads it: [-removed-] and {+added+}."""
    markup = re.sub(r'<span class="unseen">.*?</span>', "", markup)
    for tag, begin, end in [("del", "[-", "-]"), ("ins", "{+", "+}")]:
        markup = markup.replace(f"<{tag}>", begin).replace(f"</{tag}>", end)
    return markup


def heard(markup):
    """As it is read aloud, without the tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", BLOCK.sub("\n", markup.replace("><ins>", "> <ins>")))).split())


def words(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", BLOCK.sub("\n", markup))).split()


def decided(markup, *, without):
    """With all changes accepted (without "del") or refused (without "ins")."""
    soup = BeautifulSoup(markup, "html.parser")
    for tag in soup.select(f"{without}, .unseen"):
        tag.decompose()
    return str(soup)


def test_a_changed_dose_is_marked_and_nothing_around_it():
    told = changes("<p>Take 10 mg at night.</p>", "<p>Take 20 mg at night.</p>")

    assert seen(told) == "<p>Take [-10-]{+20+} mg at night.</p>"
    assert heard(told) == "Take removed: 10 added: 20 end of what was added mg at night."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<p>Rest.</p>", "<p>Rest.</p>", "<p>Rest.</p>"),
        ("<p>Rest.</p>", "<p>Rest and drink.</p>", "<p>Rest {+and drink+}.</p>"),
        ("<p>Rest well (a lot).</p>", "<p>Rest well.</p>", "<p>Rest well [-(a lot)-].</p>"),
        ("<p>Ring us.</p>", "<p>Ring us.</p><p>At night too.</p>", "<p>Ring us.</p><p>{+At night too.+}</p>"),
        ("<p>One.</p><p>Two.</p>", "<p>Two.</p>", "<p>[-One.-]</p><p>Two.</p>"),
        (
            "<ul><li>fever over 38</li><li>a rash</li></ul>",
            "<ul><li>a rash</li><li>a cough</li></ul>",
            "<ul><li>[-fever over 38-]</li><li>a rash</li><li>{+a cough+}</li></ul>",
        ),
        ("<h3>When to ring</h3>", "<h3>When to ring us</h3>", "<h3>When to ring {+us+}</h3>"),
        ("<p>10<sup>3</sup> cells live</p>", "<p>103 cells live</p>", "<p>[-10<sup>3</sup>-]{+103+} cells live</p>"),
        (
            '<p>Read <a href="https://a.example/">this guide</a> first.</p>',
            '<p>Read <a href="https://b.example/">this guide</a> first.</p>',
            '<p>Read [-this guide-]{+<a href="https://b.example/">this guide</a>+} first.</p>',
        ),
        ("<p>Do not eat.</p>", "<p>Do <strong>not</strong> eat.</p>", "<p>Do <strong>not</strong> eat.</p>"),
        ("<p>the same</p>", "<ul><li>other things</li></ul>", "<p>[-the same-]</p><ul><li>{+other things+}</li></ul>"),
        ("", "<p>New.</p>", "<p>{+New.+}</p>"),
        ("<p>a<br>b c d</p>", "<p>a<br>b c e</p>", "<p>a<br> b c [-d-]{+e+}</p>"),
        ("<p>خذ 10 ملغ ليلاً</p>", "<p>خذ 20 ملغ ليلاً</p>", "<p>خذ [-10-]{+20+} ملغ ليلاً</p>"),
    ],
)  # fmt: skip
def test_what_changed_is_told_word_by_word(old, new, told):
    assert seen(changes(old, new)) == told


def test_a_word_that_stayed_between_two_long_changes_joins_them():
    told = changes("<p>You may eat bread and butter on Monday</p>", "<p>You may drink water and juice on Monday</p>")

    assert seen(told) == "<p>You may [-eat bread and butter-]{+drink water and juice+} on Monday</p>"


TABLE = "<table><thead><tr><th>Age</th><th>Risk</th></tr></thead><tbody>{}</tbody></table>"


def test_a_changed_cell_stays_in_its_table():
    row = "<tr><td>40 to 49</td><td>{} in 100</td></tr>"
    told = changes(TABLE.format(row.format(1)), TABLE.format(row.format(2) + "<tr><td>50</td><td>3 in 100</td></tr>"))

    assert "<td>[-1-]{+2+} in 100</td></tr><tr><td>{+50+}</td><td>{+3 in 100+}</td></tr></tbody></table>" in seen(told)


def test_a_table_with_other_columns_is_shown_twice_and_not_mixed():
    new = "<table><tbody><tr><td>40</td><td>1</td><td>2</td></tr></tbody></table>"
    soup = BeautifulSoup(changes(TABLE.format("<tr><td>40</td><td>1</td></tr>"), new), "html.parser")

    assert [len(table.find_all("td")) for table in soup.find_all("table")] == [2, 3]


def test_what_is_shown_passes_the_sanitiser_again():
    """Promise 11."""
    hostile = '<p>a<script>alert(1)</script><img src=x onerror=alert(1)> <a href="javascript:x">b</a></p>'

    told = shown(body_changes("<p>a b</p>", hostile, Effort(1000)) + '<ins class="x" onclick="y">z</ins>')

    assert not re.search(r"<script|<img|onclick|javascript:|class=\"x\"", told)


def test_a_number_of_columns_that_is_no_number_harms_nothing():
    """Promise 10."""
    table = '<table><tbody><tr><td colspan="{}">a b</td></tr></tbody></table>'

    for width in ("-1", "x", "9" * 99, "٣", ""):
        assert "a b" in changes(table.format(1), table.format(width))


def test_words_that_lie_too_deep_are_not_compared():
    """Promise 10."""
    deep = "<blockquote>" * 3000 + "a" + "</blockquote>" * 3000

    with pytest.raises(TooMuch):
        body_changes("<p>a</p>", deep, Effort(1000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ".join(f"a{n}" for n in range(20_000)), " ".join(f"a{n}" for n in reversed(range(20_000)))),
        ("a b " * 10_000, "b a a " * 7_000),
    ],
)
def test_endless_words_end_the_comparison_and_not_the_server(old, new):
    effort = Effort(50_000)

    with pytest.raises(TooMuch):
        body_changes(f"<p>{old}</p>", f"<p>{new}</p>", effort)
    assert effort.steps > -50_000


WORD = st.sampled_from(
    ["take", "10", "20", "mg", "(daily)", "not", "at", "night.", "خذ", "a–b", "«c»", "ring", "&amp;"]
)
INLINE = st.sampled_from(
    ["{}", "<strong>{}</strong>", '<a href="https://a.example/">{}</a>', "<sup>{}</sup>", "{}<br>"]
)
LINE = st.lists(st.builds(str.format, INLINE, WORD), max_size=8).flatmap(
    lambda parts: st.lists(st.sampled_from([" ", " ", ""]), min_size=len(parts), max_size=len(parts)).map(
        lambda gaps: "".join(gap + part for gap, part in zip(gaps, parts, strict=True))
    )
)
ITEMS = st.lists(st.builds("<li>{}</li>".format, LINE), min_size=1, max_size=4).map("".join)
ROWS = st.lists(st.builds("<tr><td>{}</td><td>{}</td></tr>".format, LINE, LINE), min_size=1, max_size=3).map("".join)
ANY_BLOCK = st.one_of(
    st.builds("<p>{}</p>".format, LINE),
    st.builds("<h3>{}</h3>".format, LINE),
    st.builds("<ul>{}</ul>".format, ITEMS),
    st.builds("<ul><li>{}<ol>{}</ol></li></ul>".format, LINE, ITEMS),
    st.builds("<table><tbody>{}</tbody></table>".format, ROWS),
    st.builds("<dl><dt>{}</dt><dd>{}</dd></dl>".format, LINE, LINE),
    LINE,
)
BODY = st.lists(ANY_BLOCK, max_size=5).map(lambda blocks: clean_html("".join(blocks)))


@given(BODY, BODY)
def test_accepting_all_changes_gives_the_new_words_and_refusing_them_the_old(old, new):
    told = changes(old, new)

    assert words(decided(told, without="del")) == words(new)
    assert words(decided(told, without="ins")) == words(old)


@given(BODY, BODY)
def test_what_is_shown_is_valid_html_of_the_allowed_kind(old, new):
    told = changes(old, new)

    page = f"<!doctype html><title>x</title><body>{told}"
    html5lib.HTMLParser(strict=True).parse(page)
    assert {tag.name for tag in BeautifulSoup(told, "html.parser").find_all()} <= TAGS | {"ins", "del"}


@given(BODY)
def test_a_body_that_did_not_change_comes_out_without_a_mark(body):
    told = changes(body, body)

    assert "<ins>" not in told
    assert "<del>" not in told
    assert words(told) == words(body)
