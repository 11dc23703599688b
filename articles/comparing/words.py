"""What changed in a line of words."""

from .sequences import Stretch, stretches
from .tokens import tokens_of_text
from .writing import added, removed, tokens_as_html

FEWEST_WORDS_BETWEEN = 3


def text_changes(old: str, new: str, effort) -> str:
    """Plain text, as HTML that marks what was added and removed."""
    return word_changes(tokens_of_text(old), tokens_of_text(new), effort)


def word_changes(old, new, effort) -> str:
    found = stretches([token.key for token in old], [token.key for token in new], effort)
    tidy = _without_crumbs(found, old, new)
    return "".join(_written(stretch, old, new, is_last=stretch is tidy[-1]) for stretch in tidy)


def _without_crumbs(found, old, new):
    """A word or two that stayed between longer changes would only make them harder to read: they join in."""
    tidy = []
    for index, stretch in enumerate(found):
        if tidy and not tidy[-1].is_same and (not stretch.is_same or _is_crumb(found, index, tidy[-1], old, new)):
            before = tidy.pop()
            stretch = Stretch(False, before.old_from, stretch.old_to, before.new_from, stretch.new_to)
        tidy.append(stretch)
    return tidy


def _is_crumb(found, index, before, old, new):
    stretch = found[index]
    if index + 1 == len(found) or stretch.old_to - stretch.old_from >= FEWEST_WORDS_BETWEEN:
        return False
    length = _length(old[stretch.old_from : stretch.old_to])
    return all(length <= _weight(change, old, new) for change in (before, found[index + 1]))


def _weight(change, old, new):
    return max(_length(old[change.old_from : change.old_to]), _length(new[change.new_from : change.new_to]))


def _length(tokens):
    return sum(len(token.text) for token in tokens)


def _written(stretch, old, new, *, is_last):
    gone, come = old[stretch.old_from : stretch.old_to], new[stretch.new_from : stretch.new_to]
    is_first = stretch.old_from == stretch.new_from == 0
    groups = [come] if stretch.is_same else [group for group in (gone, come) if group]
    apart = [not is_first and not group[0].is_glued for group in groups]
    # The blank before a change stands outside it if it can, where no line runs through it.
    outside = " " if all(apart) else ""
    if stretch.is_same:
        return outside + tokens_as_html(come)
    gone_apart, come_apart = (False, False) if outside else (apart[0], apart[-1])
    return (
        outside
        + removed(gone, is_apart=gone_apart, says_end=not come and not is_last)
        + added(come, is_apart=come_apart, says_end=not is_last)
    )
