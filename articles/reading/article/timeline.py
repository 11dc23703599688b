"""The released editions of one article, as they stand at a moment."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Edition, State


@dataclass(frozen=True)
class Point:
    number: int
    release_at: datetime
    state: str


class Timeline:
    def __init__(self, article, moment, editions=None):
        """editions: all that were released by then, with their states and in order, if they were asked for before"""
        self.article, self.moment = article, moment
        editions = _editions(article, moment) if editions is None else editions
        self.points = [Point(one.number, one.release_at, one.state) for one in editions]

    @property
    def first(self) -> Point:
        return self.points[0]

    @property
    def live(self) -> Point | None:
        return next((point for point in self.points if point.state == State.LIVE), None)

    @property
    def readable(self) -> list[Point]:
        """With an address that still shows the words: all but the recalled ones."""
        return [point for point in self.points if point.state != State.RECALLED]

    @property
    def comparable(self) -> list[Point]:
        """Whose words may stand beside those of another: what was withdrawn is read at its own address alone."""
        return [point for point in self.points if point.state in {State.LIVE, State.SUPERSEDED}]

    def find(self, number) -> Point | None:
        return next((point for point in self.points if point.number == number), None)

    def compared_with(self, number) -> Point | None:
        """The edition before, if both can be compared."""
        earlier = [point for point in self.comparable if point.number < number]
        return earlier[-1] if earlier and self.find(number) in self.comparable else None


def _editions(article, moment):
    editions = Edition.objects.filter(article=article).released_by_moment(moment).with_state_at(moment)
    return editions.order_by("number").only("number", "release_at")
