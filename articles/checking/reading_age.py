"""How hard a text is to read, by the length of its sentences and words."""

from dataclasses import dataclass
from itertools import chain

from .sentences import words_in
from .syllables import syllables

FEWEST_WORDS = 100  # of which both formulas were made; of less they tell nothing
OLDEST = 12  # years; what most adults read with ease
GROWN_UP = 22  # years; grades beyond university tell nothing more
EASY_SPANISH = 65


@dataclass(frozen=True)
class Measure:
    words: int
    sentences: int
    syllables: int

    @property
    def age(self) -> int:
        """In years, by the grade of a US school in which it is understood; a child begins grade 1 at the age of 6.

        Source: Kincaid, Fishburne, Rogers and Chissom, *Derivation of New Readability Formulas for Navy Enlisted
        Personnel*, Research Branch Report 8-75, 1975.
        """
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return min(max(round(grade) + 5, 5), GROWN_UP)

    @property
    def inflesz(self) -> int:
        """From 0, the hardest, to 100. From 65 on it is “quite easy”, from 55 “normal”, below 40 “very hard”.

        Source: the formula is Szigriszt Pazos, *Sistemas predictivos de legibilidad del mensaje escrito*,
        Universidad Complutense de Madrid, 1992; the scale Barrio-Cantalejo and others, “Validación de la Escala
        INFLESZ …”, Anales del Sistema Sanitario de Navarra 31(2), 2008.
        """
        ease = 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences
        return min(max(round(ease), 0), 100)


def measured(sentences: list[str], language: str) -> Measure | None:
    """None for a text that is too short, and for a language without a formula."""
    words = list(chain.from_iterable(map(words_in, sentences)))
    if language not in {"en", "es"} or len(words) < FEWEST_WORDS:
        return None
    return Measure(len(words), len(sentences), sum(syllables(word, language) for word in words))
