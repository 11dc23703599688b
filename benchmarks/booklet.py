"""How long a booklet of ten pages takes: .venv/bin/python -m benchmarks.booklet

Each page has ten sections, and the words are different each time; see benchmarks/leaflet.py for what is told.
"""

import statistics
import sys
import time
from pathlib import Path

from benchmarks import leaflet as pages

ROUNDS, PAGES = 12, 10


def given(number, language):
    """A version with its pages, none of them stored."""
    from articles.models import Clinic, InformationPack, PackedPage, PackVersion

    clinic = Clinic(name="Clinic", phone="01632 960001", address="1 High Street", languages=["en", "ar"])
    pack = InformationPack(clinic=clinic, language=language)
    version = PackVersion(pack=pack, number=1, title="Before your operation", note="Read it first.", made_at=pages.NOW)
    leaflets = [pages.page(PAGES * number + at, language) for at in range(PAGES)]
    packed = [
        PackedPage(place, one["article"], False, "current", one["edition"], one["edition"])
        for place, one in enumerate(leaflets, start=1)
    ]
    return version, packed, leaflets


def measure(language, size):
    from articles.reading.leaflet import as_pdf, booklet_of

    times, worked = [], []
    for number in range(ROUNDS + 2):
        made = given(number, language)
        began, worked_before = time.perf_counter(), time.process_time()
        as_pdf(booklet_of(*made, size=size, site="https://www.example.org/", moment=pages.NOW))
        times.append(time.perf_counter() - began)
        worked.append(time.process_time() - worked_before)
    return statistics.median(times[2:]), statistics.median(worked[2:])  # the first ones load the fonts


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.environment import become_the_tests

    become_the_tests()
    import django

    django.setup()
    for language, size in (("en", "normal"), ("en", "largest"), ("ar", "normal")):
        median, worked = measure(language, size)
        print(f"{language}, {size}: median {median:.2f} s, of the processors {worked:.2f} s")
