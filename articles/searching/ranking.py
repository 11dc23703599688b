"""The one order of results, worked out here for both databases."""

from dataclasses import dataclass

from articles.models import SearchDocument

FIELDS = {"title": 6, "names": 5, "headings": 1.5, "summary": 1.5, "labels": 1.5, "keys": 1}


@dataclass
class Ranked:
    document: SearchDocument
    score: float


def ranked(editions, question) -> list[Ranked]:
    """The documents of ``editions``, the best first."""
    documents = SearchDocument.objects.filter(edition__in=editions).defer("body")
    found = [Ranked(document, _score(document, question)) for document in documents]
    return sorted(found, key=lambda one: (-one.score, one.document.pk))


def _score(document, question):
    score = 0
    for name, boost in FIELDS.items():
        stems = set(getattr(document, name).split())
        score += boost * sum(weight for stem, weight in question.weights.items() if stem in stems)
    return score + max(_covered(name, question) for name in [document.title, *document.names.split("\n")])


def _covered(name, question):
    stems = name.split()
    said = [stem for stem in stems if stem in question.weights]
    return 10 * sum(question.weights[stem] for stem in said) * (len(said) / len(stems)) ** 2 if said else 0
