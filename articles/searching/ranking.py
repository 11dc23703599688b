"""The one order of results, worked out here for both databases."""

from dataclasses import dataclass, field

from articles.models import Edition

from .fetching import pages
from .stems import chatter

LOOKED_INTO = 20  # documents whose bodies are read, the best by everything else
FULL = 2.5  # mentions after which more of them hardly count
TYPICAL_BODY = 400  # stems
NAME = 1.6  # how much being what was asked for counts beside speaking of it
OTHER_NAME = 0.95
PHRASE = 0.5


@dataclass
class Ranked:
    """A document and its score. ``body``, with a line of stems for each section, and ``page`` are empty until read."""

    edition: int
    title: str
    names: str
    headings: str
    summary: str
    labels: str
    keys: str
    score: float = 0
    named: float = 0
    mentions: list = field(default_factory=list)
    body: str = ""
    page: Edition | None = None
    likely: float = 0.0  # where in its best section the answer stands, from 0 to 1


def ranked(documents, question) -> list[Ranked]:
    """The best first.

    documents: rows of OF_DOCUMENT
    """
    found, terms = [Ranked(*row) for row in documents], terms_of(question)
    for one in found:
        one.named = NAME * _named(one, question, terms)
        one.mentions = _mentions(one, terms)
        one.score = one.named + _worth(terms, [said + in_keys for said, in_keys in one.mentions])
    found.sort(key=_place)
    _look_into(found[:LOOKED_INTO], terms)
    return sorted(found, key=_place)


def read_pages(found):
    """Fetch those of ``found`` that have not been read."""
    missing = {one.edition: one for one in found if not one.page}
    for body, edition in pages(list(missing)):
        missing[edition.pk].body, missing[edition.pk].page = body, edition


def terms_of(question) -> list[tuple[str, float]]:
    """(stems between blanks, weight) of the words and phrases of ``question``."""
    words = [(f" {stem} ", weight) for stem, weight in question.weights.items()]
    return words + [(f" {phrase} ", PHRASE * worth) for phrase, worth in question.phrases.items()]


def _place(one):
    return -one.score, one.edition


def _named(one, question, terms):
    """How well the title, or a name people use, is what was asked for: all of it best of all."""
    every = _padded(f"{one.title}\n{one.names}")
    if not any(term in every for term, _weight in terms):
        return 0
    names = one.names.split("\n") if one.names else ()
    return max([_covered(one.title, question), *(OTHER_NAME * _covered(name, question) for name in names)])


def _covered(name, question):
    stems, generic = name.split(), chatter(question.language)
    core = [stem for stem in stems if stem not in generic] or stems
    said = [stem for stem in core if stem in question.weights]
    covered = sum(question.weights[stem] for stem in said) * (len(said) / len(core)) ** 2 if said else 0
    padded = f" {name} "
    for phrase, worth in question.phrases.items():
        if f" {phrase} " in padded:
            parts = phrase.split()
            covered = max(covered, worth * (sum(stem in parts for stem in core) / len(core)) ** 1.5)
    return covered


def _mentions(one, terms):
    """By term, (how much all but the body speaks of it, how much the most frequent words of the body do)."""
    texts = (one.title, one.names, one.headings, one.summary, one.labels, one.keys)
    title, names, headings, summary, labels, keys = map(_padded, texts)
    everything, found = title + names + headings + summary + labels, []
    for term, _weight in terms:
        said = 0
        if term in everything:
            said = 4 * (term in title) + 3 * min(2, names.count(term)) + 0.3 * min(4, headings.count(term))
            said += (term in summary) + (term in labels)
        at = keys.find(term)
        found.append((said, 0 if at < 0 else 2 if at < 80 else 1))
    return found


def _look_into(found, terms):
    """Score anew with the body in the place of its most frequent words."""
    read_pages(found)
    for one in found:
        body = _padded(one.body)
        scale = 1.2 / (0.4 + 0.6 * body.count(" ") / TYPICAL_BODY)
        one.score = one.named + _worth(
            terms, [said + scale * body.count(term) for (term, _w), (said, _k) in zip(terms, one.mentions, strict=True)]
        )


def _padded(text):
    """With a blank on either side of each stem, and no phrase that reaches from one line into the next."""
    return f" {text} ".replace("\n", " | ")


def _worth(terms, mentions):
    return sum(weight * much / (much + FULL) for (_term, weight), much in zip(terms, mentions, strict=True) if much)
