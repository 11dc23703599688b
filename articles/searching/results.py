"""What is shown of the editions that were found: the section that answers best, and the words marked."""

from .answers import Result
from .extracts import extract_of, marked
from .fetching import places_of_sections, sections
from .intents import intents_of
from .ranking import read_pages, terms_of

INTENT = 6  # of a heading that names what is asked about it: treatment, symptoms
IN_HEADING = 2


def results_of(found, question, *, pinned=()) -> list[Result]:
    best = _best_sections(found, question)
    return [_result(one, one.page, best.get(one.edition), question, pinned) for one in found]


def _result(one, edition, section, question, pinned):
    return Result(
        edition=edition,
        title=marked(edition.title, question),
        extract=extract_of(section.body if section else edition.summary, question, one.likely),
        section=section,
        heading=marked(section.heading, question) if section else "",
        is_pinned=edition.pk in pinned,
    )


def _best_sections(found, question):
    """By edition, the section that answers best. Only what is shown is read."""
    read_pages(found)
    keys = places_of_sections([one.edition for one in found])
    terms, intents = terms_of(question), intents_of(question.stems, question.language)
    places = {one.edition: _best_place(one, terms, intents, question.language) for one in found}
    best = {edition: keys[edition][place] for edition, place in places.items() if edition in keys and place is not None}
    chosen = sections(list(best.values()))
    return {edition: chosen[section] for edition, section in best.items()}


def _best_place(one, terms, intents, language):
    """The place of the section among the others, or None where the summary says as much as any of them."""
    headings, bodies = one.headings.split("\n"), one.body.split("\n")
    scores = [
        _section_score(heading, body, terms, intents, language) for heading, body in zip(headings, bodies, strict=False)
    ]
    best = max(scores, default=0)
    if one.summary and best <= _section_score("", one.summary, terms, (), language):
        return None
    if not scores:
        return None
    place = scores.index(best)
    one.likely = _likely_place(bodies[place], terms)
    return place


def _likely_place(body, terms):
    """How far into the section the most telling word stands, from 0 to 1."""
    found = [f" {body} ".find(term) for term, _weight in sorted(terms, key=lambda term: -term[1])]
    return next((at / max(1, len(body)) for at in found if at >= 0), 0.0)


def _section_score(heading, body, terms, intents, language):
    heading_stems, heading, body = heading.split(), f" {heading} ", f" {body} "
    score = INTENT * len(intents & intents_of(heading_stems, language)) if intents else 0
    for term, weight in terms:
        times = body.count(term)
        score += weight * (times / (times + 2) + IN_HEADING * (term in heading))
    return score
