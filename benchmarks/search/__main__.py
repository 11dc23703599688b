"""How long searches take, on both databases: .venv/bin/python -m benchmarks.search CORPUS [ARTICLES]

ARTICLES: so many there are in all in a second round, most of them made up; 100000 take some minutes
"""

import sys

from benchmarks.portal import on_both


def table(told):
    rows = ["| | " + " | ".join(told) + " |", "| --- |" + " --- |" * len(told)]
    for what, unit in (("import", "import with index"), ("rebuild", "rebuild_search")):
        rows.append(f"| {unit} | " + " | ".join(f"{one[what]:.0f} s" for one in told.values()) + " |")
    for where in ("corpus", "synthetic"):
        for what, name in (("find", "two words"), ("suggest", "suggestions")):
            if all(where in one for one in told.values()):
                cells = [_cell(one[where][what]) for one in told.values()]
                size = f"{next(iter(told.values()))[where]['articles']:,} articles"
                rows.append(f"| {name}, {size} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(times):
    return f"{times['median']:.0f} / {times['95th']:.0f} ms ({times['median of the processor']:.0f} ms)"


if __name__ == "__main__":
    print(table(on_both("benchmarks.search.measure", *sys.argv[1:])))
