import re
from collections.abc import Callable, Iterable

from articles.models import BEFORE_THE_FIRST, Recorded

ANCHOR = re.compile(r"\b([0-9]{1,18}):([0-9a-f]{64})\b")
AT_ONCE = 2000
BEGUN_ANEW = "The record was written anew, or a backup was restored since: then compare what came after it."


class Broken(Exception):
    """``str()`` says what was done to the record, as far as it can be told."""


def verify(anchors: Iterable[tuple[int, str]] = (), watch: Callable = lambda entries: entries) -> tuple[int, str]:
    """(number, seal) of the last entry, once each follows from the one before it. Raises Broken.

    anchors: numbers and seals that were written down elsewhere
    """
    wanted, number, seal = {}, 0, BEFORE_THE_FIRST
    for written, its_seal in anchors:
        if wanted.setdefault(written, its_seal) != its_seal:
            raise Broken(f"Entry {written} was written down elsewhere with two seals. {BEGUN_ANEW}")
    for entry in watch(Recorded.objects.order_by("number").iterator(chunk_size=AT_ONCE)):
        if entry.number != number + 1:
            raise Broken(f"Entry {number + 1} was taken out: after {number} comes {entry.number}.")
        if entry.seal != entry.sealed_after(seal):
            raise Broken(f"Entry {entry.number} is not as it was written, or one before it was exchanged.")
        number, seal = entry.number, entry.seal
        if wanted.pop(number, seal) != seal:
            raise Broken(f"Entry {number} was written down elsewhere with another seal. {BEGUN_ANEW}")
    if wanted:
        raise Broken(f"The end was cut off after entry {number}: entry {max(wanted)} was written down elsewhere.")
    return number, seal


def anchors_in(lines: Iterable[str]):
    """Each number and seal in a text, such as the log of the portal."""
    for line in lines:
        for number, seal in ANCHOR.findall(line):
            yield int(number), seal
