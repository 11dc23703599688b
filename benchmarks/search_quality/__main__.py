"""How often the right page is found, on both databases: .venv/bin/python -m benchmarks.search_quality CORPUS"""

import sys

from benchmarks.portal import on_both


def table(told):
    columns = [(f"ours, {database}", ways["ours"]) for database, ways in told.items()]
    columns += [(way, told["SQLite"][way]) for way in ("any word, bm25", "all words")]
    rows = [f"| questions | how many | {' | '.join(name for name, _kinds in columns)} |"]
    rows.append("| --- | ---: |" + " --- |" * len(columns))
    for kind, (many, *_figures) in columns[0][1].items():
        figures = [" / ".join(f"{figure:.2f}" for figure in kinds[kind][1:]) for _name, kinds in columns]
        rows.append(f"| {kind} | {many} | {' | '.join(figures)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(on_both("benchmarks.search_quality.measure", sys.argv[1])))
