"""What of a Word file does not become words of a page, said plainly."""

import re
import zipfile

from django.utils.translation import gettext as _

_UNKNOWN_STYLE = re.compile(r"Unrecognised \w+ style: '?(.*?)'? \(Style ID: (.*)\)")
_OF_NO_USE = re.compile(r"\w+ style with ID .* was referenced but not defined|.*complex field .* character")
_EDGE_OF_PAGE = re.compile(r"word/(header|footer)\d*\.xml")
_SAYS_SOMETHING = re.compile(rb"<w:t[ >]")


def left_behind(package):
    """Sentences about the parts of the file that are no part of its text.

    package: a Word file that is known to be harmless
    """
    with zipfile.ZipFile(package) as parts:
        names = parts.namelist()
        document = next((parts.read(name) for name in names if name == "word/document.xml"), b"")
        if re.search(rb"<w:(ins|del) ", document):
            yield _("It has tracked changes: what was added is kept, and what was deleted is left out.")
        if re.search(rb"<w:strike(?: w:val=\"(?:1|true|on)\")?/>", document):
            yield _("Words that are struck through are left out.")
        if "word/comments.xml" in names and b"<w:comment " in parts.read("word/comments.xml"):
            yield _("The comments in the margin are left out.")
        if any(_EDGE_OF_PAGE.fullmatch(name) and _SAYS_SOMETHING.search(parts.read(name)) for name in names):
            yield _("What stands at the top and foot of each page (header and footer) is left out.")


def plainly(messages):
    """The messages of the library that reads Word files, each once, without those that help nobody."""
    told = [_plain(message.message) for message in messages if not _OF_NO_USE.match(message.message)]
    return list(dict.fromkeys(told))


def _plain(message):
    if found := _UNKNOWN_STYLE.fullmatch(message):
        return _("The style “%(style)s” means nothing here: its words are plain text.") % {
            "style": found[2] if found[1] == "None" else found[1]
        }
    return message
