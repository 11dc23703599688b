"""How long the first page of the desk and its lists take: .venv/bin/python -m benchmarks.desk COLLECTION

Imports the collection (a folder or .tar.gz of articles) into a portal of its own on each database, and asks as somebody
who may do everything, in-process, through all the middleware. Each should answer in less than 300 ms.
Prints the median of the clock and of the time of the processor, in milliseconds, and the number of queries.
"""

import json
import statistics
import sys
import time

from benchmarks.portal import on_both, open_portal

ROUNDS = 15
PAGES = {
    "first page": "/admin/",
    "list of articles": "/admin/articles/article/",
    "list of articles, searched": "/admin/articles/article/?q=asthma",
    "list of editions": "/admin/articles/edition/",
    "calendar": "/admin/calendar/",
}


def measure(collection):
    open_portal(collection)
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    # Nothing is collected here, so files keep their own names.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("desk"))
    told = {}
    for name, address in PAGES.items():
        clock, processor = [], []
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        for _round in range(ROUNDS):
            began, used = time.perf_counter(), time.process_time()
            client.get(address)
            clock.append((time.perf_counter() - began) * 1000)
            processor.append((time.process_time() - used) * 1000)
        told[name] = [statistics.median(clock), statistics.median(processor), len(queries)]
    return told


def main(collection):
    for database, told in on_both("benchmarks.desk", collection, "here").items():
        for name, (clock, processor, queries) in told.items():
            print(f"{database:11} {name:28} {clock:6.0f} ms, processor {processor:6.0f} ms, {queries} queries")


if __name__ == "__main__":
    if sys.argv[2:] == ["here"]:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main(sys.argv[1])
