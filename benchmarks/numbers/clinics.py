"""What clinics wait for, on both databases, and a booklet, which needs none.

python -m benchmarks.numbers.clinics [COLLECTION]: with these articles, and not with as many made-up ones.
"""

import json
import sys

from benchmarks.numbers.growth import become_a_portal
from benchmarks.portal import on_both

AIMS = {
    "Infobutton, Atom": 10,
    "Infobutton, JSON": 10,
    "API: an article": 10,
    "/go/CODE/": 10,
    "a thousand links checked": 200,
}  # milliseconds


def measure(collection):
    told = on_both("benchmarks.clinics", *([collection] if collection else []))
    become_a_portal()
    from benchmarks.booklet import measure as of_booklet

    median, worked = of_booklet("en", "normal")
    return {"databases": told, "booklet": {"clock": median, "processor": worked}}


def rows(told):
    for database, figures in told["databases"].items():
        for what, aim in AIMS.items():
            one = figures[what]
            said = f"{one['clock']:.1f} ms ({one['processor']:.1f} of the processor); {asked(*one['queries'])}"
            yield f"{what}, {database}", f"under {aim} ms", said, one["clock"] < aim
    booklet = told["booklet"]
    said = f"{booklet['clock']:.2f} s ({booklet['processor']:.2f} of the processor)"
    yield "a booklet of ten pages of ten sections", "under 1 s", said, booklet["clock"] < 1


def asked(fewest, most):
    often = f"{most}" if fewest == most else f"{fewest} to {most}"
    return f"queries: {often}"


if __name__ == "__main__":
    print(json.dumps(measure(*(sys.argv[1:2] or [""]))))
