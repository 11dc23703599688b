"""A file that was found, and what may be asked of it before anything of it is read."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .understanding.document import BadFile

MB = 1024 * 1024
MAX_TEXT, MAX_WORD, MAX_PICTURE = 10 * MB, 50 * MB, 20 * MB
LIMITS = {".txt": MAX_TEXT, ".md": MAX_TEXT, ".docx": MAX_WORD}


@dataclass
class FoundFile:
    """A file to import. ``read`` and ``beside`` raise BadFile."""

    name: str
    read: Callable[[], bytes]
    beside: Callable[[str], bytes]  # another file of the same folder or archive, by its path from this one

    def __post_init__(self):
        """A name from outside may hold letters that cannot be stored, or that a terminal obeys."""
        self.name = "".join(letter if letter.isprintable() else "?" for letter in self.name)

    @property
    def suffix(self):
        return posixpath.splitext(self.name.lower())[1]


def is_article(name):
    """Whether a file in a folder or archive is meant: hidden files and a README are not."""
    base = posixpath.basename(name)
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
    return posixpath.splitext(base.lower())[1] in LIMITS and not is_hidden and not base.lower().startswith("readme.")


def no_file(name):
    return _("There is no file “%(name)s”.") % {"name": name}


def must_fit(size, limit):
    if size > limit:
        raise BadFile(
            _("The file has %(size)s MB; it may have %(limit)s MB.") % {"size": round(size / MB), "limit": limit // MB}
        )


def broken(name, sentence):
    def refuse(*_arguments):
        raise BadFile(sentence)

    return FoundFile(name, refuse, refuse)
