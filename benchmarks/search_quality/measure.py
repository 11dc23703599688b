"""One database: python -m benchmarks.search_quality.measure CORPUS prints JSON."""

import json
import sys
from collections import defaultdict

from benchmarks.portal import open_portal


def measure():
    from django.utils import timezone

    from articles.models import Edition, OtherName, SearchDocument, Section, plain_text
    from articles.searching import find
    from benchmarks.search_quality.plain import PlainSearch
    from benchmarks.search_quality.questions import made, written

    now = timezone.now()
    titles = dict(Edition.objects.values_list("article", "title"))
    names = defaultdict(list)
    for article, name in OtherName.objects.values_list("article", "name"):
        names[article].append(name)
    texts = defaultdict(list)
    for article, heading, body in Section.objects.values_list("edition__article", "heading", "body"):
        texts[article] += [heading, plain_text(body)]
    assert SearchDocument.objects.exists()
    plain = PlainSearch((key, titles[key], " ".join(names[key]), " ".join(texts[key])) for key in titles)
    pairs = [(name, titles[article]) for article, some in names.items() for name in some]
    ways = {
        "ours": lambda words: [one.edition.article_id for one in find(words, language="en", moment=now).results],
        "any word, bm25": plain.any_word,
        "all words": plain.all_words,
    }
    ranks = defaultdict(lambda: defaultdict(list))
    for question in [*written(), *made(set(titles.values()), pairs)]:
        for way, search in ways.items():
            found = search(question.words)
            right = [place for place, key in enumerate(found, 1) if question.is_answered_by([titles[key], *names[key]])]
            ranks[way][question.kind].append(min(right, default=0))
    return {way: {kind: _figures(some) for kind, some in kinds.items()} for way, kinds in ranks.items()}


def _figures(ranks):
    """(how many questions, success at 1, success at 5, mean reciprocal rank)"""
    many = len(ranks)
    first, among_five = sum(rank == 1 for rank in ranks), sum(0 < rank <= 5 for rank in ranks)
    return many, first / many, among_five / many, sum(1 / rank for rank in ranks if rank) / many


if __name__ == "__main__":
    open_portal(sys.argv[1])
    print(json.dumps(measure()))
