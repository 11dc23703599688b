"""How many requests were answered, where, how and how fast: counted by each process, and told for all of a machine.

Each thread counts for itself, so that none waits for another. Once a second a process writes what it has counted into a
file of its own; what one left that has ended is added to what all have left, so that no count ever goes back.
"""

import contextlib
import fcntl
import json
import os
import threading
import time
from bisect import bisect_left
from collections import Counter
from pathlib import Path

# Seconds. A stored page takes a fraction of the first, a search some of the middle, an upload the last.
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
ENDED = "ended.json"
# (name of the address, status, “stored” or “django”) → seconds in all, then how many in each bucket
Counts = dict[tuple[str, str, str], list]


class Tally:
    """folder: where the processes of this machine leave what they have counted

    each_second: called with what this process has counted, by a thread that begins with the first request
    """

    def __init__(self, folder: Path, each_second=()):
        self.folder, self._each_second = folder, [self.write, *each_second]
        self._mine, self._of_threads, self._lock = threading.local(), [], threading.Lock()
        self._written = None

    def count(self, key, seconds):
        try:
            counts = self._mine.counts
        except AttributeError:
            counts = self._begin()
        row = counts.get(key)
        if row is None:
            row = counts[key] = [0.0] + [0] * (len(BUCKETS) + 1)
        row[0] += seconds
        row[bisect_left(BUCKETS, seconds) + 1] += 1

    def _begin(self):
        counts = self._mine.counts = {}
        with self._lock:
            self._of_threads.append(counts)
            if len(self._of_threads) == 1:
                threading.Thread(target=self._keep_writing, name="tally", daemon=True).start()
        return counts

    def of_this_process(self) -> Counts:
        return added(*(dict(counts) for counts in list(self._of_threads)))

    def of_this_machine(self) -> Counts:
        self.write(self.of_this_process())
        with self._among_processes():
            self._gather_what_ended()
            return added(*(_read(file) for file in self.folder.glob("*.json")))

    def write(self, counts):
        if counts != self._written:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self.folder / f"{os.getpid()}.json", counts)
            self._written = counts

    def _keep_writing(self):
        while True:
            time.sleep(1)
            counts = self.of_this_process()
            for tell in self._each_second:
                with contextlib.suppress(OSError):  # a full disk costs nobody a page, and no count its process
                    tell(counts)

    @contextlib.contextmanager
    def _among_processes(self):
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _gather_what_ended(self):
        for file in self.folder.glob("*.json"):
            if file.name != ENDED and not _runs(int(file.stem)):
                _write(self.folder / ENDED, added(_read(self.folder / ENDED), _read(file)))
                file.unlink()


def added(*several: Counts) -> Counts:
    """New lists throughout: those of a thread go on being counted in."""
    together = {}
    for counts in several:
        for key, row in counts.items():
            before = together.get(key)
            together[key] = [one + other for one, other in zip(before, row, strict=True)] if before else list(row)
    return together


def since(counts: Counts, before: Counts) -> Counter:
    """How many requests of each key came after ``before``."""
    return Counter({key: sum(row[1:]) - sum(before.get(key, ())[1:]) for key, row in counts.items()})


def _runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _read(file):
    try:
        return {tuple(key): row for key, row in json.loads(file.read_bytes())}
    except (OSError, ValueError):
        return {}


def _write(file, counts):
    new = file.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps(list(counts.items())))
    new.replace(file)
