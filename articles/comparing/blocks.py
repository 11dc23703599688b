"""What changed in a body: blocks are matched with blocks first, and words compared inside each pair."""

from .sequences import stretches
from .tree import read
from .words import word_changes
from .writing import as_added, as_it_is, as_removed, element

LIKE = 0.35  # the share of words that two blocks must have in common to be one block, rewritten

FARTHEST = 20  # blocks of a long list that may lie between the places of such a block in both


def body_changes(old: str, new: str, effort) -> str:
    """The two bodies as one, with <ins> and <del>. Raises TooMuch. Both must have passed the sanitiser."""
    return _parts(read(old), read(new), effort)


def whole_body(markup: str, write) -> str:
    """A body that only one edition has. write: ``as_added`` or ``as_removed``. Raises TooMuch."""
    return "".join(map(write, read(markup)))


def likeness(old, new) -> float:
    """From 0 for no word in common to 1 for the same words. old, new: counters of words"""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _parts(old, new, effort) -> str:
    """Blocks that stand one after the other."""
    written = []
    for stretch in stretches([part.hashed for part in old], [part.hashed for part in new], effort):
        gone, come = old[stretch.old_from : stretch.old_to], new[stretch.new_from : stretch.new_to]
        if stretch.is_same:
            written += map(as_it_is, come)
        else:
            written.append(_rewritten(gone, come, effort))
    return "".join(written)


def _rewritten(gone, come, effort):
    written, at_old, at_new = [], 0, 0
    for pair_old, pair_new in [*_pairs(gone, come, effort), (len(gone), len(come))]:
        written += map(as_removed, gone[at_old:pair_old])
        written += map(as_added, come[at_new:pair_new])
        if pair_old < len(gone):
            written.append(_block(gone[pair_old], come[pair_new], effort))
        at_old, at_new = pair_old + 1, pair_new + 1
    return "".join(written)


def _pairs(gone, come, effort):
    """The pairs of blocks, in order in both, that have the most in common all together."""
    effort.spend(2 * len(gone) * len(come))
    best = [[0.0] * (len(come) + 1) for _row in range(len(gone) + 1)]
    together = set()
    for at_old in range(len(gone) - 1, -1, -1):
        for at_new in range(len(come) - 1, -1, -1):
            best[at_old][at_new] = max(best[at_old + 1][at_new], best[at_old][at_new + 1])
            if abs(at_old * len(come) - at_new * len(gone)) > FARTHEST * max(len(gone), len(come)):
                continue
            effort.spend((gone[at_old].size + come[at_new].size) // 8)
            alike = _alike(gone[at_old], come[at_new])
            if alike and alike + best[at_old + 1][at_new + 1] > best[at_old][at_new]:
                best[at_old][at_new] = alike + best[at_old + 1][at_new + 1]
                together.add((at_old, at_new))
    at_old = at_new = 0
    while at_old < len(gone) and at_new < len(come):
        if (at_old, at_new) in together:
            yield at_old, at_new
            at_old, at_new = at_old + 1, at_new + 1
        elif best[at_old + 1][at_new] >= best[at_old][at_new + 1]:
            at_old += 1
        else:
            at_new += 1


def _alike(old, new) -> float:
    """How much two blocks have in common, or 0 if they are not one block rewritten."""
    if old.family != new.family or (old.family == "tr" and len(old.blocks) != len(new.blocks)):
        return 0
    if old.family in {"table", "thead", "tbody", "caption"}:
        return 0.1 + likeness(old.words, new.words)  # a table has one of each
    alike = likeness(old.words, new.words)
    return alike if alike >= LIKE else 0


def _block(old, new, effort) -> str:
    if old.hashed == new.hashed:
        return as_it_is(new)
    if new.tag == "table" and _shape(old) != _shape(new):
        return as_removed(old) + as_added(new)
    if new.tag == "tr":
        return element(new, "".join(_block(*cells, effort) for cells in zip(old.blocks, new.blocks, strict=True)))
    if old.blocks or new.blocks:
        return element(new, _parts(old.parts, new.parts, effort))
    return element(new, word_changes(old.tokens, new.tokens, effort))


def _shape(table):
    """What two tables must share so that a row of one fits into the other."""
    rows = [row for part in table.blocks if part.tag in {"thead", "tbody"} for row in part.blocks]
    widths = {sum(_span(cell, "colspan") for cell in row.blocks) for row in rows}
    is_woven = any(_span(cell, "rowspan") > 1 for row in rows for cell in row.blocks)
    return [part.tag for part in table.blocks], widths, is_woven and [len(row.blocks) for row in rows]


def _span(cell, name):
    """How many columns or rows a cell takes. Whatever is no such number counts as one, as in browsers."""
    value = dict(cell.attributes).get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
