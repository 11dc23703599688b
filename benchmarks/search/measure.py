"""One database: python -m benchmarks.search.measure CORPUS [ARTICLES [quality]] prints JSON."""

import json
import random
import statistics
import sys
import time

from benchmarks.portal import open_portal

SEARCHES = 300
RARE = 3  # words of titles that fewer titles hold are not what many people search for


def speeds():
    """Of two-word searches with their extracts, and of suggestions: medians and 95th percentiles in milliseconds."""
    from django.utils import timezone

    from articles.models import Article, SearchWord
    from articles.searching import find, suggest

    chance, now = random.Random(11), timezone.now()
    common = SearchWord.objects.filter(titles__gt=RARE).exclude(stem="").order_by("-titles", "stem")
    words = [word for word in common.values_list("word", flat=True)[:1000] if len(word) > 3]
    pairs = [" ".join(chance.sample(words, 2)) for _search in range(SEARCHES)]
    typed = [word[: chance.randint(2, 6)] for word in chance.choices(words, k=SEARCHES)]
    for pair, letters in zip(pairs[:20], typed[:20], strict=True):
        find(pair, language="en", moment=now)
        suggest(letters, language="en", moment=now)
    return {
        "articles": Article.objects.count(),
        "find": _times(lambda pair: find(pair, language="en", moment=now), pairs),
        "suggest": _times(lambda letters: suggest(letters, language="en", moment=now), typed),
    }


def _times(do, what):
    wall, worked = [], []
    for one in what:
        began, worked_before = time.perf_counter(), time.process_time()
        do(one)
        wall.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - worked_before))
    return {
        "median": statistics.median(wall),
        "95th": statistics.quantiles(wall, n=20)[-1],
        "median of the processor": statistics.median(worked),
    }


def measure(corpus, how_many, with_quality):
    told = {"import": open_portal(corpus)}
    from articles.searching import rebuild

    began = time.perf_counter()
    rebuild()
    told["rebuild"] = time.perf_counter() - began
    settle()
    if with_quality:
        from benchmarks.search_quality.measure import measure as quality

        told["quality"] = quality()
    told["corpus"] = speeds()
    if how_many:
        from articles.models import Article
        from benchmarks.search.synthetic import add_articles

        add_articles(how_many - Article.objects.count())
        settle()
        told["synthetic"] = speeds()
    return told


def settle():
    """What PostgreSQL does by itself a while after much has changed."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")


if __name__ == "__main__":
    corpus, *others = sys.argv[1:]
    print(json.dumps(measure(corpus, int(others[0]) if others else 0, "quality" in others)))
