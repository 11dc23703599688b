"""What a search reads of pages: no more than it needs, in few quick questions."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length

from articles.models import Article, Edition, SearchBeginning, SearchDocument, SearchWord, Section, State
from articles.models.prepared import Prepared, among

from .engines import engine

OF_DOCUMENT = ("edition_id", "title", "names", "headings", "summary", "labels", "keys")
OF_EDITION = ("id", "article_id", "number", "title", "summary")
OF_ARTICLE = ("id", "code", "language", "slug")
OF_SECTION = ("id", "edition_id", "kind", "heading", "anchor", "body")


def live_among(editions, moment, topic=None) -> set[int]:
    """Which of ``editions`` patients read at ``moment``; below ``topic``, if one is given."""
    asked = {"keys": editions, "moment": moment} | ({"topic": topic.pk} if topic else {})
    return {edition for (edition,) in _LIVE.rows(**asked)} if editions else set()


def live_of(articles, moment, topic=None) -> dict[int, int]:
    """By article, the edition that patients read at ``moment``, where there is one."""
    if not articles:
        return {}
    editions = dict(Edition.objects.order_by().filter(article__in=articles).values_list("pk", "article"))
    return {editions[edition]: edition for edition in live_among(list(editions), moment, topic)}


def live_documents(editions, language, moment, topic=None) -> list[tuple]:
    """OF_DOCUMENT of those among ``editions`` that patients read in ``language`` at ``moment``; below ``topic``."""
    asked = {"keys": editions, "language": language, "moment": moment} | ({"topic": topic.pk} if topic else {})
    return _DOCUMENTS.rows(**asked) if editions else []


def pages(editions) -> list[tuple[str, Edition]]:
    """(the stems of its body, the edition as ``shown`` gives it) of each of ``editions``."""
    return [(row[0], _edition(row[1:])) for row in (_PAGES.rows(keys=editions) if editions else ())]


def shown(editions) -> dict[int, Edition]:
    """By primary key, editions with their articles, of which only what a result shows was read."""
    return {row[0]: _edition(row) for row in (_EDITIONS.rows(keys=editions) if editions else ())}


def _edition(row):
    edition = Edition.from_db("default", OF_EDITION, row[: len(OF_EDITION)])
    edition.article = Article.from_db("default", OF_ARTICLE, row[len(OF_EDITION) :])
    return edition


def places_of_sections(editions) -> dict[int, list[int]]:
    """By edition, the primary keys of its sections in their order."""
    found = {}
    for edition, section in _PLACES.rows(keys=editions) if editions else ():
        found.setdefault(edition, []).append(section)
    return found


def sections(keys) -> dict[int, Section]:
    rows = _SECTIONS.rows(keys=keys) if keys else ()
    return {row[0]: Section.from_db("default", OF_SECTION, row) for row in rows}


def beginnings(letters, language, most) -> list[tuple[str, int]]:
    """(title or name that has a word which begins so, its edition): those that begin so themselves first."""
    found = SearchBeginning.objects.filter(engine().beginning_with("beginning", letters), language=language)
    return list(found.order_by("rank", Length("words"), "words", "edition").values_list("words", "edition")[:most])


def counted(stems, language) -> list[tuple[str, int, int]]:
    """(stem, in how many documents it stands, in how many titles) of each of ``stems`` that is known."""
    return _COUNTED.rows(keys=stems, language=language)


def _live(moment, topic):
    # Not live_at, for which PostgreSQL reads all editions of all articles: the state it asks for row by row.
    editions = Edition.objects.with_state_at(moment).filter(state=State.LIVE).order_by()
    return editions if topic is None else editions.filter(article__topics=topic)


def _live_among(keys, moment, topic=None):
    return _live(moment, topic).filter(among("articles_edition.id", keys)).values_list("pk")


def _documents(keys, language, moment, topic=None):
    is_live = Exists(_live(moment, topic).filter(pk=OuterRef("edition")))
    of_language = SearchDocument.objects.filter(among("articles_searchdocument.edition_id", keys), language=language)
    return of_language.filter(is_live).values_list(*OF_DOCUMENT)


def _pages(keys):
    found = SearchDocument.objects.filter(among("articles_searchdocument.edition_id", keys))
    of_edition = [f"edition__{name}" for name in (*OF_EDITION, *_THROUGH_EDITION)]
    return found.values_list("body", *of_edition)


def _editions(keys):
    found = Edition.objects.filter(among("articles_edition.id", keys))
    return found.order_by().values_list(*OF_EDITION, *_THROUGH_EDITION)


def _places(keys):
    return (
        Section.objects.filter(among("edition_id", keys))
        .order_by("edition_id", "position", "pk")
        .values_list("edition_id", "pk")
    )


def _sections(keys):
    return Section.objects.filter(among("id", keys)).order_by().values_list(*OF_SECTION)


def _counted(keys, language):
    return SearchWord.objects.filter(among("stem", keys), language=language).values_list("stem", "pages", "titles")


_THROUGH_EDITION = [f"article__{name}" for name in OF_ARTICLE]
_LIVE, _DOCUMENTS, _PAGES = Prepared(_live_among), Prepared(_documents), Prepared(_pages)
_COUNTED, _EDITIONS = Prepared(_counted), Prepared(_editions)
_PLACES, _SECTIONS = Prepared(_places), Prepared(_sections)
