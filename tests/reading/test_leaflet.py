"""A page to take away: /articles/<slug>/leaflet.pdf"""

import logging
import sys
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from articles.models import TranslationGroup
from articles.reading.leaflet import pdf as typesetting
from tests.makers import NOON, make_article, make_edition, make_withdrawal
from tests.reading.pages import SECTIONS_OF_EVERY_KIND, heading, links, main, make_picture, read
from tests.reading.pdf import Leaflet

pytestmark = pytest.mark.django_db

YESTERDAY = NOON - timedelta(days=1)
HOSTILE = '#read("/etc/passwd") *b* _i_ $x^2$ \\ @ref `raw` // c /* d */ = h [x] {y} ~ -- #panic() #import "x"'


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def leaflet(client, address="/articles/biopsy/leaflet.pdf"):
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    return Leaflet(response.content)


def test_a_patient_takes_every_section_home_with_the_same_words_of_urgency_as_on_the_page(client):
    article = make_article(slug="biopsy")
    make_edition(
        article=article,
        title="Having a biopsy",
        summary="A small piece is taken.",
        sections=SECTIONS_OF_EVERY_KIND,
        release_at=YESTERDAY,
    )

    text = leaflet(client).text

    on_page = main(read(client, "/articles/biopsy/"))
    for label in ["Get help now:", "Get help today:", "See someone soon:", "Important:", "1 in 7"]:
        assert label in on_page
        assert label in text
    places = [text.index(section["heading"]) for section in SECTIONS_OF_EVERY_KIND if "heading" in section]
    assert places == sorted(places)
    assert "A small piece is taken." in text
    assert "you cannot breathe" in text


def test_the_leaflet_says_how_old_it_is_and_who_stands_behind_it(client):
    article = make_article(slug="biopsy", is_sample=True)
    make_edition(
        article=article,
        release_at=YESTERDAY,
        people=[("author", "Ann Author"), ("reviewer", "Dr Rhee")],
        sources=[{"title": "Guideline 12", "publisher": "An institute", "url": "https://www.example.org/guide/"}],
        change_note="The number to call is new.",
        is_safety_change=True,
    )

    text = leaflet(client).text

    assert "Released 1 March 2026, edition 1" in text
    assert "Checked 5 January 2026 by Dr Rhee" in text
    assert "Next check due 5 January 2028" in text
    assert "Written by: Ann Author" in text
    assert "Safety change: The number to call is new." in text
    assert "Guideline 12 (www.example.org/guide). An institute." in text
    assert "Sample content: check it locally before you rely on it." in text


def test_an_emergency_stands_above_all_else_and_a_list_of_its_signs_is_never_half_a_list(client):
    """As on the page. In large print it begins a sheet of its own, and the first one says where it stands."""
    signs = "".join(f"<li>sign {number} of those that you must know</li>" for number in range(1, 20))
    care = {"kind": "emergency", "heading": "Call if", "body": f"<ul>{signs}</ul>"}
    make_edition(article=make_article(slug="biopsy"), sections=[care, {"body": "<p>Rest.</p>"}], release_at=YESTERDAY)

    normal = leaflet(client).text
    first, second = leaflet(client, "/articles/biopsy/leaflet.pdf?size=large").sheets[:2]

    assert normal.index("sign 19 of") < normal.index("Released 1 March 2026")
    assert "see page" not in normal
    assert "When to get help now: see page 2." in first
    assert "sign 1 of" not in first
    assert "sign 1 of" in second
    assert "sign 19 of" in second


def test_no_word_runs_over_the_edge_of_the_paper(client):
    """A name of a substance in a heading or a narrow cell, and an address without a blank."""
    name, address = "Pneumonoultramicroscopicsilicovolcanoconiosis", "www.example.org/" + "a1b2" * 30
    table = f"<table><tbody><tr><td>{name}</td><td>Take it.</td><td>Rest.</td><td>Drink.</td></tr></tbody></table>"
    sections = [{"heading": name * 2, "body": f"<p>{address}</p>{table}"}]
    make_edition(article=make_article(slug="biopsy"), sections=sections, release_at=YESTERDAY)

    text = leaflet(client).text

    for long in (name, address):
        assert long not in text  # each goes on in the next line
        assert long in text.replace(" ", "").replace("\u200b", "").replace("\xad", "").replace("-", "")


def test_an_overdue_leaflet_says_so_plainly(client):
    make_edition(
        article=make_article(slug="biopsy"),
        release_at=NOON - timedelta(days=900),
        reviewed_on=date(2024, 1, 1),
        review_due=NOON.date() - timedelta(days=1),
    )

    assert (
        "This page was due to be checked again on 1 March 2026. No check has been recorded since."
        in leaflet(client).text
    )


def test_every_page_of_it_carries_the_title_the_edition_the_code_and_its_number(client):
    article = make_article(slug="biopsy")
    body = "<p>You rest, and rest, and rest again.</p>" * 60
    make_edition(article=article, title="Having a biopsy", sections=[{"body": body}], release_at=YESTERDAY)

    pages = [" ".join(page.extract_text().split()) for page in leaflet(client).file.pages]

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert "Having a biopsy" in page
        assert "Edition 1" in page
        assert article.spoken_code in page
        assert f"Page {number} of {len(pages)}" in page


def test_a_screen_reader_finds_headings_lists_tables_pictures_and_the_language(client):
    """Promise 7. The typesetter itself refuses what breaks PDF/UA-1; this tells what it was given."""
    article = make_article(slug="biopsy")
    pictures = [
        {"kind": "image", "image": make_picture(), "alt": "A teal square", "heading": "Where it is"},
        {"kind": "image", "image": make_picture(), "is_decorative": True},
    ]
    make_edition(
        article=article, title="Having a biopsy", sections=SECTIONS_OF_EVERY_KIND + pictures, release_at=YESTERDAY
    )

    read_aloud = leaflet(client)

    assert read_aloud.root["/Lang"] == "en"
    assert read_aloud.root["/MarkInfo"]["/Marked"]
    assert read_aloud.file.metadata.title == "Having a biopsy"
    assert b"pdfuaid" in read_aloud.root["/Metadata"].get_data()
    assert read_aloud.tagged("H1") == ["Having a biopsy"]
    assert "Get help now: Call your emergency number if" in read_aloud.tagged("H2")
    assert "Smaller" in read_aloud.tagged("H3")
    names = [name for name, text in read_aloud.tags]
    assert {"L", "LI", "Table", "Caption", "THead", "TH", "TD", "Link"} <= set(names)
    assert read_aloud.tagged("Figure") == [
        f"QR code that opens http://testserver/go/{article.code}/1/",
        "A teal square",
    ]


def test_a_heading_that_skips_a_level_does_not_stop_the_leaflet(client):
    sections = [
        {"heading": "First", "body": "<h4>Deep</h4><p>Words.</p><h3>Less deep</h3>"},
        {"body": "<h4>Alone</h4>"},
    ]
    make_edition(article=make_article(slug="biopsy"), sections=sections, release_at=YESTERDAY)

    assert leaflet(client).tagged("H3") == ["Deep", "Less deep", "Alone"]


def test_arabic_is_arabic_from_right_to_left(client):
    article = make_article(slug="khazaa", language="ar")
    make_edition(
        article=article,
        title="أخذ خزعة",
        sections=[{"kind": "emergency", "heading": "اتصل", "body": "<p>الآن</p>"}],
        release_at=YESTERDAY,
    )

    read_aloud = leaflet(client, "/ar/articles/khazaa/leaflet.pdf")

    assert read_aloud.root["/Lang"] == "ar"
    assert read_aloud.root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert read_aloud.tagged("H1") == ["أخذ خزعة"]
    assert any("اتصل" in text and "Get help now" not in text for text in read_aloud.tagged("H2"))
    fonts = {str(font.get_object()["/BaseFont"]) for font in read_aloud.file.pages[0]["/Resources"]["/Font"].values()}
    assert any("Vazirmatn" in font for font in fonts)


def test_what_an_editor_writes_is_words_and_never_a_command_to_the_typesetter(client):
    """Promise 11."""
    body = f"<h3>{HOSTILE}</h3><p>{HOSTILE} &lt;label&gt;</p><ul><li>{HOSTILE}</li></ul>"
    kinds = ("text", "emergency", "dont", "questions")
    sections = [{"kind": kind, "heading": HOSTILE, "body": body} for kind in kinds]
    edition = make_edition(
        article=make_article(slug="biopsy"),
        title=HOSTILE,
        summary=HOSTILE,
        sections=sections,
        sources=[{"title": HOSTILE, "publisher": HOSTILE, "url": "https://www.example.org/#panic()"}],
        people=[("reviewer", HOSTILE)],
        change_note=HOSTILE,
        release_at=YESTERDAY,
    )
    make_edition(article=edition.article, release_at=NOON)
    make_withdrawal(edition, at=NOON, reason=HOSTILE)

    read_aloud = leaflet(client, "/articles/biopsy/editions/1/leaflet.pdf")

    assert read_aloud.tagged("H1") == [HOSTILE]
    assert HOSTILE in read_aloud.file.metadata.subject
    text = read_aloud.text.replace(" ", "")
    assert text.count(HOSTILE.replace(" ", "")) > 12
    assert "<label>" in text
    assert "root:" not in text


def test_letters_that_no_font_has_leave_the_leaflet_readable(client):
    body = "<p>Smile 😀 or 中文, β-blockers ≥ 5 µg, Кирилл, \u200btoo\u00ad\u202e.\ufe0f</p>"
    make_edition(
        article=make_article(slug="biopsy"), title="A 😀 title", sections=[{"body": body}], release_at=YESTERDAY
    )

    read_aloud = leaflet(client)

    assert "Smile or □□, β-blockers ≥ 5 µg, Кирилл," in read_aloud.text
    assert read_aloud.tagged("H1") == ["A title"]


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>" * 200 + "deep" + "</li></ul>" * 200,
        "<blockquote>" * 60 + "deep" + "</blockquote>" * 60,
        "<table><tr><td colspan='999'>a</td></tr><tr><td rowspan='999'>b</td><td>deep</td></tr></table>",
        "<table><thead><tr><th rowspan='3'>a</th><th>deep</th></tr></thead></table>",
        "<table><tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='2'>deep</td></tr></table><table></table>",
        "<table>" + "<tr>" + "<td>x</td>" * 60 + "</tr></table><p>deep</p>",
        "<dl><dd>no term</dd><dt>no meaning</dt></dl><ol start='99999999999'><li>deep</li></ol><ul>stray</ul>",
        "<p lang='x-klingon' dir='sideways'>deep</p><p lang='ar' dir='rtl'>نعم</p><span lang='es-MX'>sí</span>",
        "<a href='http://[broken'>deep</a><a href=''>x</a><a href='#here'>y</a><a href='/a-z/'><p>z</p></a>",
        "<p>deep<br><br></p><p> </p><p><strong> </strong></p>loose <em>words</em>",
    ],
)
def test_whatever_the_sanitiser_lets_through_becomes_a_leaflet(client, body):
    """Promise 10."""
    make_edition(article=make_article(slug="biopsy"), sections=[{"body": body}], release_at=YESTERDAY)

    for size in ("normal", "largest"):
        assert "deep" in leaflet(client, f"/articles/biopsy/leaflet.pdf?size={size}").text


def test_links_show_on_paper_where_they_lead_unless_their_words_say_so(client):
    body = (
        "<p><a href='https://www.example.org/a/'>Read on</a>, <a href='https://example.org/'>example.org</a>, "
        "<a href='tel:+44 1234 567'>call us</a>, <a href='tel:+441234567'>+44 1234 567</a>, "
        "<a href='/a-z/'>the list</a>, <abbr title='Magnetic resonance imaging'>MRI</abbr>.</p>"
    )
    make_edition(article=make_article(slug="biopsy"), sections=[{"body": body}], release_at=YESTERDAY)

    text = leaflet(client).text

    assert "Read on (www.example.org/a), example.org, call us (+44 1234 567), +44 1234 567" in text
    assert "the list (testserver/a-z)" in text
    assert "MRI (Magnetic resonance imaging)." in text


def test_large_print_is_larger(client):
    make_edition(article=make_article(slug="biopsy"), sections=[{"body": "<p>Rest.</p>" * 40}], release_at=YESTERDAY)

    pages = {
        size: len(leaflet(client, f"/articles/biopsy/leaflet.pdf?size={size}").file.pages)
        for size in ("normal", "large", "largest")
    }

    assert pages["normal"] < pages["large"] < pages["largest"]


def test_a_size_nobody_offers_is_refused_with_a_sentence(client):
    """Promise 10."""
    make_edition(article=make_article(slug="biopsy"), release_at=YESTERDAY)

    for size in ("huge", "", "%00", "normal%0A"):
        page = read(client, f"/articles/biopsy/leaflet.pdf?size={size}", status=400)
        assert "A leaflet comes in three sizes of print: normal, large and largest." in main(page)
        assert "/articles/biopsy/" in links(page.main).values()


def test_the_same_edition_is_the_same_bytes(client):
    make_edition(article=make_article(slug="biopsy"), sections=SECTIONS_OF_EVERY_KIND, release_at=YESTERDAY)

    first = client.get("/articles/biopsy/leaflet.pdf")
    cache.clear()
    second = client.get("/articles/biopsy/leaflet.pdf")

    assert first.content == second.content
    assert "20260301" in Leaflet(first.content).file.metadata["/CreationDate"]


def test_a_reader_who_has_it_already_is_not_sent_it_again(client, monkeypatch):
    make_edition(article=make_article(slug="biopsy"), release_at=YESTERDAY)
    first = client.get("/articles/biopsy/leaflet.pdf")

    again = client.get("/articles/biopsy/leaflet.pdf", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_the_file_has_a_name_a_type_and_no_trace_of_the_reader(client):
    """Promise 8."""
    make_edition(article=make_article(slug="biopsy"), release_at=YESTERDAY)

    live = client.get("/articles/biopsy/leaflet.pdf?size=large")
    old = client.get("/articles/biopsy/editions/1/leaflet.pdf")

    assert live["Content-Type"] == "application/pdf"
    assert live["Content-Disposition"] == 'inline; filename="biopsy-1-large.pdf"'
    assert live["Cache-Control"] == "no-cache"
    assert 'rel="canonical"' in live["Link"]
    assert "X-Robots-Tag" not in live
    assert old["X-Robots-Tag"] == "noindex"
    for response in (live, old):
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_only_released_words_become_a_leaflet(client):
    """Promise 1."""
    draft = make_article(slug="draft")
    make_edition(article=draft, title="DRAFT")
    planned = make_article(slug="planned")
    make_edition(article=planned, title="PLANNED", release_at=NOON + timedelta(seconds=1))
    live = make_article(slug="live")
    make_edition(article=live, title="Live", release_at=YESTERDAY)
    make_edition(article=live, title="PLANNED", release_at=NOON + timedelta(seconds=1))

    for address in (
        "draft/",
        "draft/editions/1/",
        "planned/",
        "planned/editions/1/",
        "live/editions/2/",
        "no/",
        "live/editions/9/",
    ):
        assert client.get(f"/articles/{address}leaflet.pdf").status_code == 404, address
    assert leaflet(client, "/articles/live/leaflet.pdf").tagged("H1") == ["Live"]


def test_a_release_takes_effect_in_the_leaflet_at_its_moment(client):
    """Promise 1: nothing that was kept is shown a second longer."""
    import time_machine

    live = make_article(slug="biopsy")
    make_edition(article=live, title="Before", release_at=YESTERDAY)
    make_edition(article=live, title="After", release_at=NOON + timedelta(seconds=1))

    assert leaflet(client).tagged("H1") == ["Before"]
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        assert leaflet(client).tagged("H1") == ["After"]


@pytest.mark.parametrize("kind", ["withdrawn", "recalled"])
def test_a_page_that_was_taken_away_has_no_leaflet_but_says_why(client, kind):
    edition = make_edition(article=make_article(slug="biopsy"), release_at=NOON - timedelta(days=3))
    make_withdrawal(edition, kind=kind, reason="The dose is wrong.")

    page = read(client, "/articles/biopsy/leaflet.pdf", status=410)

    assert "The dose is wrong." in main(page)


def test_an_old_edition_says_in_its_leaflet_that_it_is_old(client):
    """Promise 5."""
    article = make_article(slug="biopsy")
    make_edition(article=article, title="As it was", release_at=NOON - timedelta(days=9))
    make_edition(article=article, release_at=YESTERDAY)

    read_aloud = leaflet(client, "/articles/biopsy/editions/1/leaflet.pdf")

    assert read_aloud.tagged("H1") == ["As it was"]
    text = "This is edition 1. It is not the newest. Edition 2 was released on 1 March 2026."
    assert text in read_aloud.text
    assert "Next check due" not in read_aloud.text


def test_an_old_edition_warns_in_its_leaflet_of_a_later_safety_change(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=NOON - timedelta(days=9))
    make_edition(
        article=article,
        change_note="The dose is halved.",
        is_safety_change=True,
        release_at=YESTERDAY,
    )

    text = leaflet(client, "/articles/biopsy/editions/1/leaflet.pdf").text

    warning = "Edition 2, released on 1 March 2026, changed something about safety. The dose is halved."
    assert f"Do not rely on this old edition. {warning}" in text


def test_a_withdrawn_edition_says_so_in_its_leaflet_and_a_recalled_one_has_none(client):
    """Promise 5."""
    withdrawn, recalled = make_article(slug="withdrawn"), make_article(slug="recalled")
    for article in (withdrawn, recalled):
        edition = make_edition(article=article, release_at=NOON - timedelta(days=3))
        make_withdrawal(edition, kind=article.slug, reason="Newer advice exists.")

    text = leaflet(client, "/articles/withdrawn/editions/1/leaflet.pdf").text
    page = read(client, "/articles/recalled/editions/1/leaflet.pdf", status=410)

    assert "We withdrew this page on 1 March 2026. Do not rely on this old edition. Newer advice exists." in text
    assert heading(page).startswith("Stop: do not use")


def test_a_leaflet_at_a_past_address_redirects_in_one_hop(client):
    """Promise 4."""
    article = make_article(slug="old-name")
    make_edition(article=article, release_at=YESTERDAY)
    article.slug = "new-name"
    article.save()

    for page in ("leaflet.pdf", "editions/1/leaflet.pdf"):
        response = client.get(f"/articles/old-name/{page}")
        assert response.status_code == 301
        assert response["Location"] == f"/articles/new-name/{page}"


def test_a_translation_says_that_its_original_has_moved_on(client):
    group = TranslationGroup.objects.create()
    english = make_article(slug="biopsy", translation_group=group)
    first = make_edition(article=english, release_at=NOON - timedelta(days=9))
    spanish = make_article(slug="biopsia", language="es", translation_group=group)
    make_edition(article=spanish, translated_from=first, release_at=NOON - timedelta(days=8))
    make_edition(article=english, title="Biopsy anew", release_at=YESTERDAY)

    assert "Biopsy anew" in leaflet(client, "/es/articles/biopsia/leaflet.pdf").text


def test_a_picture_whose_file_is_lost_leaves_its_words(client):
    picture = make_picture()
    sections = [{"kind": "image", "image": picture, "alt": "A teal square", "body": "<p>The caption.</p>"}]
    make_edition(article=make_article(slug="biopsy"), sections=sections, release_at=YESTERDAY)
    from django.core.files.storage import default_storage

    default_storage.delete(picture.path)

    text = leaflet(client).text
    assert "A teal square" in text
    assert "The caption." in text


def test_without_the_typesetter_a_reader_is_told_what_to_do_instead(client, monkeypatch):
    make_edition(article=make_article(slug="biopsy"), release_at=YESTERDAY)
    monkeypatch.setitem(sys.modules, "typst", None)

    page = read(client, "/articles/biopsy/leaflet.pdf", status=503)

    assert "Please open the page itself and print it." in main(page)
    assert "/articles/biopsy/" in links(page.main).values()


def test_a_fault_in_making_it_is_logged_without_the_reader_and_answered_calmly(client, monkeypatch, tmp_path, caplog):
    make_edition(article=make_article(slug="biopsy"), release_at=YESTERDAY)
    broken = tmp_path / "leaflet.typ"
    broken.write_text('#panic("no")')
    monkeypatch.setitem(typesetting.TEMPLATES, "leaflet.typ", broken)

    with caplog.at_level(logging.ERROR):
        page = read(client, "/articles/biopsy/leaflet.pdf?size=large&q=lump", status=500)

    assert heading(page) == "Something went wrong here"
    assert "edition 1" in caplog.text
    assert "lump" not in caplog.text


def test_the_page_offers_its_leaflet_in_three_sizes_and_an_old_edition_its_own(client):
    article = make_article(slug="biopsy")
    make_edition(article=article, release_at=NOON - timedelta(days=9))
    make_edition(article=article, release_at=YESTERDAY)

    for page in ("/articles/biopsy/", "/articles/biopsy/editions/1/"):
        offered = links(read(client, page).select_one(".take-away"))
        assert list(offered.values()) == [f"{page}leaflet.pdf{size}" for size in ("", "?size=large", "?size=largest")]
        for address in offered.values():
            assert client.get(address).status_code == 200


def test_the_leaflet_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    article = make_article(slug="biopsy")
    make_edition(article=article, sections=SECTIONS_OF_EVERY_KIND * 3, release_at=YESTERDAY)

    with django_assert_num_queries(4):
        client.get("/articles/biopsy/leaflet.pdf")
