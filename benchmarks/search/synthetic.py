"""Articles that never were, with words as rare and as common as in a real collection."""

import random
from collections import Counter
from itertools import accumulate, count, product

AT_ONCE = 5000
SECTIONS, WORDS, WORDS_IN_HEADING, WORDS_IN_TITLE = 4, 60, 4, 3
CHECKED = 20  # articles whose documents are compared with those the search would make


def add_articles(how_many):
    """Written row by row into every table, index and all: the verbs of an editor would take an hour."""
    from django.db import transaction

    from articles.models import Article

    words, begin = Words(), Article.objects.filter(slug__startswith="synthetic-").count()
    for first in range(begin, begin + how_many, AT_ONCE):
        with transaction.atomic():
            _add(range(first, min(first + AT_ONCE, begin + how_many)), words)
    with transaction.atomic():
        words.recount.store()
    _check()


class Words:
    """Those of the articles that are there, as often in titles and texts as they stand in those."""

    def __init__(self):
        from articles.models import SearchWord
        from articles.searching.stems import small_words
        from articles.searching.vocabulary import Recount

        known = SearchWord.objects.filter(language="en").exclude(stem="").exclude(stem__in=small_words("en"))
        known = list(known.order_by("stem").values_list("word", "stem", "pages", "titles"))
        self.pairs = [(word, stem) for word, stem, _pages, _titles in known]
        self.in_text = list(accumulate(pages for *_word, pages, _titles in known))
        self.in_titles = list(accumulate(titles for *_word, titles in known))
        self.chance, self.recount = random.Random(7), Recount()

    def text(self, many):
        """(as it is written, as stems)"""
        return self._some(self.in_text, many)

    def title(self):
        return self._some(self.in_titles, WORDS_IN_TITLE)

    def _some(self, weights, many):
        words, stems = zip(*self.chance.choices(self.pairs, cum_weights=weights, k=many), strict=True)
        return " ".join(words), list(stems)


def _add(numbers, words):
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from articles.models import Article, Edition, SearchBeginning, SearchDocument, Section
    from articles.searching.documents import MOST_KEYS
    from benchmarks.bulk import Table, next_keys_after

    now, editor = timezone.now(), get_user_model().objects.first()
    released = {"release_at": now, "release_recorded_at": now, "released_by": editor, "fingerprint": "synthetic"}
    articles = Table(Article(language="en"), "id", "code", "slug")
    editions = Table(
        Edition(number=1, word_count=SECTIONS * WORDS, **released), "id", "article_id", "title", "sort_key", "initial"
    )
    sections = Table(Section(), "id", "edition_id", "position", "heading", "anchor", "body")
    documents = Table(SearchDocument(language="en"), "edition_id", "title", "headings", "keys", "body", "length")
    beginnings = Table(SearchBeginning(language="en"), "id", "edition_id", "beginning", "words", "rank")
    models, codes = [Article, Edition, Section, SearchBeginning], _free_codes()
    article_keys, edition_keys, section_keys, beginning_keys = (count(_last(model) + 1) for model in models)
    for number in numbers:
        article, edition = next(article_keys), next(edition_keys)
        title, in_title = words.title()
        articles.add(article, next(codes), f"synthetic-{number}")
        editions.add(edition, article, title.capitalize(), title, title[0].upper())
        headings, bodies = [], []
        for position in range(SECTIONS):
            heading, in_heading = words.text(WORDS_IN_HEADING)
            body, in_body = words.text(WORDS)
            sections.add(next(section_keys), edition, position, heading, f"section-{position}", f"<p>{body}.</p>")
            headings.append(" ".join(in_heading))
            bodies.append(in_body)
        counts = Counter(stem for body in bodies for stem in body)
        keys = " ".join(stem for stem, _count in counts.most_common(MOST_KEYS))
        body = "\n".join(" ".join(body) for body in bodies)
        stems = {"title": " ".join(in_title), "headings": "\n".join(headings), "keys": keys, "body": body}
        documents.add(edition, *stems.values(), SECTIONS * WORDS)
        beginnings.add(next(beginning_keys), edition, title, title.capitalize(), 0)
        words.recount.add(SearchDocument(language="en", **stems), {})
    for table in (articles, editions, sections, documents, beginnings):
        table.store()
    next_keys_after(models)


def _free_codes():
    from articles.models import Article
    from articles.models.code import ALPHABET, LENGTH, with_check_character

    taken = set(Article.objects.values_list("code", flat=True))
    for stem in product(ALPHABET, repeat=LENGTH - 1):
        code = with_check_character("".join(stem))
        if code not in taken:
            yield code


def _last(model):
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _check():
    from articles.models import Edition, SearchDocument
    from articles.searching.documents import document_of

    for edition in Edition.objects.filter(fingerprint="synthetic").order_by("-pk")[:CHECKED]:
        made, _written = document_of(edition)
        stored = SearchDocument.objects.get(pk=edition.pk)
        assert all(getattr(made, field) == getattr(stored, field) for field in ("title", "headings", "body", "length"))
