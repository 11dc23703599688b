"""What editors put above the results: the card for an emergency, and pinned pages."""

from functools import lru_cache

from articles.models import EmergencyAnswer, SearchPin

from .stems import stems_of


def emergency_in(question) -> EmergencyAnswer | None:
    """The first answer of which one line stands in the question with all its words, misspelt or not."""
    for answer in EmergencyAnswer.objects.filter(language=question.language):
        if any(_stands_in(question, phrase) for phrase in answer.phrases.splitlines()):
            return answer
    return None


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
