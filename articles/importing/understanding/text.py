"""Plain text: a title, perhaps a release date, and paragraphs, kept word for word."""

import codecs
import re
from html import escape

from django.utils.translation import gettext as _

from articles.models.plain_words import CONTROL_CHARACTER

from .dates import NoDay, parse_moment
from .document import ArticleDocument, BadFile, SectionWords

SUMMARY_LENGTH = 400
TITLE_LENGTH = 200

_RELEASE = re.compile(r"\s*release\s*(?:time|date)\s*[:\uff1a]\s*(.*?)\s*", re.IGNORECASE)


def decode(data: bytes) -> str:
    """The text of a file, with plain line ends. Raises BadFile with the line that cannot be read."""
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as fault:
        line = None if is_utf16 else data.count(b"\n", 0, fault.start) + 1
        raise BadFile(_("The letters cannot be read. Save the file as UTF-8."), line) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if found := CONTROL_CHARACTER.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise BadFile(_("There is a control character that no text should hold. Save the file as plain text."), line)
    return text


def read_text(text: str) -> ArticleDocument:
    lines = text.split("\n")
    title_at = next((index for index, line in enumerate(lines) if line.strip()), None)
    if title_at is None:
        raise BadFile(_("The file has no title: it is empty."), 1)
    title, body_at, release_at = lines[title_at].strip(), title_at + 1, None
    if _RELEASE.fullmatch(title):
        raise BadFile(_("The file has no title: write it above the release time."), title_at + 1)
    must_fit_title(title, title_at + 1)
    next_at = next((index for index in range(body_at, len(lines)) if lines[index].strip()), None)
    if next_at is not None and (found := _RELEASE.fullmatch(lines[next_at])):
        release_at, body_at = _release_at(found[1], next_at + 1), next_at + 1
    paragraphs = _paragraphs(lines[body_at:])
    if not paragraphs:
        raise BadFile(_("There is nothing to read below the title."), title_at + 1)
    body = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    summary = paragraphs[0] if len(paragraphs[0]) <= SUMMARY_LENGTH else ""
    return ArticleDocument(title=title, summary=summary, sections=[SectionWords(body=body)], release_at=release_at)


def must_fit_title(title, line=None):
    if len(title) > TITLE_LENGTH:
        raise BadFile(
            _("The title has %(count)s characters; it may have %(limit)s.")
            % {"count": len(title), "limit": TITLE_LENGTH},
            line,
        )


def _release_at(words, line):
    try:
        return parse_moment(words) if words else None
    except NoDay as fault:
        raise BadFile(str(fault), line) from None


def _paragraphs(lines):
    """Blank lines part paragraphs; where there are none, each line is one."""
    text = "\n".join(line.strip() for line in lines).strip()
    parts = re.split(r"\n{2,}", text) if "\n\n" in text else text.split("\n")
    return [" ".join(part.split()) for part in parts if part.strip()]
