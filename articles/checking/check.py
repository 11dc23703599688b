from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    OBSTACLE = "obstacle"  # stands in the way of a release
    ADVICE = "advice"  # an editor may know better


@dataclass(frozen=True)
class Place:
    """Where the words stand.

    section: the number of the section from 0, or None for the title, the summary and the page as a whole
    field: as the edition or the section names it, such as ``heading``
    paragraph: the number of the block inside a body from 1, or None
    name: what an editor calls it
    """

    name: str
    field: str = ""
    section: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True)
class Check:
    """One thing to mend. ``sentence`` says what to do; ``words`` are the ones it is about, as they were written."""

    place: Place
    sentence: str
    words: str = ""
    rule: str = ""
    severity: Severity = Severity.ADVICE

    @property
    def is_obstacle(self):
        return self.severity is Severity.OBSTACLE


def shortened(words: str, most: int = 9) -> str:
    """The beginning of ``words``, enough to find them again."""
    pieces = words.split(maxsplit=most)
    return " ".join(pieces[:most]) + " …" if len(pieces) > most else " ".join(pieces)
