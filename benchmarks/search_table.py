"""The table of quality and speed in docs/search.md: .venv/bin/python -m benchmarks.search_table CORPUS [ARTICLES]"""

import sys
from pathlib import Path

from benchmarks.search.__main__ import table as speed
from benchmarks.search_quality.__main__ import table as quality

PAGE = Path(__file__).resolve().parent.parent / "docs" / "search.md"
BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"


def write(*arguments):
    page = PAGE.read_text("utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    measured = f"{quality(arguments[0])}\n\n{speed(*arguments)}"
    PAGE.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    write(*sys.argv[1:])
