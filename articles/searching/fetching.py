"""What a search reads of pages: no more than it needs, in few quick questions."""

from articles.models import Article, Edition, SearchDocument, Section, State

from .prepared import Prepared, among

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


def documents(editions, language) -> list[tuple]:
    """OF_DOCUMENT of ``editions`` in ``language``."""
    return _DOCUMENTS.rows(keys=editions, language=language) if editions else []


def bodies(editions) -> dict[int, str]:
    return dict(_BODIES.rows(keys=editions)) if editions else {}


def shown(editions) -> dict[int, Edition]:
    """By primary key, editions with their articles, of which only what a result shows was read."""
    found = {}
    for row in _EDITIONS.rows(keys=editions) if editions else ():
        edition = Edition.from_db("default", OF_EDITION, row[: len(OF_EDITION)])
        edition.article = Article.from_db("default", OF_ARTICLE, row[len(OF_EDITION) :])
        found[edition.pk] = edition
    return found


def places_of_sections(editions) -> dict[int, list[int]]:
    """By edition, the primary keys of its sections in their order."""
    found = {}
    for edition, section in _PLACES.rows(keys=editions) if editions else ():
        found.setdefault(edition, []).append(section)
    return found


def sections(keys) -> dict[int, Section]:
    rows = _SECTIONS.rows(keys=keys) if keys else ()
    return {row[0]: Section.from_db("default", OF_SECTION, row) for row in rows}


def _live(keys, moment, topic=None):
    # Not live_at, for which PostgreSQL reads all editions of all articles: with the state it asks row by row.
    editions = Edition.objects.with_state_at(moment).filter(among("articles_edition.id", keys), state=State.LIVE)
    return (editions if topic is None else editions.filter(article__topics=topic)).order_by().values_list("pk")


def _documents(keys, language):
    found = SearchDocument.objects.filter(among("articles_searchdocument.edition_id", keys), language=language)
    return found.values_list(*OF_DOCUMENT)


def _bodies(keys):
    return SearchDocument.objects.filter(among("edition_id", keys)).values_list("edition_id", "body")


def _editions(keys):
    of_article = (f"article__{name}" for name in OF_ARTICLE)
    return Edition.objects.filter(among("articles_edition.id", keys)).order_by().values_list(*OF_EDITION, *of_article)


def _places(keys):
    return (
        Section.objects.filter(among("edition_id", keys))
        .order_by("edition_id", "position", "pk")
        .values_list("edition_id", "pk")
    )


def _sections(keys):
    return Section.objects.filter(among("id", keys)).order_by().values_list(*OF_SECTION)


_LIVE, _DOCUMENTS, _BODIES = Prepared(_live), Prepared(_documents), Prepared(_bodies)
_EDITIONS, _PLACES, _SECTIONS = Prepared(_editions), Prepared(_places), Prepared(_sections)
