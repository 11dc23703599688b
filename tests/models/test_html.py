"""Promise 11: everything written is sanitised when saved."""

import re
from unittest.mock import Mock

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from articles.models import Section, clean_html, plain_text
from articles.models import html as sanitiser
from articles.models.html import ATTRIBUTES, SCHEMES, TAGS
from tests.makers import make_edition

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1) ONMOUSEOVER='alert(1)'>x</p>",
    "<p style='background:url(https://evil.example/)'>x</p>",
    "<style>body{display:none}</style>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='&#106;&#97;vascript:alert(1)'>x</a>",
    "<a href='&#x6A&#x61vascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,x'></object><embed src=x>",
    "<form action=https://evil.example/><input name=password></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<p id=main class=urgent>x</p>",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p><b><script>alert(1)</script></b></p>",
    "<td><th><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;<script>",
    "<abbr title='\"><script>alert(1)</script>'>x</abbr>",
    "\x00<script\x00>alert(1)</script>",
]
PIECES = st.sampled_from([*HOSTILE, *(f"<{tag}>" for tag in sorted(TAGS)), *(f"</{tag}>" for tag in sorted(TAGS))])
markup = st.lists(PIECES | st.text(max_size=6), max_size=8).map("".join)

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=>]+=\"[^\"]*\")*)\s*>")
ATTRIBUTE = re.compile(r"\s+([^\s=>]+)=\"([^\"]*)\"")


def must_be_harmless(html):
    """Reads the outcome without the sanitiser: nothing but known tags, known attributes and harmless addresses."""
    assert "<" not in TAG.sub("", html)
    for _slash, tag, attributes in TAG.findall(html):
        assert tag in TAGS
        for name, value in ATTRIBUTE.findall(attributes):
            assert name in ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"]
            if name == "href" and ":" in value:
                scheme = value.partition(":")[0].lower()
                assert scheme in SCHEMES or set(scheme) & set("/?#")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_runs_or_hides_survives(hostile):
    must_be_harmless(clean_html(hostile))


@given(markup)
def test_no_mixture_of_hostile_pieces_survives(text):
    must_be_harmless(clean_html(text))


@example("<dt><form><dt>")
@example("a&#1;b &#x7f")
@example("<table><tr><p>a<form></table><dd>b<svg><dd>")
@given(markup)
def test_clean_html_comes_out_as_it_went_in(text):
    once = clean_html(text)

    assert clean_html(once) == once


@given(st.text(max_size=80))
def test_plain_words_keep_every_letter(text):
    from html import escape

    readable = "".join(letter for letter in text if letter.isprintable())

    assert plain_text(clean_html(escape(readable))) == readable.strip()


@pytest.mark.parametrize(
    "useful",
    [
        "<p>You <strong>must</strong> <em>rest</em>.<br>Then sleep.</p>",
        '<p><a href="https://www.example.org/?a=1&amp;b=2">a link</a> or <a href="tel:999">999</a></p>',
        '<p><a href="/articles/asthma/#rest">in the portal</a> <a href="mailto:a@example.org">mail</a></p>',
        '<ol start="3"><li>three<ul><li>nested</li></ul></li></ol>',
        '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
        '<p lang="ar" dir="rtl">الربو</p>',
        "<p>H<sub>2</sub>O, m<sup>2</sup>, 5 &lt; 6 &amp; 7 &gt; 6</p>",
        "<dl><dt>word</dt><dd>meaning</dd></dl>",
        '<p><abbr title="World Health Organization">WHO</abbr></p>',
        "<h3>Smaller</h3><h4>Smallest</h4><blockquote><p>Said.</p></blockquote>",
    ],
)
def test_what_patients_need_is_kept_as_it_is(useful):
    assert clean_html(useful) == useful


def test_blanks_around_blocks_make_no_difference_to_what_was_released():
    assert clean_html("\n<ul>\n  <li> one </li>\n</ul>\n\n<p>\ttwo</p>") == "<ul><li>one</li></ul><p>two</p>"


def test_the_words_of_html_are_parted_where_blocks_end():
    assert plain_text("<p>One &amp; two.</p><ul><li>three</li><li>four<br>five</li></ul>") == (
        "One & two.\nthree\nfour\nfive"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", HOSTILE[:6])
def test_whatever_way_words_are_saved_they_are_sanitised(hostile):
    draft = make_edition(sections=[{"body": hostile}])
    Section.objects.bulk_create([Section(edition=draft, body=hostile)])
    draft.sections.create(body="x")
    Section.objects.filter(body="x").update(body=hostile)
    (last,) = draft.sections.all()[2:3]
    last.body = hostile
    Section.objects.bulk_update([last], ["body"])

    for body in draft.sections.values_list("body", flat=True):
        assert body == clean_html(hostile)
        must_be_harmless(body)


@pytest.mark.parametrize("tags", ["<ul><li>", "<blockquote>", "<sup>", "<table><tr><td>", "<div>", "<ul>"])
@pytest.mark.parametrize("times", [50, 900, 50_000])
def test_of_what_is_nested_beyond_reason_only_the_words_are_kept(tags, times):
    deep = f"<p>Rest &amp; sleep.</p>{tags * times}<p>Drink.</p>"

    assert clean_html(clean_html(deep)) == clean_html(deep)
    assert plain_text(clean_html(deep)).split("\n") == ["Rest & sleep.", "Drink."]
    assert clean_html(deep).count("<") <= 4


def test_twenty_lists_in_lists_stay_lists():
    lists = "<ul><li>" * 20 + "x" + "</li></ul>" * 20

    assert clean_html(lists) == lists


def test_tags_that_the_ends_of_others_never_close_are_not_given_to_the_cleaner(monkeypatch):
    """It needs a minute for a megabyte of them."""
    asked = Mock(wraps=sanitiser._cleaned)
    monkeypatch.setattr(sanitiser, "_cleaned", asked)

    assert clean_html("<b></i>" * 1001 + "Rest.") == "<p>Rest.</p>"
    assert [call.args for call in asked.call_args_list] == [("<p>Rest.</p>",)]


def test_the_desk_says_that_words_are_nested_too_deeply():
    """Promise 10: a sentence, before only the words are kept."""
    section = Section(body="<ul><li>" * 30 + "x" + "</li></ul>" * 30)

    with pytest.raises(ValidationError, match="too deeply"):
        section.clean_fields(exclude=["edition"])
