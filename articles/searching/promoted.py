"""The pages that editors put above the results."""

from functools import lru_cache

from articles.models import SearchPin

from .stems import stems_of


def pinned_articles(question) -> list[int]:
    """The articles that stand first, in the order of their pins."""
    pins = SearchPin.objects.filter(language=question.language).order_by("pk").values_list("phrase", "article")
    return list(dict.fromkeys(article for phrase, article in pins if _stands_in(question, phrase)))


def _stands_in(question, phrase):
    stems = _stems(phrase, question.language)
    return bool(stems) and stems <= question.said


@lru_cache(maxsize=10_000)
def _stems(phrase, language):
    return frozenset(stems_of(phrase, language))
