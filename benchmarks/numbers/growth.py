"""What more articles cost: the same pages of portals with 100, 1,000 and 100,000 of them, rendered without the store.

python -m benchmarks.numbers.growth measures one database and prints JSON: for each size and page, the time of the
processor for the first after something was recorded, the medians of the processor and of the clock for the others
(all in milliseconds), and the number of queries.
"""

import json
import statistics
import sys
import time
from itertools import cycle, islice

SIZES = [100, 1000, 100_000]
TOPICS = 40
ROUNDS = 30
FIRST = 4  # times that something is recorded, for each page


def measure(sizes):
    become_a_portal()
    from articles.models import Article

    told = {}
    for size in sizes:
        grow(size - Article.objects.count())
        told[size] = {what: times(addresses) for what, addresses in pages().items()}
        print(size, told[size], file=sys.stderr)
    return told


def become_a_portal():
    """A portal with the sample content, whose words the articles are made of."""
    from tests.environment import become_the_tests

    become_the_tests()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # Nothing is collected here, so files keep their own names.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("prepare_portal", verbosity=0)


def grow(how_many):
    """So many articles more, a fortieth of them on each of forty topics."""
    from benchmarks.search.measure import settle
    from benchmarks.search.synthetic import add_articles

    if how_many <= 0:
        return
    add_articles(how_many)
    shelve()
    settle()


def shelve():
    from articles.models import Article, Topic

    for number in range(TOPICS):
        Topic.objects.get_or_create(slug=f"made-up-{number}", defaults={"name": f"Made up {number}"})
    topics = list(Topic.objects.filter(slug__startswith="made-up-").order_by("pk").values_list("pk", flat=True))
    Shelved = Article.topics.through
    bare = Article.objects.filter(slug__startswith="synthetic-", topics=None).order_by("pk")
    rows = (Shelved(article_id=pk, topic_id=topics[pk % TOPICS]) for pk in bare.values_list("pk", flat=True))
    Shelved.objects.bulk_create(rows, batch_size=5000)


def pages():
    """name → addresses that are asked for in turn"""
    from articles.models import Article

    some = (
        Article.objects.filter(slug__startswith="synthetic-").order_by("slug").values_list("slug", flat=True)[:ROUNDS]
    )
    return {
        "article": [f"/articles/{slug}/" for slug in some] or ["/articles/asthma/"],
        "home": ["/"],
        "topic": [f"/topics/made-up-{number}/" for number in range(TOPICS)],
        "A to Z": ["/a-z/"],
        "A to Z, a letter": ["/a-z/?letter=S"],
        "search": [f"/search/?q={words}" for words in ("breast+cancer", "pain+after+surgery", "blood+test", "tired")],
    }


def times(addresses):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, clock, processor, first = Client(), [], [], []
    for address in addresses:
        assert client.get(address).status_code == 200, address
    for address in addresses[:FIRST]:
        record_something()
        first.append(milliseconds(lambda address=address: client.get(address))[0])
    for address in addresses:
        client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(addresses[0])
        asked = len(queries)
    for address in islice(cycle(addresses), ROUNDS):
        worked, passed = milliseconds(lambda address=address: client.get(address))
        processor.append(worked)
        clock.append(passed)
    medians = [statistics.median(some) for some in (first, processor, clock)]
    return {**dict(zip(("first", "processor", "clock"), medians, strict=True)), "queries": asked}


def milliseconds(work):
    """(of the processor, of the clock)"""
    began, used = time.perf_counter(), time.process_time()
    work()
    return (time.process_time() - used) * 1000, (time.perf_counter() - began) * 1000


def record_something():
    """What readers can see has changed, so nothing that was worked out before holds any longer."""
    from articles.models import GlossaryTerm

    GlossaryTerm.objects.filter(pk=GlossaryTerm.objects.first().pk).update(language="en")


def rows(told):
    few, some, many = (told[str(size)] for size in SIZES)
    article, before = many["article"], few["article"]
    ratio = article["processor"] / before["processor"]
    yield "an article, rendered", "4 queries", f"{article['queries']} queries", article["queries"] <= 4
    yield (
        "an article among 100,000, beside one among 100",
        "at most 1.1 ×",
        f"{ratio:.2f} × ({article['processor']:.1f} and {before['processor']:.1f} ms of the processor)",
        ratio <= 1.1,
    )
    for page in list(pages_of(many)):
        ratio = many[page]["processor"] / some[page]["processor"]
        yield (
            f"{page}: 100,000 articles beside 1,000",
            "at most 2 ×",
            f"{ratio:.1f} × ({many[page]['processor']:.0f} and {some[page]['processor']:.0f} ms)",
            ratio <= 2,
        )
    slow = {page: many[page]["first"] for page in pages_of(many)}
    said = ", ".join(f"{page} {slow[page]:.0f} ms" for page in sorted(slow, key=slow.get, reverse=True))
    yield "100,000 articles: the first after something was recorded", "", said, None


def pages_of(told):
    return (page for page in told if page != "article")


if __name__ == "__main__":
    print(json.dumps(measure([int(size) for size in sys.argv[1:]] or SIZES)))
