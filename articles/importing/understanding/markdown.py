"""Markdown with front matter: ``##`` headings and ``:::`` fences become sections."""

import re
from urllib.parse import unquote

from django.utils.translation import gettext as _

from articles.models import Kind, clean_html
from articles.models.html import is_too_deep

from .document import BadFile, Picture, SectionWords
from .facts import article_document, shelf_document
from .front_matter import Values, split
from .risk import take_risk
from .text import must_fit_title
from .tokens import TOO_DEEP, is_picture, parser, plain_words, refuse_hostile

ANCHOR = re.compile(r"\s*\{#([\w-]{1,100})\}\s*$")
_FENCE = re.compile(r"([\w-]+)(?:[ \t]+(.*))?")
_END_OF_FENCE = re.compile(r" {0,3}:{3,}[ \t]*")
_DECORATIVE = "decorative"
LONGEST_ALT = 1000
_NO_PICTURE = re.compile(r"!\[.*\]\(\)")  # words about a picture that is not there yet, or no longer
_RAW_BODY = "html"


def read_markdown(text, picture_at):
    """An ArticleDocument or a ShelfDocument.

    picture_at: a function from a path in the file to the picture's bytes; raises BadFile where there is none
    """
    block, body, first_line = split(text)
    values = Values.read(block) if block else Values({}, {}, first_line=1)
    if values.one_of("type", ["article", "topic", "glossary-term"], "article") != "article":
        return shelf_document(values, body)
    notes = []
    title, sections = read_sections(body, first_line, picture_at, notes)
    document = article_document(values, title)
    document.sections = sections
    document.notes += notes
    if title and title != document.title:
        document.notes.append(
            _("The heading “# %(title)s” was left out: the front matter gives another title.") % {"title": title}
        )
    return document


def read_sections(body, first_line=1, picture_at=None, notes=None):
    """(title from a first ``#`` heading, SectionWords of the rest)

    notes: a list that gains a sentence for whatever is not kept as it is written
    """
    return _Reader(body, first_line, picture_at, [] if notes is None else notes).read()


class _Reader:
    def __init__(self, body, first_line, picture_at, notes):
        self.first_line, self.picture_at, self.notes = first_line, picture_at, notes
        self.body_lines = body.split("\n")
        self.tokens = parser().parse(body)
        self.title, self.sections, self.pending = "", [], []
        self.bare_heading = None  # the section of a ## heading below which nothing stands yet

    def read(self):
        position = 0
        while position < len(self.tokens):
            position = self._step(position)
        self._close_text()
        return self.title, self.sections

    def _step(self, position):
        """Take in one block of the outermost level; returns where the next begins."""
        token = self.tokens[position]
        if token.type == "heading_open" and token.tag in {"h1", "h2"}:
            refuse_hostile(self.tokens[position : position + 3], self._line)
            self._heading(self.tokens[position + 1], token)
            return position + 3
        end = self._end_of(position)
        if token.type == "container_section_open":
            self._close_text()
            self._fence(token, self.tokens[position + 1 : end])
            return end + 1
        refuse_hostile(self.tokens[position : end + 1], self._line)
        if self._lone_picture(position, end):
            self._close_text()
            heading, anchor = self._take_bare_heading()
            section = SectionWords(kind=Kind.IMAGE, heading=heading, anchor=anchor)
            self._picture(self.tokens[position + 1].children[0], section, self._line(token))
        else:
            self.pending += self.tokens[position : end + 1]
        return end + 1

    def _heading(self, inline, token):
        self._close_text()
        words = plain_words(inline)
        line = self._line(token)
        if token.tag == "h1" and not self.title and not self.sections:
            must_fit_title(words, line)
            self.title = words
            return
        if token.tag == "h1":
            self._note(token, _("a second # heading begins a section, as ## does."))
        heading, anchor = _heading_and_anchor(words, line)
        self.bare_heading = SectionWords(heading=heading, anchor=anchor, line=line)
        self.sections.append(self.bare_heading)

    def _take_bare_heading(self):
        """(heading, anchor) of a ## heading below which nothing stands yet: what follows takes them over."""
        bare, self.bare_heading = self.bare_heading, None
        if bare is None:
            return "", ""
        self.sections.remove(bare)
        return bare.heading, bare.anchor

    def _close_text(self):
        """What has gathered belongs to the open heading, or becomes a section without one."""
        if not self.pending:
            return
        body = self._html(self.pending)
        if self.bare_heading:
            self.bare_heading.body = body
        else:
            self.sections.append(SectionWords(body=body))
        self.pending, self.bare_heading = [], None

    def _fence(self, token, inside):
        line = self._line(token)
        if not self._is_closed(token):
            raise BadFile(_("This fence does not end: put a line with ::: below it."), line)
        kind, words = _kind_and_words(token.info)
        risk, words = take_risk(words, line) if kind == Kind.RISK else (None, words)
        heading, anchor = _heading_and_anchor(words, line) if words else self._take_bare_heading()
        self.bare_heading = None
        if kind == _RAW_BODY:
            self._raw_body(token, heading, anchor, line)
            return
        refuse_hostile(inside, self._line)
        if kind == Kind.IMAGE:
            section = SectionWords(kind=Kind.IMAGE, heading=heading, anchor=anchor, body=self._html(inside[3:]))
            self._fenced_picture(inside[1:2], section, line)
        elif kind in Kind.values:
            self._refuse_headings_inside(inside)
            section = SectionWords(kind, heading, anchor, self._html(inside), risk=risk, line=line)
            self.sections.append(section)
        else:
            known = ", ".join([*Kind.values, _RAW_BODY])
            raise BadFile(
                _("“::: %(kind)s” is not a kind of section. Use one of: %(known)s.") % {"kind": kind, "known": known},
                line,
            )

    def _fenced_picture(self, paragraph, section, line):
        if not (paragraph and is_picture(paragraph[0])):
            raise BadFile(_("An image section begins with the picture: ![alt text](file.webp)."), line)
        picture = paragraph[0].children[0]
        self._picture(picture, section, line, self._is_decorative(picture, section, line))

    def _is_decorative(self, picture, section, line):
        """Whether the word stands before the heading, which it is then taken from."""
        word, _blank, heading = section.heading.partition(" ")
        is_decorative = word == _DECORATIVE and not plain_words(picture)
        if is_decorative:
            section.heading = heading.strip()
        elif section.heading == _DECORATIVE:
            raise BadFile(_("A decorative picture has no alt text: leave out one of the two."), line)
        return is_decorative

    def _picture(self, token, section, line, is_decorative=False):
        try:
            data = self.picture_at(unquote(token.attrs["src"]))
        except BadFile as fault:
            raise BadFile(str(fault), line) from None
        alt = plain_words(token)
        if len(alt) > LONGEST_ALT:
            raise BadFile(_("The alt text has %(count)s characters; it may have 1000.") % {"count": len(alt)}, line)
        section.picture, section.line = Picture(data, alt, is_decorative), line
        self.sections.append(section)

    def _raw_body(self, token, words, anchor, line):
        """``::: html`` holds one body word for word, below a picture if it has one, as export writes it."""
        start, end = token.map
        given = "\n".join(self.body_lines[start + 1 : end]).strip()
        kind, heading = _kind_and_words(words or Kind.TEXT)
        risk, heading = take_risk(heading, line) if kind == Kind.RISK else (None, heading)
        section = SectionWords(kind=kind, heading=heading, anchor=anchor, risk=risk, line=line)
        first_line, _line_end, rest = given.partition("\n")
        if _NO_PICTURE.fullmatch(first_line):
            given = rest
            picture = parser().parseInline(first_line)[0].children[0]
            section.picture = Picture(b"", plain_words(picture), self._is_decorative(picture, section, line))
            self.sections.append(section)
        elif kind == Kind.IMAGE and first_line.startswith("!["):
            given = rest
            self._fenced_picture(parser().parseInline(first_line), section, line)
        else:
            self.sections.append(section)
        if is_too_deep(given):
            raise BadFile(TOO_DEEP, line)
        if kind not in Kind.values or clean_html(given) != given:
            raise BadFile(_("This HTML holds something that is not allowed here, such as a script or a style."), line)
        section.body = given

    def _html(self, tokens):
        for token in tokens:
            if token.type == "heading_open" and token.tag in {"h5", "h6"}:
                self._note(token, _("a heading below #### became one of ####."))
            elif token.type in {"fence", "code_block"}:
                self._note(token, _("a block of code became plain lines."))
            elif token.type == "hr":
                self._note(token, _("a line across the page was left out."))
            if token.tag in {"h5", "h6"}:
                token.tag = "h4"
        return clean_html(parser().renderer.render(tokens, parser().options, {}))

    def _note(self, token, words):
        note = _("Line %(line)s: %(words)s") % {"line": self._line(token), "words": words}
        if note not in self.notes:
            self.notes.append(note)

    def _end_of(self, position):
        depth = 0
        for end in range(position, len(self.tokens)):
            depth += self.tokens[end].nesting
            if depth == 0:
                return end
        return len(self.tokens) - 1

    def _is_closed(self, token):
        end = token.map[1]
        return end < len(self.body_lines) and bool(_END_OF_FENCE.fullmatch(self.body_lines[end]))

    def _lone_picture(self, position, end):
        return end == position + 2 and is_picture(self.tokens[position + 1])

    def _line(self, token):
        return self.first_line + (token.map[0] if token.map else 0)

    def _refuse_headings_inside(self, tokens):
        for token in tokens:
            if token.type == "heading_open" and token.tag in {"h1", "h2"}:
                raise BadFile(_("A fence cannot hold a # or ## heading: end it with ::: first."), self._line(token))


def _kind_and_words(info):
    found = _FENCE.fullmatch(info.strip())
    return (found[1], found[2] or "") if found else (info.strip(), "")


def _heading_and_anchor(words, line):
    found = ANCHOR.search(words)
    heading = words[: found.start()] if found else words
    if len(heading) > 250:
        raise BadFile(_("The heading has %(count)s characters; it may have 250.") % {"count": len(heading)}, line)
    return heading.strip(), found[1] if found else ""
