"""What somebody typed, understood: the words and phrases that tell what is looked for, and how much each tells."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise, product

from django.utils.translation import gettext as _

from .answers import CannotSearch
from .intents import asking
from .letters import LONGEST_WORD, words_of
from .spelling import corrected, with_corrections
from .stems import chatter, small_words, stem_of
from .synonyms import meanings_in
from .vocabulary import Counts, counts_of

LONGEST_QUESTION = 5000  # characters: what comes after them is not looked at
MOST_WORDS = 20  # that are looked for, of however many were typed
MOST_PHRASES = 30
MOST_ALIKE = 2  # other words for one of a pair
SHORT = 5  # telling words; more are a message

IN_NO_TITLE = 0.45  # how much of its weight a word keeps that stands in no title or name
IN_A_PHRASE = 0.5  # of a word that stands in a phrase which means something else
OF_A_MEANING = 0.85  # of a phrase, for other words that mean the same
MOST_LOOKED_UP = 5000  # documents that hold any of the words by which titles and such are looked up
RARE = 60  # documents: a word in no more than these brings all of them
OF_A_PAIR = 0.5  # of the words, for two that stand side by side
NUMBER = 0.35
CHATTER = 0.15  # of a word such as doctor, in a short question
ASKING = 0.2  # of a word such as treatment, which rather chooses the section


@dataclass
class Question:
    """stems: of the words, misspelt ones corrected. said: of all words, as they were typed and corrected.

    weights: by stem, how much it tells. phrases: the same for stems that stand side by side, parted by blanks.

    sought: stems by which pages are looked up in titles and such, with those of other words for the same
    everywhere: the most telling, if so many pages hold it that only those are looked up that are called so
    crowd: the two most telling, if too many pages hold either: then pages with both are looked up besides
    together: groups of stems by which they are looked up in the body: rare ones alone, others with one another
    """

    text: str
    language: str
    stems: list[str]
    said: set[str]
    words: list[str]
    weights: dict[str, float] = field(default_factory=dict)
    phrases: dict[str, float] = field(default_factory=dict)
    sought: dict[str, float] = field(default_factory=dict)
    everywhere: str = ""
    crowd: list[str] = field(default_factory=list)
    together: list[list[str]] = field(default_factory=list)
    corrected: str = ""

    @cached_property
    def marks(self):
        """By stem, how much it tells where it is shown: the words themselves, and others for the same."""
        return {phrase: worth for phrase, worth in self.phrases.items() if " " not in phrase} | self.weights

    @cached_property
    def asked(self):
        """All stems that may be marked."""
        return self.marks.keys() | {stem for phrase in self.phrases for stem in phrase.split()}

    @cached_property
    def marked_phrases(self):
        """By their first stem, the phrases of several that are marked where they stand together."""
        found = {}
        for phrase in self.phrases:
            if " " in phrase:
                stems = phrase.split()
                found.setdefault(stems[0], []).append(stems)
        return found


def understand(text, language, known_meanings, live) -> Question:
    """live: tells which of some editions patients read"""
    text = " ".join(text[:LONGEST_QUESTION].split())
    words = words_of(text)
    if not words:
        raise CannotSearch(_("Type a word or two that say what you are looking for."))
    read = _read(words, (), language, known_meanings)
    typed, told = set(read[0]), ""
    better, besides = corrected(words, language, live, counts=read[-1])
    if better or besides:
        words, told = with_corrections(words, better)
        read = _read(words, besides, language, known_meanings)
    stems, meanings, joined, counts = read
    question = Question(text, language, stems, typed.union(stems), words, corrected=told)
    _weigh_words(question, counts, meanings)
    _weigh_phrases(question, counts, meanings, joined)
    _look_up(question, counts)
    return question


def _read(words, besides, language, known_meanings):
    """(the stems of ``words``, other phrases for the same, other ways to write them, in how many pages each stands)"""
    stems = [stem_of(word, language) for word in words]
    meanings = meanings_in(stems, known_meanings)
    joined = _joined(words, language) | {stem_of(word, language) for word in besides}
    others = [stem for phrases in meanings.values() for phrase in phrases for stem in phrase]
    return stems, meanings, joined, counts_of([*stems, *others, *joined], language)


def _joined(words, language):
    """Two words that other people write in one, as heart burn."""
    pairs = [(first, second) for first, second in pairwise(words) if len(first) > 2 or len(second) > 2]
    return {stem_of((first + second)[:LONGEST_WORD], language) for first, second in pairs}


def _weigh_words(question, counts: Counts, meanings):
    said = dict.fromkeys(question.stems)
    factors = _factors(said, question.language)
    weights = {
        stem: factor * counts.rarity(stem) * (1 if counts.titles(stem) else IN_NO_TITLE)
        for stem, factor in factors.items()
        if stem in counts
    }
    for first, end in meanings:
        for stem in question.stems[first:end] if end - first > 1 else ():
            if stem in weights:
                weights[stem] *= IN_A_PHRASE
    question.weights = _best(weights, MOST_WORDS)


def _factors(said, language):
    """How much of its rarity each stem keeps: chatter and words that only ask hardly anything beside others."""
    telling = [stem for stem in said if stem not in chatter(language)]
    about = [stem for stem in telling if stem not in asking(language)]
    if len(telling) > SHORT:
        return {stem: ASKING if stem not in about else 1 for stem in telling if not _is_number(stem)}
    factors = {stem: CHATTER for stem in said if stem not in small_words(language)} or dict.fromkeys(said, 1)
    factors |= {stem: ASKING if about and stem not in about else 1 for stem in telling}
    return {stem: factor * (NUMBER if _is_number(stem) else 1) for stem, factor in factors.items()}


def _is_number(stem):
    return len(stem) == 1 or stem.isdigit()


def _weigh_phrases(question, counts, meanings, joined):
    phrases, small = (
        {stem: counts.rarity(stem) for stem in joined if counts.titles(stem)},
        small_words(question.language),
    )
    for (first, end), others in meanings.items():
        said = question.stems[first:end]
        worth = _worth(said, counts, small) or max((_worth(phrase, counts, small) for phrase in others), default=0)
        phrases[" ".join(said)] = worth
        for phrase in others:
            if all(stem in counts or stem in small for stem in phrase):
                key = " ".join(phrase)
                phrases[key] = max(phrases.get(key, 0), OF_A_MEANING * max(worth, _worth(phrase, counts, small)))
    alike = _alike(question.stems, meanings, counts)
    for first, second, is_turned in _pairs(question):
        worth = OF_A_PAIR * (question.weights.get(first, 0) + question.weights.get(second, 0))
        for pair in [f"{first} {second}", *([f"{second} {first}"] if is_turned else [])]:
            phrases.setdefault(pair, worth)
        for pair in _otherwise(alike.get(first, [first]), alike.get(second, [second])):
            phrases[pair] = max(phrases.get(pair, 0), 2 * OF_A_MEANING * worth)
    question.phrases = _best({phrase: worth for phrase, worth in phrases.items() if worth}, MOST_PHRASES)


def _alike(stems, meanings, counts):
    """By stem, itself and the other single words for the same that stand in titles, the most common first."""
    alike = {}
    for (first, end), phrases in meanings.items():
        others = [phrase[0] for phrase in phrases if len(phrase) == 1 and counts.titles(phrase[0])]
        if end - first == 1 and others:
            others.sort(key=lambda stem: (-counts.titles(stem), stem))
            alike[stems[first]] = [stems[first], *others[:MOST_ALIKE]]
    return alike


def _otherwise(firsts, seconds):
    """Two words side by side as a page may say them: a tumor in the esophagus is an esophageal cancer."""
    typed = (firsts[0], seconds[0])
    for pair in product(firsts, seconds):
        if pair != typed and pair[0] != pair[1]:
            yield from (" ".join(pair), " ".join(reversed(pair)))


def _worth(phrase, counts, small):
    """Small words stand only in titles and names, and so look rarer than any other."""
    rarities = [counts.rarity(stem) for stem in phrase if stem in counts and stem not in small]
    return max(rarities) + 0.2 * (sum(rarities) - max(rarities)) if rarities else 0


def _pairs(question):
    """(first, second, whether they may be turned) of telling words side by side: cancer of the lung is lung cancer."""
    small, last, gap = small_words(question.language), None, 0
    for stem in question.stems:
        if last and gap == 0 and _is_number(stem) and last in question.weights:
            yield last, stem, False
        if stem in small:
            gap += 1
            continue
        if last and gap <= 2 and stem in question.weights and last in question.weights and stem != last:
            yield last, stem, gap > 0
        last, gap = stem, 0


def _look_up(question, counts):
    sought = dict(question.weights)
    for phrase, worth in question.phrases.items():
        for stem in phrase.split():
            if stem in counts and stem not in small_words(question.language):
                sought[stem] = max(sought.get(stem, 0), 0.5 * worth)
    sought, documents = _best(sought, MOST_WORDS), 0
    for stem, worth in sought.items():
        if not question.sought or documents + counts.pages(stem) <= MOST_LOOKED_UP:
            question.sought[stem], documents = worth, documents + counts.pages(stem)
    question.everywhere = next((stem for stem in question.sought if counts.pages(stem) > MOST_LOOKED_UP), "")
    question.crowd = [stem for stem in list(sought)[:2] if len(sought) > 1 and counts.pages(stem)]
    if set(question.crowd) <= question.sought.keys():
        question.crowd = []
    telling = list(question.weights or question.sought)
    rare = [[stem] for stem in telling if counts.pages(stem) <= RARE]
    groups = rare + [list(pair) for pair in combinations(telling[:3], 2)] or [telling[:1]]
    question.together = [some for some in groups if min(map(counts.pages, some), default=0) <= MOST_LOOKED_UP]


def _best(weights, most):
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most])
