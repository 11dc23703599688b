"""Where the cells of an HTML table stand, so that none lies on another whatever its spans say."""

MOST_COLUMNS = 20


def table(node, words_of) -> dict | None:
    """Cells with their places, or None for a table without any.

    words_of: gives the blocks of a cell
    """
    head, body = _rows(node)
    if not head and len(body) > 1 and body[0] and all(cell.tag == "th" for cell in body[0]):
        head, body = body[:1], body[1:]
    if not body:
        head, body = [], head
    cells = _placed(head, 0, words_of)
    cells += _placed(body, len(head), words_of)
    columns = max((cell["x"] + cell["colspan"] for cell in cells), default=0)
    if not columns:
        return None
    is_plain = all(cell["colspan"] == cell["rowspan"] == 1 for cell in cells)
    return {"tag": "table", "columns": columns, "head": len(head), "is_plain": is_plain, "cells": cells}


def _rows(node):
    head = [row for part in node.all("thead") for row in part.all("tr")]
    body = [row for part in node.all("tbody", "tr") for row in ([part] if part.tag == "tr" else part.all("tr"))]
    return [row.all("th", "td") for row in head], [row.all("th", "td") for row in body]


def _placed(rows, first, words_of):
    """Each part of a table by itself: a span ends with its part, and before a cell that is there already."""
    taken, found = set(), []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            if x >= MOST_COLUMNS:
                break
            height = min(_span(cell, "rowspan"), len(rows) - y)
            width = 1
            while width < _span(cell, "colspan") and x + width < MOST_COLUMNS and (x + width, y) not in taken:
                width += 1
            taken |= {(x + right, y + down) for right in range(width) for down in range(height)}
            place = {"x": x, "y": first + y, "colspan": width, "rowspan": height, "is_head": cell.tag == "th"}
            found.append({**place, "in": words_of(cell)})
            x += width
    return found


def _span(cell, name):
    number = cell.attributes.get(name) or ""
    return max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) < 5 else 1
