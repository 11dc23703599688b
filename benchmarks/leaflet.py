"""How long a leaflet of ten sections takes: .venv/bin/python -m benchmarks.leaflet

Prints the median of everything a request does after its queries (reading the HTML, setting, writing the PDF). Each
time the words are different, so that nothing the typesetter remembers makes it quicker than it is for a new page.
The time of the processors stays the same on a machine that has other work to do; the median does not.
"""

import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROUNDS, NOW = 40, datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = "Your nurse will tell you how the test is done and what the result may mean for you and for those around you. "


def sections(number):
    from articles.models import Section

    kinds = ["text", "key-points", "emergency", "urgent", "do", "dont", "text", "warning", "questions", "text"]
    words = "".join(f"<p>{number}.{at} {WORDS * 2}</p>" for at in range(3))
    points = "".join(f"<li>{number}.{at} {WORDS}</li>" for at in range(4))
    row = "<tr><td>Morning</td><td>Two tablets</td><td>With food</td></tr>"
    table = f"<table><thead><tr><th>When</th><th>What</th><th>How</th></tr></thead><tbody>{row * 5}</tbody></table>"
    bodies = {"text": words + table, "warning": words}
    return [
        Section(kind=kind, heading=f"Heading {number}.{at}", body=bodies.get(kind, f"<ul>{points}</ul>"))
        for at, kind in enumerate(kinds)
    ]


def page(number, language):
    from articles.models import Article, Edition

    article = Article(slug="page", language=language)
    edition = Edition(article=article, pk=number, number=1, title=f"Page {number}", summary=WORDS, release_at=NOW)
    nothing = {name: [] for name in ("reviews", "withdrawals", "sources", "credits")}
    edition._prefetched_objects_cache = nothing | {"sections": sections(number)}
    return {"edition": edition, "article": article, "reviewers": "Dr Rhee", "is_overdue": False}


def measure(language, size):
    from articles.reading.leaflet import as_pdf, leaflet_of

    times, worked = [], []
    for number in range(ROUNDS + 3):
        given = page(number, language)
        began, worked_before = time.perf_counter(), time.process_time()
        as_pdf(leaflet_of(given, size=size, site="https://www.example.org/"))
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - worked_before))
    return statistics.median(times[3:]), statistics.median(worked[3:])  # the first ones load the fonts


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.environment import become_the_tests

    become_the_tests()
    import django

    django.setup()
    for language, size in (("en", "normal"), ("en", "largest"), ("ar", "normal")):
        median, worked = measure(language, size)
        print(f"{language}, {size}: median {median:.0f} ms, of the processors {worked:.0f} ms")
