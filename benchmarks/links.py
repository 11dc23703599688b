"""How long the answers to clinics take: .venv/bin/python -m benchmarks.links COLLECTION

Imports the collection (a folder or .tar.gz of articles) into a SQLite portal of its own and asks for different articles
each time, in-process, through all the middleware. A redirect from a code on paper should take less than 10 ms.
Prints the median of the clock and of the time of the processors, which stays the same on a machine that has other work.
"""

import statistics
import sys
import time

from benchmarks.portal import open_portal

ROUNDS = 200
PAGES = {
    "/go/CODE/": "/go/{code}/",
    "/go/CODE/1/ as JSON": "/go/{code}/1/?format=json",
    "/go/CODE/1/ as a page": "/go/{code}/1/",
    "words.json": "/go/{code}/1/words.json",
    "receipt, one line": "/go/{code}/1/receipt/?as=line",
    "receipt, FHIR": "/go/{code}/1/receipt/?as=fhir",
    "/verify/ as JSON": "/verify/?hash={fingerprint}&format=json",
    "Did you mean …?": "/go/{slip}/",
    "qr.png, 3 cm": "/go/{code}/qr.png",
}


def measure(client, address, editions):
    clock, processors = [], []
    for edition in editions:
        code = edition.article.code
        told = {"code": code, "slip": code[1] + code[0] + code[2:], "fingerprint": edition.fingerprint}
        began, worked = time.perf_counter(), time.process_time()
        client.get(address.format(**told))
        clock.append(1000 * (time.perf_counter() - began))
        processors.append(1000 * (time.process_time() - worked))
    return statistics.median(clock), statistics.median(processors)


def main(collection):
    seconds = open_portal(collection)
    from django.conf import settings
    from django.test import Client, override_settings

    from articles.models import Edition

    count = Edition.objects.count()
    print(f"{count} editions, imported in {seconds:.0f} s\n")
    print("| address | clock, ms | processors, ms |\n| --- | --- | --- |")
    editions = list(Edition.objects.select_related("article").order_by("article__code")[:: max(1, count // ROUNDS)])
    client = Client()
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=settings.STORAGES | plain):  # nothing is collected here
        for name, address in PAGES.items():
            measure(client, address, editions[:10])
            clock, processors = measure(client, address, editions)
            print(f"| {name} | {clock:.1f} | {processors:.1f} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
