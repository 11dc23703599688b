"""While somebody types: titles and names people use that begin so, at any of their words."""

from django.db.models.functions import Length

from articles.models import SearchBeginning

from .answers import MOST_SUGGESTIONS, Suggestion
from .engines import engine
from .fetching import live_among, shown
from .letters import words_of

SHORTEST = 2  # letters; one begins too much to be of help
LONGEST = 100


def suggest(text, *, language, moment) -> list[Suggestion]:
    typed = " ".join(words_of(text[:LONGEST]))
    if len(typed) < SHORTEST:
        return []
    beginnings = SearchBeginning.objects.filter(engine().beginning_with("beginning", typed), language=language)
    rows = beginnings.order_by("rank", Length("words"), "words", "edition").values_list("words", "edition")
    rows = list(rows[: 8 * MOST_SUGGESTIONS])
    editions, found = shown(live_among([edition for _words, edition in rows], moment)), {}
    for words, pk in rows:
        if edition := editions.get(pk):
            found.setdefault((words.casefold(), edition.title.casefold()), Suggestion(words, edition))
    return list(found.values())[:MOST_SUGGESTIONS]
