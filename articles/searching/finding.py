"""From the words somebody typed to a page of results."""

from functools import partial

from .answers import RESULTS_ON_A_PAGE, Found
from .engines import engine, looked_up
from .fetching import beginnings, live_among, live_documents, live_of, shown
from .knowledge import knowledge_of
from .promoted import pinned_articles
from .question import understand
from .ranking import ranked
from .results import results_of
from .spelling import like
from .stems import stem_of
from .variety import varied

MOST_NAMED, MOST_SPEAKING = 60, 40  # candidates by title and such, and by the body
LEAST = 0.15  # of the best score: what is further off is no result
MOST_NEAREST = 5
MISTAKES = 3  # in a word that leads to the nearest titles


def find(text, *, language, moment, topic=None, page=1) -> Found:
    """The live editions of ``language`` that answer ``text``, best first; below ``topic``, if one is given.

    Raises CannotSearch where nothing can be looked for.
    """
    everywhere, knowledge = partial(live_among, moment=moment), knowledge_of(language)
    question = understand(text, language, knowledge.meanings, everywhere)
    pinned = _pinned(question, knowledge.pins, moment, topic)
    documents = live_documents([*_candidates(question), *pinned], language, moment, topic)
    found = _best(ranked(documents, question), question, pinned)
    start = (page - 1) * RESULTS_ON_A_PAGE
    return Found(
        words=question.text,
        count=len(found),
        page=page,
        pages=max(1, -(-len(found) // RESULTS_ON_A_PAGE)),
        results=results_of(found[start : start + RESULTS_ON_A_PAGE], question, pinned=pinned),
        corrected=question.corrected,
        emergency=knowledge.emergencies.answer_to(question.text),
        nearest=[] if found else _nearest(everywhere, question),
    )


def _best(found, question, pinned):
    best = found[0].score if found else 0
    worthy = [one for one in found if one.score >= LEAST * best and one.edition not in pinned]
    first = {one.edition: one for one in found if one.edition in pinned}
    return [first[edition] for edition in pinned if edition in first] + varied(worthy, question)


def _candidates(question):
    if not question.sought:
        return []
    called, lookups = [], []
    if question.everywhere:
        called = [edition for _words, edition in beginnings(question.everywhere, question.language, MOST_NAMED)]
    else:
        lookups.append(engine().heads(question.sought, MOST_NAMED))
    if question.crowd:
        lookups += [engine().together(question.crowd, MOST_NAMED, in_titles=here) for here in (True, False)]
    if question.together:
        lookups.append(engine().bodies(question.together, MOST_SPEAKING))
    return list(dict.fromkeys(called + looked_up(*lookups)))


def _pinned(question, pins, moment, topic):
    articles = pinned_articles(question, pins)
    editions = live_of(articles, moment, topic)
    return [editions[article] for article in articles if article in editions]


def _nearest(live, question):
    """Live editions whose titles hold words like those that were typed, or these very words under another topic."""
    stems = question.sought or {
        stem_of(word, question.language): 1.0
        for typed in question.words[:4]
        for word in like(typed, question.language, MISTAKES)[:3]
    }
    if not stems:
        return []
    editions = looked_up(engine().heads(stems, 4 * MOST_NEAREST))
    found = shown(live(editions))
    nearest = [found[edition] for edition in editions if edition in found]
    return [edition for edition in nearest if edition.article.language == question.language][:MOST_NEAREST]
