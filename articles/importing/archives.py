"""The files in an archive, a tar or a zip, which may be damaged or made to do harm."""

import gzip
import posixpath
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from .found import LIMITS, MAX_PICTURE, MAX_WORD, MB, FoundFile, broken, is_article, must_fit, no_file
from .understanding.document import BadFile

ARCHIVES = (".tar.gz", ".tgz", ".zip")
MAX_ARCHIVE, MAX_MEMBERS = 1024 * MB, 100_000

# What a damaged archive raises, depending on where it is damaged.
DAMAGED = tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError


def in_archive(path):
    opened = _Zip if path.name.lower().endswith(".zip") else _Tar
    try:
        with opened(path) as archive:
            yield from archive.files()
    except BadFile as fault:
        yield broken(path.name, str(fault))
    except DAMAGED:
        yield broken(path.name, _("The archive is damaged, or no archive at all."))


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
                yield broken(member.name, _("This path climbs out of its archive."))
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
            raise BadFile(no_file(wanted))
        return self._data(found, MAX_PICTURE)

    @cached_property
    def _by_name(self):
        return {member.name: member for member in self._members()}

    def _data(self, member, limit):
        if not member.is_plain:
            raise BadFile(_("This is a link or a device, not a file."))
        must_fit(member.size, limit)
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
