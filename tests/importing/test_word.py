"""Word files: headings become sections; lists, links, tables and pictures are kept."""

import os
import struct

import pytest

from articles.importing import BadFile
from articles.importing.understanding.word import MAX_UNPACKED, read_word
from articles.models import Edition
from tests.importing.running import outcomes, release, write, zipped
from tests.importing.word_files import MAIN, docx, drawing, item, link, paragraph, table, words
from tests.makers import picture

TITLE = paragraph("Having a biopsy", style="Title")


def told(data):
    return [(section.kind, section.heading, section.body) for section in read_word(data).sections]


def test_the_title_is_the_paragraph_in_the_style_title():
    document = read_word(docx(paragraph("Leaflet 7"), TITLE, paragraph("Words.")))

    assert document.title == "Having a biopsy"
    assert [section.body for section in document.sections] == ["<p>Leaflet 7</p><p>Words.</p>"]


def test_without_such_a_style_the_first_heading_is_the_title():
    document = read_word(docx(paragraph("Biopsy", style="heading1"), paragraph("Words.")))

    assert document.title == "Biopsy"


def test_headings_of_the_highest_level_become_sections_and_smaller_ones_stay_inside():
    data = docx(
        TITLE,
        paragraph("Before."),
        paragraph("What happens", style="heading2"),
        paragraph("You lie down."),
        paragraph("The needle", style="heading3"),
        paragraph("It is thin."),
        paragraph("How thin", style="heading4"),
        paragraph("Very."),
        paragraph("Afterwards", style="heading2"),
        paragraph("Rest."),
    )

    assert told(data) == [
        ("text", "", "<p>Before.</p>"),
        (
            "text",
            "What happens",
            "<p>You lie down.</p><h3>The needle</h3><p>It is thin.</p><h4>How thin</h4><p>Very.</p>",
        ),
        ("text", "Afterwards", "<p>Rest.</p>"),
    ]


def test_a_heading_is_one_line_of_words_however_it_is_made_up():
    data = docx(
        TITLE,
        paragraph(words("Can"), words("cer", bold=True), "<w:r><w:br/></w:r>", words("and you"), style="heading1"),
        paragraph("Words."),
    )

    assert [heading for _kind, heading, _body in told(data)] == ["Cancer and you"]


def test_lists_links_and_tables_are_kept():
    data = docx(
        TITLE,
        item("one"),
        item("two"),
        paragraph("See ", link("this page"), "."),
        table(["Drug", "Dose"], ["Aspirin", "75 mg"]),
        external=["https://www.example.org/?a=1&amp;b=2"],
    )

    assert told(data) == [
        (
            "text",
            "",
            (
                "<ul><li>one</li><li>two</li></ul>"
                '<p>See <a href="https://www.example.org/?a=1&amp;b=2">this page</a>.</p>'
                '<table><thead><tr><th scope="col"><p>Drug</p></th><th scope="col"><p>Dose</p></th></tr></thead>'
                "<tbody><tr><td><p>Aspirin</p></td><td><p>75 mg</p></td></tr></tbody></table>"
            ),
        )
    ]


def test_a_link_that_runs_something_keeps_only_its_words():
    data = docx(TITLE, paragraph(link("this page")), external=["javascript:alert(1)"])

    assert told(data) == [("text", "", "<p><a>this page</a></p>")]


def test_a_picture_becomes_a_section_with_the_alt_text_it_has():
    data = docx(
        TITLE,
        paragraph("What happens", style="heading1"),
        paragraph("Look: ", drawing("needle", "A thin  needle"), " thin."),
        paragraph("Rest."),
        paragraph(drawing("bed")),
        media={"needle": picture(), "bed": picture(colour="blue")},
    )

    assert told(data) == [
        ("text", "What happens", "<p>Look:  thin.</p>"),
        ("image", "", ""),
        ("text", "", "<p>Rest.</p>"),
        ("image", "", ""),
    ]
    pictures = [section.picture for section in read_word(data).sections if section.picture]
    assert [(each.alt, each.data) for each in pictures] == [
        ("A thin needle", picture()),
        ("", picture(colour="blue")),
    ]


@pytest.mark.parametrize("style", ["heading1", "heading2", ""])
def test_a_heading_that_is_only_a_picture_is_a_picture(style):
    data = docx(TITLE, paragraph(drawing("needle"), style=style), paragraph("Words."), media={"needle": picture()})

    assert told(data) == [("image", "", ""), ("text", "", "<p>Words.</p>")]


@pytest.mark.django_db
def test_a_picture_without_alt_text_keeps_the_page_a_draft_with_a_note_that_says_so(tmp_path):
    """Promise 7."""
    path = write(tmp_path, "biopsy.docx", docx(TITLE, paragraph(drawing("x")), paragraph("y"), media={"x": picture()}))

    report = release(path)

    assert outcomes(report) == {"draft": 1}
    assert report.faults == []
    assert report.notes == [
        (
            "biopsy.docx",
            "Kept as a draft. Write alt text for the picture in “section 1”, or mark it as decorative.",
        )
    ]
    assert Edition.objects.get().is_draft


@pytest.mark.django_db
def test_a_word_file_with_alt_text_is_released(tmp_path):
    data = docx(TITLE, paragraph(drawing("x", "A needle")), paragraph("y"), media={"x": picture()})

    report = release(write(tmp_path, "biopsy.docx", data))

    assert outcomes(report) == {"released": 1}
    assert [section.alt for section in Edition.objects.get().sections.all()] == ["A needle", ""]


@pytest.mark.django_db
def test_a_broken_picture_in_a_word_file_refuses_the_file(tmp_path):
    data = docx(TITLE, paragraph(drawing("x", "A needle")), paragraph("y"), media={"x": b"<svg onload='alert(1)'/>"})

    report = release(write(tmp_path, "biopsy.docx", data))

    assert report.faults == [("biopsy.docx", None, "The picture cannot be opened. Use PNG, JPEG, WebP or GIF.")]
    assert not Edition.objects.exists()


def nested_tables(depth):
    inner = paragraph("deep")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return inner


ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
REFUSED = {
    "nothing": (b"", "not a Word file"),
    "words": (b"just words", "not a Word file"),
    "another archive": (zipped({"a.txt": b"x"}), "cannot be read as a Word file"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not a Word file"),
    "half a Word file": (docx(TITLE, paragraph("x"))[:400], "not a Word file"),
    "no main part": (docx(TITLE, **{"word__document.xml": b""}), "cannot be read as a Word file"),
    "broken XML": (docx(TITLE, **{"word__document.xml": "<w:document><w:body>"}), "cannot be read as a Word file"),
    "definitions": (docx(TITLE, **{"word__settings.xml": ENTITIES}), "definitions that no Word file needs"),
    "definitions in UTF-16": (
        docx(TITLE, **{"word__settings.xml": ENTITIES.encode("utf-16")}),
        "that no Word file needs",
    ),
    "definitions by another name": (
        docx(TITLE, **{"word__styles.bin": ENTITIES}),
        "definitions that no Word file needs",
    ),
    "a table without end": (docx(TITLE, "<w:tbl>" + "<w:tc/>" * 300_000 + "</w:tbl>"), "its tables are too large"),
    "no title": (docx(paragraph("Words.")), "give its first line the style “Title” or “Heading 1”"),
    "only a title": (docx(TITLE), "nothing to read below the title"),
    "a long title": (docx(paragraph("x" * 300, style="Title"), paragraph("y")), "300 characters; it may have 200"),
    "tables within tables": (docx(TITLE, nested_tables(3000)), "cannot be read as a Word file"),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_useful_word_file_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(BadFile, match=sentence):
        read_word(data)


@pytest.mark.parametrize("address", ["http://192.0.2.1/x.png", "file:///etc/hostname"])
def test_a_picture_that_is_elsewhere_is_left_out_and_named(address):
    """Promise 8: nothing is fetched."""
    data = docx(TITLE, paragraph("Words."), paragraph(drawing("link0", is_linked=True)), external=[address])

    document = read_word(data)

    assert [section.body for section in document.sections] == ["<p>Words.</p>"]
    assert any(address in note and "external file access is disabled" in note for note in document.notes)


def test_a_word_file_that_unpacks_to_a_flood_is_refused_unread(monkeypatch):
    monkeypatch.setattr("articles.importing.understanding.word.MAX_UNPACKED", 1024 * 1024)

    with pytest.raises(BadFile, match="unpacks to more than 200 MB"):
        read_word(docx(TITLE, paragraph("x"), **{"word__bomb.xml": bytes(1024 * 1024)}))
    assert MAX_UNPACKED == 200 * 1024 * 1024


def test_a_word_file_that_lies_about_its_size_is_refused():
    flood = docx(TITLE, paragraph("x"), **{"word__bomb.xml": b"x" * 777_777})
    lying = flood.replace(struct.pack("<L", 777_777), struct.pack("<L", 777))

    with pytest.raises(BadFile, match="not a Word file"):
        read_word(lying)


def test_a_long_heading_is_cut_and_the_report_says_so():
    document = read_word(docx(TITLE, paragraph("x" * 300, style="heading1"), paragraph("y")))

    assert document.sections[0].heading == "x" * 250
    assert "was cut at 250 characters" in document.notes[0]


@pytest.mark.parametrize("size", [1, 100, 5000])
def test_whatever_bytes_come_there_is_a_sentence(size):
    with pytest.raises(BadFile):
        read_word(os.urandom(size))


def test_what_is_no_part_of_the_text_is_left_out_and_told():
    header = f'<w:hdr xmlns:w="{MAIN}">{paragraph("Trust leaflet 7")}</w:hdr>'
    comments = f'<w:comments xmlns:w="{MAIN}"><w:comment w:id="1"><w:p/></w:comment></w:comments>'
    changed = f'<w:ins w:id="1" w:author="x">{words("Rest.")}</w:ins>'
    data = docx(TITLE, paragraph(changed), **{"word/header1.xml": header, "word/comments.xml": comments})

    notes = read_word(data).notes

    assert [note.partition(":")[0] for note in notes] == [
        "It has tracked changes",
        "The comments in the margin are left out.",
        "What stands at the top and foot of each page (header and footer) is left out.",
    ]


def test_words_that_are_struck_through_are_left_out_and_told():
    """Without their line they would say the opposite."""
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>do not </w:t></w:r>"
    document = read_word(docx(TITLE, paragraph(words("You ") + struck + words("eat."))))

    assert document.sections[0].body == "<p>You eat.</p>"
    assert document.notes == ["Words that are struck through are left out."]


def test_a_style_of_ones_own_is_named_plainly():
    assert read_word(docx(TITLE, paragraph("Rest.", style="Fancy"))).notes == [
        "The style “Fancy” means nothing here: its words are plain text."
    ]
