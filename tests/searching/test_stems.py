import threading
from concurrent.futures import ThreadPoolExecutor

from articles.searching.stems import stem_of


def test_two_who_search_at_the_same_time_do_not_disturb_each_other(monkeypatch):
    """A stemmer holds the word that it is at work on: shared, it told one the stem of the other, and it was kept."""
    both_are_there = threading.Barrier(2, timeout=5)

    class Stemmer:
        def stemWord(self, word):
            self.current = word
            both_are_there.wait()
            return self.current

    monkeypatch.setattr("snowballstemmer.stemmer", lambda _name: Stemmer())
    monkeypatch.setattr("articles.searching.stems._of_this_thread", threading.local())
    with ThreadPoolExecutor(2) as threads:
        stems = threads.map(lambda word: stem_of.__wrapped__(word, "en"), ["asthma", "cough"])

    assert list(stems) == ["asthma", "cough"]
