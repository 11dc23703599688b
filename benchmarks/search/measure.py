"""One database: python -m benchmarks.search.measure CORPUS [ARTICLES] prints JSON."""

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

    from articles.models import SearchWord
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


def measure(corpus, how_many):
    told = {"import": open_portal(corpus)}
    from django.db import connection

    from articles.models import Article
    from articles.searching import rebuild

    began = time.perf_counter()
    rebuild()
    told["rebuild"] = time.perf_counter() - began
    told["corpus"] = speeds()
    if how_many:
        from benchmarks.search.synthetic import add_articles

        add_articles(how_many - Article.objects.count())
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        told["synthetic"] = speeds()
    return told


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)))
