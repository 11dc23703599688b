"""The shortest way from one sequence to another, after Eugene Myers, “An O(ND) Difference Algorithm” (1986)."""

from typing import NamedTuple


class Stretch(NamedTuple):
    """``old[old_from:old_to]`` became ``new[new_from:new_to]``, or stayed the same."""

    is_same: bool
    old_from: int
    old_to: int
    new_from: int
    new_to: int


def stretches(old, new, effort) -> list[Stretch]:
    """Same and changed stretches in turn, from the beginning of both to the end. Raises TooMuch."""
    found, at_old, at_new = [], 0, 0
    for same_old, same_new, length in [*_same(old, new, effort), (len(old), len(new), 0)]:
        if at_old < same_old or at_new < same_new:
            found.append(Stretch(False, at_old, same_old, at_new, same_new))
        if length:
            found.append(Stretch(True, same_old, same_old + length, same_new, same_new + length))
        at_old, at_new = same_old + length, same_new + length
    return found


def _same(old, new, effort):
    """What stays, as (place in old, place in new, length). What both begin and end with is set aside first."""
    effort.spend(len(old) + len(new))
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _backwards(*_forwards(old[head : len(old) - tail], new[head : len(new) - tail], effort))
    pairs = [
        *((at, at) for at in range(head)),
        *((head + at_old, head + at_new) for at_old, at_new in middle),
        *((len(old) - at, len(new) - at) for at in range(tail, 0, -1)),
    ]
    return _runs(pairs)


def _forwards(old, new, effort):
    """How far each diagonal gets with each number of differences, until one reaches the end of both."""
    furthest, trace = {1: 0}, []
    for differences in range(len(old) + len(new) + 1):
        effort.spend(differences + 1)
        trace.append(furthest.copy())
        for diagonal in range(-differences, differences + 1, 2):
            down = diagonal == -differences or (
                diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            at = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            begin = at
            while at < len(old) and at - diagonal < len(new) and old[at] == new[at - diagonal]:
                at += 1
            effort.spend(at - begin)
            furthest[diagonal] = at
            if at >= len(old) and at - diagonal >= len(new):
                return trace, len(old), len(new)
    raise AssertionError("Every sequence can become every other.")


def _backwards(trace, at_old, at_new):
    """The places that stay, found by walking back from the end."""
    pairs = []
    for differences in range(len(trace) - 1, -1, -1):
        furthest, diagonal = trace[differences], at_old - at_new
        down = diagonal == -differences or (diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        from_old = furthest[before] if differences else 0
        from_new = from_old - before if differences else 0
        while at_old > from_old and at_new > from_new:
            at_old, at_new = at_old - 1, at_new - 1
            pairs.append((at_old, at_new))
        at_old, at_new = from_old, from_new
    return reversed(pairs)


def _runs(pairs):
    runs = []
    for at_old, at_new in pairs:
        if runs and (at_old, at_new) == (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]):
            runs[-1][2] += 1
        else:
            runs.append([at_old, at_new, 1])
    return runs


def still_in_order(places: list[int]) -> set[int]:
    """The longest part of ``places`` that rises: what is not in it was moved."""
    ends, before = [], {}
    for place in places:
        at = next((index for index, end in enumerate(ends) if end > place), len(ends))
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    kept, place = set(), ends[-1] if ends else None
    while place is not None:
        kept.add(place)
        place = before[place]
    return kept
