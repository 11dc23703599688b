from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Happening:
    """One thing that somebody did, or that came by its date.

    kind: the same for machines in every language and version; told: the same for people; who: empty if nobody did it
    number: of the edition; words: what was said or named with it
    """

    at: datetime
    kind: str
    told: str | Promise
    who: str = ""
    number: int | None = None
    words: str = ""
