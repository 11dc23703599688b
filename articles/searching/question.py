"""What somebody typed, understood: the words that tell what is looked for, and how much each tells."""

import math
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.models import SearchWord

from .answers import CannotSearch
from .letters import words_of
from .stems import chatter, small_words, stem_of

LONGEST_QUESTION = 5000  # characters: what comes after them is not looked at
MOST_WORDS = 16  # that are looked for, of however many were typed


@dataclass
class Question:
    """weights: by stem, how much it tells, the most telling first"""

    text: str
    language: str
    stems: list[str]
    weights: dict[str, float] = field(default_factory=dict)
    corrected: str = ""


def understand(text, language) -> Question:
    words = words_of(text[:LONGEST_QUESTION])
    if not words:
        raise CannotSearch(_("Type a word or two that say what you are looking for."))
    stems = [stem_of(word, language) for word in words]
    question = Question(" ".join(text[:LONGEST_QUESTION].split()), language, stems)
    question.weights = _weights(stems, language)
    return question


def _weights(stems, language):
    said = list(dict.fromkeys(stems))
    telling = (
        [stem for stem in said if stem not in chatter(language)]
        or [stem for stem in said if stem not in small_words(language)]
        or said
    )
    rows = SearchWord.objects.filter(language=language, stem__in=telling).values_list("stem", "pages", "titles")
    counts = {stem: (pages, titles) for stem, pages, titles in rows}
    every = max((pages for pages, _titles in counts.values()), default=0) + 2
    weights = {
        stem: math.log(1 + every / (1 + pages)) * (1 if titles else 0.4) for stem, (pages, titles) in counts.items()
    }
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_WORDS])
