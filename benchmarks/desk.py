"""How long the first page of the desk, its lists and a long draft take: .venv/bin/python -m benchmarks.desk COLLECTION

COLLECTION is a folder or .tar.gz of articles. The first run imports it into a portal of its own on each database, which
takes minutes and is kept below var/benchmarks/; each later run takes one minute. Asks in-process, through all the
middleware, as somebody who may do everything. Each page should answer in less than 300 ms, and the draft of a hundred
sections in less than 500. Prints the median of the clock and of the time of the processor, which stays the same on a
machine that has other work, and the number of queries.
"""

import json
import statistics
import sys
import time

from benchmarks.portal import on_both, open_kept_portal

ROUNDS = 15
SECTIONS = 100
PARAGRAPH = "<p>You rest for a day. Then you may eat and drink as you like.</p>"


def measure(collection):
    open_kept_portal(collection)
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    from tests.makers import make_edition

    # Nothing is collected here, so files keep their own names.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("desk"))
    draft = make_edition(sections=[{"heading": f"Part {n}", "body": 6 * PARAGRAPH} for n in range(SECTIONS)])
    pages = {
        "first page": "/admin/",
        "list of articles": "/admin/articles/article/",
        "list of articles, searched": "/admin/articles/article/?q=asthma",
        "list of editions": "/admin/articles/edition/",
        "list of editions, live": "/admin/articles/edition/?state=live",
        "calendar": "/admin/calendar/",
        f"draft of {SECTIONS} sections": f"/admin/articles/edition/{draft.pk}/change/",
    }
    return {name: _asked(client, address) for name, address in pages.items()}


def _asked(client, address):
    """The milliseconds of the clock and of the processor, and the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    number, clock, processor = len(queries), [], []
    for _round in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        client.get(address)
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return [statistics.median(clock), statistics.median(processor), number]


def main(collection):
    for database, told in on_both("benchmarks.desk", collection, "here").items():
        for name, (clock, processor, queries) in told.items():
            print(f"{database:11} {name:28} {clock:6.0f} ms, processor {processor:6.0f} ms, {queries} queries")


if __name__ == "__main__":
    if sys.argv[2:] == ["here"]:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main(sys.argv[1])
