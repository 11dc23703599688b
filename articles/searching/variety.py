"""Several topics in one message: the best page of each comes before the second best of any."""

from .stems import chatter

LOOKED_AT = 20  # results
MOST_TOPICS = 5
LEAST = 0.5  # of the best score: what is further off is hardly a topic of its own


def varied(found, question):
    """``found`` with the best page of each topic first, where the question names several."""
    topics = {one.edition: _topic(one, question) for one in found[:LOOKED_AT] if one.score >= LEAST * found[0].score}
    named = {topic for topic in topics.values() if topic}
    named = {topic for topic in named if not any(topic < other for other in named)}
    if len(named) < 2:
        return found
    first = []
    for one in found[:LOOKED_AT]:
        if topics.get(one.edition) in named and len(first) < MOST_TOPICS:
            named.discard(topics[one.edition])
            first.append(one)
    return first + [one for one in found if one not in first]


def _topic(one, question):
    """The stems of the longest name of the page that stands whole in the question."""
    generic, said, longest = chatter(question.language), question.said, frozenset()
    for name in [one.title, *one.names.split("\n")]:
        core = frozenset(name.split()) - generic
        if core <= said and len(core) > len(longest):
            longest = core
    return longest
