"""How long machines wait for an answer: .venv/bin/python -m benchmarks.connect

Fills a database of its own with 5,483 pages of eight sections and 20,000 clinical codes, and prints the median of whole
requests, in-process: middleware, queries, writing. The time of the processors stays the same on a machine that has
other work to do; with PostgreSQL (TEST_DATABASE_URL) the database works beside them. TEST_VAR names a folder to keep:
then filling it, which takes most of the time, is done once.
"""

import random
import statistics
import sys
import time
from itertools import product
from pathlib import Path

ARTICLES, CODES, ROUNDS = 5483, 20_000, 200
WORDS = "Your nurse will tell you how the test is done and what the result may mean for you and for those around you. "
OID = "2.16.840.1.113883.6.90"


def fill():
    from django.contrib.auth import get_user_model

    from articles.models import Article, ClinicalCode, CodeSystem, Edition, Section
    from articles.models.code import ALPHABET, LENGTH, with_check_character

    letters = [f"{letter}{number:02}" for letter in "ABCDEFGHIJ" for number in range(100)]
    names = [f"{stem}.{rest:02}" for stem in letters for rest in range(CODES // len(letters))]
    if there := list(Article.objects.order_by("pk")):  # in a folder that was kept
        return there, names
    by = get_user_model().objects.create_user("benchmark")
    codes = [ClinicalCode(system=CodeSystem.ICD10CM, code=name, name=f"Name of {name}") for name in names]
    codes = ClinicalCode.objects.bulk_create(codes, batch_size=2000)
    spoken = iter(with_check_character("".join(signs)) for signs in product(ALPHABET, repeat=LENGTH - 1))
    articles = (Article(slug=f"page-{n}", code=next(spoken)) for n in range(ARTICLES))
    articles = Article.objects.bulk_create(articles, batch_size=2000)
    editions = Edition.objects.bulk_create(
        (
            Edition(article=one, number=1, title=f"Page {n}", summary=WORDS, words_changed_by=by)
            for n, one in enumerate(articles)
        ),
        batch_size=500,
    )
    for begin in range(0, ARTICLES, 500):
        Section.objects.bulk_create(
            Section(edition=edition, position=at, heading=f"Part {at}", anchor=f"part-{at}", body=f"<p>{WORDS * 4}</p>")
            for edition in editions[begin : begin + 500]
            for at in range(8)
        )
    for edition in editions:
        edition.release_at = edition.release_recorded_at = NOW
        edition.released_by, edition.fingerprint, edition.word_count = by, "f" * 64, 600
    Edition.objects.bulk_update(
        editions, ["release_at", "release_recorded_at", "released_by", "fingerprint", "word_count"], batch_size=500
    )
    Through, chance = Article.clinical_codes.through, random.Random(1)
    Through.objects.bulk_create(
        (
            Through(article=article, clinicalcode=code)
            for article in articles
            for code in chance.sample(codes, CODES // ARTICLES)
        ),
        batch_size=2000,
    )
    return articles, names


def measure(what, addresses, ask=None):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, times, worked = Client(), [], []
    ask = ask or client.get
    for address in addresses:
        began, worked_before = time.perf_counter(), time.process_time()
        answer = ask(address)
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - worked_before))
        assert answer.status_code < 400, answer.content
    with CaptureQueriesContext(connection) as queries:
        ask(addresses[-1])
    median, of_processors = statistics.median(times[5:]), statistics.median(worked[5:])
    print(f"{what:28} median {median:5.1f} ms, of the processors {of_processors:5.1f} ms, {len(queries)} queries")


def check_links(articles, chance):
    """A thousand in one request, half of them codes and half addresses."""
    from django.test import Client

    written = [f"/articles/{one.slug}/editions/1/" if n % 2 else one.code for n, one in enumerate(articles)]
    thousands = [{"links": chance.sample(written, 1000)} for _ in range(25)]
    client = Client()
    measure(
        "a thousand links checked",
        thousands,
        lambda links: client.post("/api/v1/links/check", links, content_type="application/json"),
    )


def main():
    articles, names = fill()
    chance = random.Random(2)
    asked = [f"mainSearchCriteria.v.cs={OID}&mainSearchCriteria.v.c={chance.choice(names)}1" for _ in range(ROUNDS)]
    coded = [article.code for article in chance.sample(articles, ROUNDS)]
    began = time.process_time()
    measure("changes from the beginning", ["/api/v1/changes/"] * 20)
    print(f"{'':28} with the numbering of everything: {time.process_time() - began:.1f} s for all of these")
    measure("Infobutton, Atom", [f"/connect/service?{one}" for one in asked])
    measure("Infobutton, JSON", [f"/connect/service?{one}&knowledgeResponseType=application/json" for one in asked])
    measure("Infobutton, page", [f"/connect/application?{one}" for one in asked])
    measure("an article", [f"/api/v1/articles/{code}/" for code in coded])
    measure("a list of fifty articles", [f"/api/v1/articles/?page={page}" for page in range(1, 60)])
    measure("changes since a cursor", [f"/api/v1/changes/?cursor={ARTICLES - 5}"] * ROUNDS)
    measure("a short address", [f"/go/{code}/" for code in coded])
    check_links(articles, chance)
    measure("the feed of all pages", ["/feeds/updates.atom"] * 60)
    measure("the feed of an article", [f"/feeds/articles/{article.slug}.atom" for article in articles[:60]])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.environment import become_the_tests

    become_the_tests()
    import django
    from django.core.management import call_command
    from django.utils import timezone

    django.setup()
    NOW = timezone.now()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    main()
