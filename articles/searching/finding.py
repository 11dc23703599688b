"""From the words somebody typed to a page of results."""

from articles.models import Edition

from .answers import RESULTS_ON_A_PAGE, Found, Result
from .engines import engine
from .extracts import extract_of, marked
from .question import understand
from .ranking import ranked

MOST_CANDIDATES = 200
RARE = 200  # a word in no more documents than this brings all of them


def find(text, *, language, moment, topic=None, page=1) -> Found:
    """The live editions of ``language`` that answer ``text``, best first; below ``topic``, if one is given.

    Raises CannotSearch where nothing can be looked for.
    """
    question = understand(text, language)
    live = Edition.objects.live_at(moment).filter(article__language=language)
    if topic is not None:
        live = live.filter(article__topics=topic)
    candidates = _candidates(question)
    found = ranked(live.filter(pk__in=candidates).values("pk"), question) if candidates else []
    start = (page - 1) * RESULTS_ON_A_PAGE
    shown = found[start : start + RESULTS_ON_A_PAGE]
    return Found(
        words=question.text,
        count=len(found),
        page=page,
        pages=max(1, -(-len(found) // RESULTS_ON_A_PAGE)),
        results=_results(shown, question),
    )


def _candidates(question):
    if not question.weights:
        return []
    found = engine().heads(question.weights, question.language, MOST_CANDIDATES)
    together = list(question.weights)[:3]
    return list(dict.fromkeys(found + engine().bodies([together], question.language, MOST_CANDIDATES)))


def _results(shown, question):
    editions = Edition.objects.select_related("article").prefetch_related("sections")
    editions = editions.in_bulk([one.document.pk for one in shown])
    results = []
    for one in shown:
        edition = editions[one.document.pk]
        section = _best_section(edition, question)
        words = (section.body if section else "") or edition.summary
        results.append(
            Result(
                edition=edition,
                title=marked(edition.title, question),
                extract=extract_of(words, question),
                section=section,
                heading=marked(section.heading, question) if section else "",
            )
        )
    return results


def _best_section(edition, question):
    return next(iter(edition.sections.all()), None)
