"""Word files: headings become sections; lists, links and tables stay; pictures become sections of their own."""

import io
import zipfile

from django.utils.translation import gettext as _

from articles.models import Kind, clean_html
from articles.models.html import is_too_deep

from ..archives import DAMAGED, unzipped
from .document import ArticleDocument, BadFile, Picture, SectionWords
from .text import must_fit_title
from .word_notes import left_behind, plainly

MAX_UNPACKED = 200 * 1024 * 1024
MOST_TAGS = 300_000  # some hundred pages; a table of ten thousand cells takes some seconds
_DEFINITIONS = ["<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be")]

# Struck words go: without their line, which no page here shows, they would say the opposite.
_STYLES = "p[style-name='Title'] => h1.title:fresh\np[style-name='Subtitle'] => p:fresh\nstrike => !"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_word(data: bytes) -> ArticleDocument:
    import mammoth
    from bs4 import BeautifulSoup

    package, pictures = _checked(data), []

    def keep_picture(image):
        with image.open() as file:
            pictures.append(file.read())
        return {"src": f"picture:{len(pictures) - 1}"}

    try:
        result = mammoth.convert_to_html(
            package, style_map=_STYLES, convert_image=mammoth.images.img_element(keep_picture)
        )
        document = _Reader(BeautifulSoup(result.value, "html.parser"), pictures).read()
    except BadFile:
        raise
    except Exception as fault:  # mammoth raises many kinds for a broken file
        raise BadFile(_("This cannot be read as a Word file (.docx). Open it in Word and save it again.")) from fault
    document.notes += [*plainly(result.messages), *left_behind(package)]
    return document


def _checked(data):
    """The same archive written anew: it unpacks to no more than it says, defines no entities, and can be read soon."""
    checked, tags = io.BytesIO(), 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(checked, "w") as written:
            if sum(member.file_size for member in given.infolist()) > MAX_UNPACKED:
                raise BadFile(_("The Word file unpacks to more than 200 MB."))
            for member in given.infolist():
                part = unzipped(given, member)
                if any(definition in part for definition in _DEFINITIONS):  # whatever its name: the reader asks by role
                    raise BadFile(_("The Word file holds definitions that no Word file needs."))
                tags += part.count(b"<") if b"<" in part[:8] else 0
                if tags > MOST_TAGS:
                    raise BadFile(_("The Word file is too long, or its tables are too large. Split it."))
                written.writestr(member.filename, part)
    except (*DAMAGED, RuntimeError):
        raise BadFile(_("This is not a Word file (.docx), or it is damaged.")) from None
    return checked


class _Reader:
    def __init__(self, soup, pictures):
        self.blocks = [block for block in soup.children if block.name]
        self.pictures = pictures
        self.sections, self.notes = [], []

    def read(self):
        title = self._take_title()
        levels = [block.name for block in self.blocks if block.name in _HEADINGS and block.get_text(strip=True)]
        section_level = min(levels, default=None)
        for block in self.blocks:
            if block.name in _HEADINGS and block.name == section_level:
                self._open(block)
            else:
                self._add(block, section_level)
        sections = [section for section in self.sections if section.heading or section.body or section.picture]
        if not sections:
            raise BadFile(_("There is nothing to read below the title."))
        return ArticleDocument(title=title, sections=sections, notes=self.notes)

    def _take_title(self):
        marked = next((block for block in self.blocks if "title" in block.get("class", [])), None)
        first = next((block for block in self.blocks if block.name in _HEADINGS and block.get_text(strip=True)), None)
        block = marked or first
        title = _words(block) if block else ""
        if not title:
            raise BadFile(_("The file has no title: give its first line the style “Title” or “Heading 1”."))
        must_fit_title(title)
        self.blocks.remove(block)
        return title

    def _open(self, block):
        pictures = block.find_all("img")
        if heading := _words(block):
            self.sections.append(SectionWords(heading=heading[:250]))
            if len(heading) > 250:
                self.notes.append(
                    _("The heading “%(heading)s…” was cut at 250 characters.") % {"heading": heading[:40]}
                )
        self._take_pictures(pictures)

    def _add(self, block, section_level):
        pictures = [image.extract() for image in block.find_all("img")]
        if block.name in _HEADINGS:
            block.name = "h3" if int(block.name[1]) <= int((section_level or "h1")[1]) + 1 else "h4"
        _mark_header_cells(block)
        if is_too_deep(str(block)):
            raise BadFile(_("Lists or tables stand in one another too deeply: put some of it in a section of its own."))
        body = clean_html(str(block)) if block.get_text(strip=True) else ""
        if body:
            if not self.sections or self.sections[-1].picture:
                self.sections.append(SectionWords())
            self.sections[-1].body += body
        self._take_pictures(pictures)

    def _take_pictures(self, images):
        for image in images:
            number = int(image["src"].partition(":")[2])
            picture = Picture(data=self.pictures[number], alt=" ".join(image.get("alt", "").split())[:1000])
            self.sections.append(SectionWords(kind=Kind.IMAGE, picture=picture))


def _words(block):
    for line_end in block.find_all("br"):
        line_end.replace_with(" ")
    return " ".join(block.get_text().split())


def _mark_header_cells(block):
    for cell in block.find_all("th"):
        cell["scope"] = "col"
