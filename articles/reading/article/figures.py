"""“1 in 7” drawn as seven people, one of them filled."""

from dataclasses import dataclass
from fractions import Fraction

MOST, ROW = 100, 10
WIDEST = 240  # pixels
WIDTH, HEIGHT = 24, 30  # of the field in which one person stands
TOP, FEET = 1, 27  # of the person in the field
_PERSON = "a5 5 0 1 0 10 0a5 5 0 1 0-10 0m-4 21v-5a9 9 0 0 1 18 0v5z"


@dataclass(frozen=True)
class Figures:
    filled: str  # paths
    outlined: str
    part: str  # the one that is filled from its feet upwards, where people are scaled
    empty: int  # percent of that one, from above
    width: int  # of the drawing, in its own units
    height: int
    each: int | None  # how many people one figure stands for, where it is a whole number

    @property
    def pixels(self):
        """Its width and height on the page: a few people stand nearer than a hundred."""
        nearer = Fraction(min(2 * self.width, WIDEST), self.width)
        return int(self.width * nearer), int(self.height * nearer)


def figures(count: int, of: int) -> Figures:
    shown = min(of, MOST)
    exact = Fraction(count * shown, of)
    whole = int(exact)
    part = exact - whole
    return Figures(
        filled=_people(0, whole),
        outlined=_people(whole, shown),
        part=_people(whole, whole + 1) if part else "",
        empty=round(100 * (1 - part)),
        width=min(shown, ROW) * WIDTH,
        height=-(-shown // ROW) * HEIGHT,
        each=of // shown if of % shown == 0 else None,
    )


def _people(first, end):
    places = (divmod(number, ROW) for number in range(first, end))
    return "".join(f"M{column * WIDTH + 7} {row * HEIGHT + 6}{_PERSON}" for row, column in places)
