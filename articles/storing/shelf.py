"""Where stored pages stand: in memory, bounded; and on disk, for other processes and for when the database is away."""

import contextlib
import hashlib
import json
import logging
import mmap
import os
import shutil
import struct
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

from .looking import Known
from .page import LEAST, Page

logger = logging.getLogger(__name__)


class Memory:
    """The pages that were asked for last, as many as fit into ``bound`` bytes."""

    def __init__(self, bound):
        self.bound, self.size = bound, 0
        self._pages, self._lock = OrderedDict(), threading.Lock()

    def get(self, key):
        page = self._pages.get(key)
        if page is not None:
            try:
                self._pages.move_to_end(key)
            except KeyError:  # another thread has just taken it away
                pass
        return page

    def put(self, key, page):
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.size += page.size
            while self.size > self.bound and len(self._pages) > 1:
                self._drop(next(iter(self._pages)))

    def clear(self):
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key):
        page = self._pages.pop(key, None)
        self.size -= page.size if page else 0


class Disk:
    """A folder for each number of recorded facts, of which only the newest stays."""

    def __init__(self, folder: Path, bound, maker=""):
        self.folder, self.bound, self.maker = folder, bound, maker
        self._written, self._told = 0, False
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def get(self, number, key):
        try:
            return Page.from_bytes(self._file(number, key).read_bytes())
        except (OSError, ValueError):
            return None

    def put(self, number, key, page):
        """Keeps ``page`` if there is room; without room the portal goes on from memory."""
        if self._written + page.size > self.bound:
            return
        with self._full_is_no_fault(), contextlib.suppress(FileNotFoundError):  # something newer has been recorded
            write_at_once(self._file(number, key), page.to_bytes())
            self._written += page.size

    def begin(self, known: Known):
        """From now on only what was made after ``known`` is true: the pages before it go."""
        self._written = 0
        with self._full_is_no_fault():
            new = self.folder / str(known.number)
            new.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._written = _room_taken_in(new)  # by this process before it was started anew, and by others
            write_at_once(new / "known.json", json.dumps([known.number, known.to_come]).encode())
        older = [one for one in self._numbered() if one.name != str(known.number)]
        for old in older:
            shutil.rmtree(old, ignore_errors=True)
        if older:
            _for_good(self.folder)

    def last_known(self) -> Known | None:
        """What was known before the process was started anew, for a database that is away."""
        for folder in sorted(self._numbered(), key=lambda one: int(one.name), reverse=True):
            with contextlib.suppress(OSError, ValueError):
                number, to_come = json.loads((folder / "known.json").read_bytes())
                return Known(number, tuple((at, tuple(names)) for at, names in to_come))
        return None

    def _numbered(self):
        return [one for one in self.folder.glob("*") if one.name.isdecimal()]

    def _file(self, number, key):
        return self.folder / str(number) / hashlib.sha256("\n".join([self.maker, *key]).encode()).hexdigest()

    @contextlib.contextmanager
    def _full_is_no_fault(self):
        try:
            yield
        except OSError as fault:
            if not self._told:
                self._told = True
                logger.error("Pages are stored in memory alone: %s.", fault.strerror)


def _for_good(folder):
    """What was taken out of it does not come back when the current fails now."""
    with contextlib.suppress(OSError):  # not every system has it for folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _room_taken_in(folder):
    taken = 0
    for file in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another process has just given it its name
            taken += file.stat().st_size + LEAST
    return taken


class SharedNumber:
    """A number that all processes of this machine see at once."""

    def __init__(self, file: Path):
        file.touch(mode=0o600)
        if file.stat().st_size != 8:
            file.write_bytes(bytes(8))
        with file.open("r+b") as opened:
            self._seen = mmap.mmap(opened.fileno(), 8)

    @property
    def number(self):
        return struct.unpack_from("q", self._seen)[0]

    @number.setter
    def number(self, number):
        struct.pack_into("q", self._seen, 0, number)


def write_at_once(file: Path, content: bytes):
    """Whole or not at all, so that nobody reads half a page."""
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as new:
            new.write(content)
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
