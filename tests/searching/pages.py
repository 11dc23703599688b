"""Pages to be found, and what a search finds of them."""

from datetime import timedelta

from articles.searching import find, index
from tests.makers import NOON, make_article, make_edition

LAST_MONTH = NOON - timedelta(days=30)


def make_page(title, *, text="You rest.", heading="", language="en", at=LAST_MONTH, article=None, summary="", **facts):
    """A released edition with one section, or with ``sections``, that the search knows."""
    sections = facts.pop("sections", None) or [{"heading": heading, "body": f"<p>{text}</p>"}]
    named = {name: facts.pop(name) for name in ("other_names", "topics", "slug") if name in facts}
    article = article or make_article(language=language, **named)
    edition = make_edition(article=article, title=title, summary=summary, sections=sections, release_at=at, **facts)
    index([article], moment=NOON)
    return edition


def titles(words, *, language="en", moment=NOON, **more):
    return [result.edition.title for result in find(words, language=language, moment=moment, **more).results]
