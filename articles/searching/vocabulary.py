"""Every stem of a language, and how many documents hold it: rare words tell more, and unknown ones are misspelt."""

import math
from collections import Counter

from django.db import connection, transaction

from articles.models import SearchDocument, SearchWord

from .fetching import counted
from .letters import LONGEST_WORD

EVERY = ""  # stands in every document: its row says how many there are
AT_ONCE = 2000
_ADD = """
    INSERT INTO articles_searchword (language, stem, backwards, word, pages, titles) VALUES {rows}
    ON CONFLICT (language, stem) DO UPDATE
    SET pages = articles_searchword.pages + excluded.pages, titles = articles_searchword.titles + excluded.titles
"""


class Recount:
    """What documents that come and go add to the vocabulary and take from it."""

    def __init__(self):
        self.pages, self.titles, self.written = Counter(), Counter(), {}

    def add(self, document, written):
        self._count(document, +1)
        for stem, word in written.items():
            self.written.setdefault((document.language, stem), word)

    def take_away(self, document):
        self._count(document, -1)

    def _count(self, document, sign):
        language = document.language
        in_titles = set(f"{document.title} {document.names}".split())
        elsewhere = set(f"{document.headings} {document.summary} {document.labels} {document.body}".split())
        for stem in in_titles | elsewhere | {EVERY}:
            self.pages[language, stem] += sign
        for stem in in_titles:
            self.titles[language, stem] += sign

    def store(self):
        """In one order everywhere, so that two who store at once wait for each other and never block."""
        changed = sorted(key for key in self.pages if self.pages[key] or self.titles[key])
        with connection.cursor() as cursor:
            for at in range(0, len(changed), AT_ONCE):
                some = changed[at : at + AT_ONCE]
                rows = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(some))
                cursor.execute(_ADD.format(rows=rows), [value for key in some for value in self._row(*key)])
        if any(count < 0 for count in self.pages.values()):
            SearchWord.objects.filter(pages__lte=0).delete()

    def _row(self, language, stem):
        word = self.written.get((language, stem), stem)[:LONGEST_WORD]
        return language, stem, stem[::-1], word, self.pages[language, stem], self.titles[language, stem]


@transaction.atomic
def count_anew():
    """Put right whatever differs from what the documents hold. Searching goes on; releases wait a moment."""
    list(SearchWord.objects.select_for_update().filter(stem=EVERY).order_by("language"))
    recount = Recount()
    for document in SearchDocument.objects.iterator(chunk_size=500):
        recount.add(document, {})
    for language, stem, pages, titles in SearchWord.objects.values_list("language", "stem", "pages", "titles"):
        recount.pages[language, stem] -= pages
        recount.titles[language, stem] -= titles
    recount.store()


class Counts:
    """In how many documents of a language each of some stems stands, and in how many titles and names."""

    def __init__(self, rows):
        self._counts = {stem: (pages, titles) for stem, pages, titles in rows}
        self.documents = self._counts.pop(EVERY, (0, 0))[0]

    def __contains__(self, stem):
        return stem in self._counts

    def pages(self, stem):
        return self._counts.get(stem, (0, 0))[0]

    def titles(self, stem):
        return self._counts.get(stem, (0, 0))[1]

    def rarity(self, stem):
        """More for a word that few documents hold, hardly anything for one that most hold, nothing for an unknown."""
        pages = self.pages(stem)
        return math.log(1 + (self.documents - pages + 0.5) / (pages + 0.5)) if pages else 0


def counts_of(stems, language) -> Counts:
    return Counts(counted({EVERY, *stems}, language))
