"""Which live pages answer a question, in a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from articles.models import Article, CodeSystem, Edition, State, keep_people, with_ancestors
from articles.models.prepared import Prepared, among
from articles.searching import CannotSearch, find

from .question import Criterion, Question

MOST_FOR_ONE = 3  # pages for one criterion: a clinician chooses, and does not search


@dataclass(frozen=True)
class Answer:
    """reason: why there is no entry: "no-match" or "code-system-not-supported"

    unanswered: the criteria with a code of a known system that no live page carries, not even by an ancestor
    """

    question: Question
    entries: list[Edition] = field(default_factory=list)
    reason: str = ""
    unanswered: list[Criterion] = field(default_factory=list)

    @property
    def language(self):
        return self.entries[0].article.language if self.entries else self.question.language


def answer_to(question, moment, *, names_too=False) -> Answer:
    """names_too: also look for the name of a code that no page carries. Without any code that happens anyway."""
    coded = [criterion for criterion in question.criteria if criterion.code and criterion.has_known_system]
    found, unanswered = _by_code(coded, question, moment)
    named = [one for one in question.criteria if one.name and (not one.code or (names_too and one not in found))]
    chosen = [pk for criterion in coded for pk in found.get(criterion, [])]
    if not chosen:
        chosen = [pk for one in named for pk in _by_name(one, question, moment)]
    reason = "" if chosen else _reason(question)
    return Answer(question, _entries(dict.fromkeys(chosen), moment), reason, unanswered)


def _reason(question):
    is_supported = any(one.has_known_system or not one.code for one in question.criteria)
    return "no-match" if is_supported else "code-system-not-supported"


def _by_code(coded, question, moment):
    """By criterion, the primary keys of the editions: the exact code, or else the nearest broader one that has any."""
    if not coded:
        return {}, []
    carriers = {}
    keys = list(dict.fromkeys(code for one in coded for code in with_ancestors(one.system, one.code)))
    for system, code, *places in _CARRIERS.rows(keys=keys):
        carriers.setdefault((system, code), []).append(places)
    live = _live_pages([place for places in carriers.values() for place in places], moment)
    found, unanswered = {}, []
    for one in coded:
        levels = (carriers.get((one.system, code), []) for code in with_ancestors(one.system, one.code))
        pages = next(filter(None, (_pages(level, live, question.languages) for level in levels)), [])
        if pages:
            found[one] = pages
        else:
            unanswered.append(one)
    return found, unanswered


def _live_pages(places, moment):
    """By article or group, (primary key, language, title) of what patients read of it."""
    articles = {key for article, _group, translation in places for key in (article, translation) if key}
    pages = {}
    for pk, article, group, language, title in _LIVE.rows(keys=articles, moment=moment) if articles else ():
        pages.setdefault(("group", group) if group else ("article", article), []).append((pk, language, title))
    return pages


def _pages(level, live, languages):
    """One page of each article or group in the best language, those in the language that was asked for first."""
    subjects = dict.fromkeys(("group", group) if group else ("article", article) for article, group, _other in level)
    best = []
    for subject in subjects:
        ranked = [(_rank(language, languages), title, pk) for pk, language, title in live.get(subject, [])]
        readable = [page for page in ranked if page[0] < len(languages)]
        best += [min(readable)] if readable else []
    return [pk for _rank_, _title, pk in sorted(best)][:MOST_FOR_ONE]


def _rank(language, languages):
    return languages.index(language) if language in languages else len(languages)


def _by_name(criterion, question, moment):
    for language in dict.fromkeys([question.language, question.languages[-1]]):
        try:
            found = find(criterion.name, language=language, moment=moment)
        except CannotSearch:
            return []
        if found.results:
            return [result.edition.pk for result in found.results[:MOST_FOR_ONE]]
    return []


def _entries(chosen, moment):
    if not chosen:
        return []
    first = Edition.objects.released_by_moment(moment).filter(article=OuterRef("article")).order_by("release_at")
    first = first.values("release_at")[:1]
    editions = Edition.objects.filter(pk__in=chosen).annotate(first_release_at=Subquery(first))
    editions = editions.order_by().select_related("article").in_bulk()
    keep_people(editions.values())
    return [editions[pk] for pk in chosen]


def _carriers(keys):
    """Each with the articles of its group, which share its codes. The systems are named for the index."""
    carried = Article.clinical_codes.through.objects.filter(clinicalcode__system__in=CodeSystem.values)
    group = "article__translation_group"
    return carried.filter(among("articles_clinicalcode.code", keys)).values_list(
        "clinicalcode__system", "clinicalcode__code", "article", group, f"{group}__articles"
    )


def _live(keys, moment):
    # Not live_at, for which PostgreSQL may read all editions of all articles.
    live = Edition.objects.with_state_at(moment).filter(among("articles_edition.article_id", keys), state=State.LIVE)
    return live.order_by().values_list("pk", "article", "article__translation_group", "article__language", "title")


_CARRIERS, _LIVE = Prepared(_carriers), Prepared(_live)
