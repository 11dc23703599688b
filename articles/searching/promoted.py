"""The pages that editors put above the results."""

from articles.models import SearchPin

from .stems import stems_of


def pins_of(language) -> list[tuple[frozenset[str], int]]:
    """(the stems of a phrase, the article that stands first when all of them are searched for), in their order."""
    pins = SearchPin.objects.filter(language=language).order_by("pk").values_list("phrase", "article")
    return [(stems, article) for phrase, article in pins if (stems := frozenset(stems_of(phrase, language)))]


def pinned_articles(question, pins) -> list[int]:
    """The articles that stand first, in the order of their pins."""
    return list(dict.fromkeys(article for stems, article in pins if stems <= question.said))
