"""Finding files in what somebody named: a file, a folder, an archive. Nothing is read before its size is known."""

import gzip
import os
import posixpath
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from .document import BadFile

MB = 1024 * 1024
MAX_TEXT, MAX_WORD, MAX_PICTURE = 10 * MB, 50 * MB, 20 * MB
MAX_ARCHIVE, MAX_MEMBERS = 1024 * MB, 100_000

LIMITS = {".txt": MAX_TEXT, ".md": MAX_TEXT, ".docx": MAX_WORD}
ARCHIVES = (".tar.gz", ".tgz", ".zip")


# What a damaged archive raises, depending on where it is damaged.
DAMAGED = tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError


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


def find_files(path) -> Iterator[FoundFile]:
    """The files below ``path`` that can be imported, in the order of their names."""
    path = Path(path)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.is_file() and path.name.lower().endswith(ARCHIVES):
        yield from _in_archive(path)
    elif path.is_symlink() or path.exists():
        yield _on_disk(path, path.parent, path.name)
    else:
        yield _broken(path.name, _no_file(path.name))


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
            if name.lower().endswith(ARCHIVES) and _leads_out(path, root):
                yield _broken(inside, _("This leads out of the folder that is imported."))
            elif name.lower().endswith(ARCHIVES):
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
    if _leads_out(path, root):
        raise BadFile(_("This leads out of the folder that is imported."))
    try:
        if not path.is_file():
            raise BadFile(_no_file(path.name))
        _must_fit(path.stat().st_size, limit)
        return path.read_bytes()
    except OSError as fault:
        raise BadFile(_("The file cannot be opened: %(why)s.") % {"why": fault.strerror}) from None


def _leads_out(path, root):
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # links that go in a circle, names that no file can have
        return True


def _in_archive(path):
    opened = _Zip if path.name.lower().endswith(".zip") else _Tar
    try:
        with opened(path) as archive:
            yield from archive.files()
    except BadFile as fault:
        yield _broken(path.name, str(fault))
    except DAMAGED:
        yield _broken(path.name, _("The archive is damaged, or no archive at all."))


@dataclass
class _Member:
    name: str
    size: int
    is_plain: bool
    handle: tarfile.TarInfo | zipfile.ZipInfo

    def __post_init__(self):
        self.name = _normal(self.name)


class _Archive:
    """What a tar and a zip share. A subclass gives ``all_members`` and ``data_of``."""

    def __init__(self, path):
        self.path = path

    def files(self):
        for member in self._members():
            if _climbs_out(member.name):
                yield _broken(member.name, _("This path climbs out of its archive."))
            elif is_article(member.name):
                yield self._found(member)

    def _members(self):
        total = 0
        for count, member in enumerate(self.all_members(), start=1):
            total += member.size
            if total > MAX_ARCHIVE or count > MAX_MEMBERS:
                raise BadFile(_("The archive unpacks to more than 1 GB or 100,000 files. Split it."))
            yield member

    def _found(self, member):
        return FoundFile(
            member.name,
            lambda: self._data(member, LIMITS[posixpath.splitext(member.name.lower())[1]]),
            lambda reference: self._beside(member, reference),
        )

    def _beside(self, member, reference):
        wanted = _normal(posixpath.join(posixpath.dirname(member.name), reference))
        if _climbs_out(wanted):
            raise BadFile(_("This path climbs out of its archive."))
        try:
            found = self._by_name.get(wanted)
        except DAMAGED:
            raise BadFile(_("The archive is damaged, or no archive at all.")) from None
        if found is None:
            raise BadFile(_no_file(wanted))
        return self._data(found, MAX_PICTURE)

    @cached_property
    def _by_name(self):
        return {member.name: member for member in self._members()}

    def _data(self, member, limit):
        if not member.is_plain:
            raise BadFile(_("This is a link or a device, not a file."))
        _must_fit(member.size, limit)
        try:
            return self.data_of(member)
        except (*DAMAGED, RuntimeError):
            raise BadFile(_("This part of the archive is damaged or locked with a password.")) from None


class _Tar(_Archive):
    def __enter__(self):
        self.gzip = _CarefulGzip(self.path)
        try:
            self.tar = tarfile.open(fileobj=self.gzip)
        except BaseException:
            self.gzip.close()
            raise
        return self

    def __exit__(self, *exception):
        self.tar.close()
        self.gzip.close()

    def all_members(self):
        for member in self.tar:
            if not member.isdir():
                yield _Member(member.name, max(member.size, 0), member.isreg(), member)

    def data_of(self, member):
        return self.tar.extractfile(member.handle).read()


class _CarefulGzip(gzip.GzipFile):
    """A long name in a tar says itself how long it is, and would be read at once."""

    def read(self, size=-1):
        if not 0 <= size <= MAX_WORD + tarfile.BLOCKSIZE:
            raise tarfile.ReadError("larger than any file that is wanted")
        return super().read(size)


class _Zip(_Archive):
    def __enter__(self):
        self.zip = zipfile.ZipFile(self.path)
        return self

    def __exit__(self, *exception):
        self.zip.close()

    def all_members(self):
        for member in self.zip.infolist():
            if not member.is_dir():
                yield _Member(member.filename, member.file_size, True, member)

    def data_of(self, member):
        return unzipped(self.zip, member.handle)


def unzipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Never more than the archive announced, even where more is packed."""
    with archive.open(member) as file:
        return file.read(member.file_size)


def _normal(name):
    """``./en/a.md`` and ``en\\a.md`` as other systems write them, in one form."""
    return posixpath.normpath(name.replace("\\", "/"))


def _climbs_out(normal):
    return normal.startswith(("/", "../")) or normal == ".." or normal[1:2] == ":"


def _no_file(name):
    return _("There is no file “%(name)s”.") % {"name": name}


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
