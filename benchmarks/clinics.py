"""What clinics and their programs wait for: .venv/bin/python -m benchmarks.clinics [COLLECTION]

Fills a database of its own with 5,483 made-up articles or a collection (a folder or .tar.gz, imported once and kept in
var/benchmarks) and with 20,000 clinical codes, and asks for another article each time, in-process, through all the
middleware and without the store of pages. It is PostgreSQL where TEST_DATABASE_URL says so. The last line is JSON.

The clock tells how long somebody waits; the time of the processor stays about the same on a machine that has other
work to do, but is without that of PostgreSQL.
"""

import json
import random
import statistics
import sys
import time

from benchmarks.numbers.growth import become_a_portal, grow
from benchmarks.portal import open_kept_portal

ARTICLES, CODES, ROUNDS, WARM = 5483, 20_000, 120, 5
LISTS, LINKS = 20, 1000
OID = "2.16.840.1.113883.6.90"


def measure(collection=""):
    begin(collection)
    from articles.models import Edition

    names, chance = give_codes(), random.Random(2)
    editions = list(Edition.objects.select_related("article").exclude(release_at=None).order_by("pk"))
    told = {"articles": len(editions)}
    for what, address in ADDRESSES.items():
        some = chance.sample(editions, ROUNDS + WARM)
        asked = [
            address.format(code=one.article.code, name=f"{chance.choice(names)}1", oid=OID)  # a finer code than ours
            for one in some
        ]
        told[what] = times(what, asked, lambda client, address: client.get(address))
    written = [one.get_absolute_url() if one.pk % 2 else one.article.code for one in editions]
    lists = [{"links": chance.sample(written, LINKS)} for _each in range(LISTS + WARM)]
    told["a thousand links checked"] = times("a thousand links checked", lists, check)
    return told


ADDRESSES = {
    "Infobutton, Atom": "/connect/service?mainSearchCriteria.v.cs={oid}&mainSearchCriteria.v.c={name}",
    "Infobutton, JSON": "/connect/service?mainSearchCriteria.v.cs={oid}&mainSearchCriteria.v.c={name}"
    "&knowledgeResponseType=application/json",
    "Infobutton, page": "/connect/application?mainSearchCriteria.v.cs={oid}&mainSearchCriteria.v.c={name}",
    "API: an article": "/api/v1/articles/{code}/",
    "/go/CODE/": "/go/{code}/",
    "is this copy current? as JSON": "/go/{code}/1/?format=json",
    "is this copy current? the page": "/go/{code}/1/",
    "receipt, FHIR": "/go/{code}/1/receipt/?as=fhir",
}


def check(client, links):
    return client.post("/api/v1/links/check", links, content_type="application/json")


def begin(collection):
    if not collection:
        become_a_portal()
        from articles.models import Article

        grow(ARTICLES - Article.objects.count())
        return
    open_kept_portal(collection)
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def give_codes():
    """Each article carries some of 20,000 codes of ICD-10-CM. Returns those: what leads nowhere is answered sooner."""
    from articles.models import Article, ClinicalCode, CodeSystem
    from benchmarks.search.measure import settle

    letters = [f"{letter}{number:02}" for letter in "ABCDEFGHIJ" for number in range(100)]
    names = [f"{stem}.{rest:02}" for stem in letters for rest in range(CODES // len(letters))]
    known = set(ClinicalCode.objects.filter(system=CodeSystem.ICD10CM).values_list("code", flat=True))
    new = (ClinicalCode(system=CodeSystem.ICD10CM, code=name, name=f"Name of {name}") for name in names)
    codes = ClinicalCode.objects.bulk_create((one for one in new if one.code not in known), batch_size=2000)
    Through, chance = Article.clinical_codes.through, random.Random(1)
    articles = Article.objects.order_by("pk").values_list("pk", flat=True)
    carried = [(article, code) for article in articles for code in chance.sample(codes, CODES // ARTICLES)]
    rows = (Through(article_id=article, clinicalcode=code) for article, code in carried)
    Through.objects.bulk_create(rows, batch_size=2000)
    settle()
    return [code.code for _article, code in carried]


def times(what, asked, ask):
    """Medians in milliseconds, and how many questions the answers asked the database: the fewest and the most."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, clock, processor, queries = Client(), [], [], []
    for one in asked:
        began, worked = time.perf_counter(), time.process_time()
        answer = ask(client, one)
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - worked))
        assert answer.status_code < 400, (one, answer.content[:500])
    for one in asked[:WARM]:
        with CaptureQueriesContext(connection) as counted:
            ask(client, one)
        queries.append(len(counted))
    told = {
        "clock": statistics.median(clock[WARM:]),
        "processor": statistics.median(processor[WARM:]),
        "queries": [min(queries), max(queries)],
    }
    print(f"{what:32} {told['clock']:6.1f} ms, of the processor {told['processor']:6.1f} ms, {told['queries']} queries")
    return told


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:2])))
