"""Finding files in what somebody named: a file, a folder, an archive. Nothing is read before its size is known."""

import os
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from .document import BadFile

MB = 1024 * 1024
MAX_TEXT, MAX_WORD, MAX_PICTURE = 10 * MB, 50 * MB, 20 * MB
MAX_ARCHIVE, MAX_MEMBERS = 1024 * MB, 100_000

LIMITS = {".txt": MAX_TEXT, ".md": MAX_TEXT, ".docx": MAX_WORD}
ARCHIVES = (".tar.gz", ".tgz", ".zip")


@dataclass
class FoundFile:
    """A file to import. ``read`` and ``beside`` raise BadFile."""

    name: str
    read: Callable[[], bytes]
    beside: Callable[[str], bytes]  # another file of the same folder or archive, by its path from this one

    @property
    def suffix(self):
        return posixpath.splitext(self.name.lower())[1]


def find_files(path) -> Iterator[FoundFile]:
    """The files below ``path`` that can be imported, in the order of their names."""
    path = Path(path)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.is_file() and path.name.lower().endswith(ARCHIVES):
        yield from _in_archive(path)
    else:
        yield _on_disk(path, path.parent, path.name)


def is_article(name):
    """Whether a file in a folder or archive is meant: hidden files and a README are not."""
    base = posixpath.basename(name)
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
    return posixpath.splitext(base.lower())[1] in LIMITS and not is_hidden and not base.lower().startswith("readme.")


def _in_folder(root):
    for folder, subfolders, names in os.walk(root):
        subfolders.sort(key=_natural)
        for name in sorted(names, key=_natural):
            path = Path(folder, name)
            inside = path.relative_to(root).as_posix()
            if name.lower().endswith(ARCHIVES):
                yield from _in_archive(path)
            elif is_article(inside):
                yield _on_disk(path, root, inside)


def _on_disk(path, root, name):
    def beside(reference):
        return _read_from_disk(Path(os.path.normpath(path.parent / reference)), root, MAX_PICTURE)

    limit = LIMITS.get(path.suffix.lower())
    if limit is None:
        return _broken(name, _("This kind of file cannot be read. Use .txt, .md, .docx, .tar.gz or .zip."))
    return FoundFile(name, lambda: _read_from_disk(path, root, limit), beside)


def _read_from_disk(path, root, limit):
    if not path.resolve().is_relative_to(root.resolve()):
        raise BadFile(_("This leads out of the folder that is imported."))
    try:
        if not path.is_file():
            raise BadFile(_("There is no file “%(name)s”.") % {"name": path.name})
        _must_fit(path.stat().st_size, limit)
        return path.read_bytes()
    except OSError as fault:
        raise BadFile(_("The file cannot be opened: %(why)s.") % {"why": fault.strerror}) from None


def _in_archive(path):
    opened = _Zip if path.name.lower().endswith(".zip") else _Tar
    try:
        with opened(path) as archive:
            yield from archive.files()
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        yield _broken(path.name, _("The archive is damaged, or no archive at all."))


class _Archive:
    """What a tar and a zip share. A subclass gives ``members`` as (name, size, is_plain, handle) and ``data_of``."""

    def __init__(self, path):
        self.path = path

    def files(self):
        total = 0
        for count, (name, size, is_plain, handle) in enumerate(self.members(), start=1):
            total += size
            if total > MAX_ARCHIVE or count > MAX_MEMBERS:
                yield _broken(self.path.name, _("The archive unpacks to more than 1 GB or 100,000 files. Split it."))
                return
            if _climbs_out(name):
                yield _broken(name, _("This path climbs out of its archive."))
            elif is_article(name):
                yield self._found(name, size, is_plain, handle)

    def _found(self, name, size, is_plain, handle):
        def read():
            if not is_plain:
                raise BadFile(_("This is a link or a device, not a file."))
            _must_fit(size, LIMITS[posixpath.splitext(name.lower())[1]])
            return self._data(handle)

        return FoundFile(name, read, lambda reference: self._beside(name, reference))

    def _beside(self, name, reference):
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))
        if _climbs_out(wanted):
            raise BadFile(_("This path climbs out of its archive."))
        size, handle = self.lookup(wanted)
        _must_fit(size, MAX_PICTURE)
        return self._data(handle)

    def _data(self, handle):
        try:
            return self.data_of(handle)
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
            raise BadFile(_("This part of the archive is damaged or locked with a password.")) from None


class _Tar(_Archive):
    def __enter__(self):
        self.tar = tarfile.open(self.path, "r:gz")
        return self

    def __exit__(self, *exception):
        self.tar.close()

    def members(self):
        for member in self.tar:
            if not member.isdir():
                yield member.name, max(member.size, 0), member.isreg(), member

    def lookup(self, name):
        try:
            member = self.tar.getmember(name)
        except KeyError:
            raise BadFile(_("There is no file “%(name)s”.") % {"name": name}) from None
        return member.size, member

    def data_of(self, member):
        return self.tar.extractfile(member).read()


class _Zip(_Archive):
    def __enter__(self):
        self.zip = zipfile.ZipFile(self.path)
        return self

    def __exit__(self, *exception):
        self.zip.close()

    def members(self):
        for member in self.zip.infolist():
            if not member.is_dir():
                yield member.filename, member.file_size, True, member

    def lookup(self, name):
        try:
            member = self.zip.getinfo(name)
        except KeyError:
            raise BadFile(_("There is no file “%(name)s”.") % {"name": name}) from None
        return member.file_size, member

    def data_of(self, member):
        return self.zip.read(member)


def _climbs_out(name):
    normal = posixpath.normpath(name.replace("\\", "/"))
    return normal.startswith(("/", "../")) or normal == ".." or normal[1:2] == ":"


def _must_fit(size, limit):
    if size > limit:
        raise BadFile(
            _("The file has %(size)s MB; it may have %(limit)s MB.") % {"size": round(size / MB), "limit": limit // MB}
        )


def _natural(name):
    """``2.md`` before ``10.md``."""
    stem, _dot, suffix = name.partition(".")
    return (0, int(stem), suffix) if stem.isdecimal() else (1, 0, name)


def _broken(name, sentence):
    def refuse(*_arguments):
        raise BadFile(sentence)

    return FoundFile(name, refuse, refuse)
