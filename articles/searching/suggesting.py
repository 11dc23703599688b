"""While somebody types: titles and names people use that begin so, at any of their words."""

from .answers import MOST_SUGGESTIONS, Suggestion
from .fetching import beginnings, live_among, shown
from .letters import words_of

SHORTEST = 2  # letters; one begins too much to be of help
LONGEST = 100


def suggest(text, *, language, moment) -> list[Suggestion]:
    typed = " ".join(words_of(text[:LONGEST]))
    if len(typed) < SHORTEST:
        return []
    rows = beginnings(typed, language, 8 * MOST_SUGGESTIONS)
    editions, found = shown(live_among([edition for _words, edition in rows], moment)), {}
    for words, pk in rows:
        if edition := editions.get(pk):
            found.setdefault((words.casefold(), edition.title.casefold()), Suggestion(words, edition))
    return list(found.values())[:MOST_SUGGESTIONS]
