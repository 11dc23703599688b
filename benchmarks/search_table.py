"""The tables of quality and speed in docs/search.md: .venv/bin/python -m benchmarks.search_table CORPUS [ARTICLES]

ARTICLES: so many there are in all in a second round, most of them made up; 100000 takes about ten minutes
"""

import sys
from pathlib import Path

from benchmarks.portal import on_both
from benchmarks.search.__main__ import table as speed
from benchmarks.search_quality.__main__ import table as quality

PAGE = Path(__file__).resolve().parent.parent / "docs" / "search.md"
BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"


def write(*arguments):
    page = PAGE.read_text("utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    told = on_both("benchmarks.search.measure", arguments[0], arguments[1] if len(arguments) > 1 else "0", "quality")
    measured = f"{quality({name: one['quality'] for name, one in told.items()})}\n\n{speed(told)}"
    PAGE.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    write(*sys.argv[1:])
