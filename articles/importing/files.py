"""Finding files in what somebody named: a file, a folder, an archive. Nothing is read before its size is known."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from .archives import ARCHIVES, in_archive
from .found import LIMITS, MAX_PICTURE, FoundFile, broken, is_article, must_fit, no_file
from .understanding.document import BadFile


def find_files(path) -> Iterator[FoundFile]:
    """The files below ``path`` that can be imported, in the order of their names."""
    path = Path(path)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.is_file() and path.name.lower().endswith(ARCHIVES):
        yield from in_archive(path)
    elif path.is_symlink() or path.exists():
        yield _on_disk(path, path.parent, path.name)
    else:
        yield broken(path.name, no_file(path.name))


def _in_folder(root):
    for folder, subfolders, names in os.walk(root):
        subfolders.sort(key=_natural)
        for name in sorted(names, key=_natural):
            path = Path(folder, name)
            inside = path.relative_to(root).as_posix()
            if name.lower().endswith(ARCHIVES) and _leads_out(path, root):
                yield broken(inside, _("This leads out of the folder that is imported."))
            elif name.lower().endswith(ARCHIVES):
                yield from in_archive(path)
            elif is_article(inside):
                yield _on_disk(path, root, inside)


def _on_disk(path, root, name):
    def beside(reference):
        return _read_from_disk(Path(os.path.normpath(path.parent / reference)), root, MAX_PICTURE)

    limit = LIMITS.get(path.suffix.lower())
    if limit is None:
        return broken(name, _("This kind of file cannot be read. Use .txt, .md, .docx, .tar.gz or .zip."))
    return FoundFile(name, lambda: _read_from_disk(path, root, limit), beside)


def _read_from_disk(path, root, limit):
    if _leads_out(path, root):
        raise BadFile(_("This leads out of the folder that is imported."))
    try:
        if not path.is_file():
            raise BadFile(no_file(path.name))
        must_fit(path.stat().st_size, limit)
        return path.read_bytes()
    except OSError as fault:
        raise BadFile(_("The file cannot be opened: %(why)s.") % {"why": fault.strerror}) from None


def _leads_out(path, root):
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # links that go in a circle, names that no file can have
        return True


def _natural(name):
    """``2.md`` before ``10.md``."""
    stem, _dot, suffix = name.partition(".")
    return (0, int(stem), suffix) if stem.isdecimal() else (1, 0, name)
