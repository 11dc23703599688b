"""What the tests of the reader's small scripts share."""

from datetime import UTC, datetime, timedelta

from tests.makers import make_article, make_edition

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BODY = "<p>Words to read.</p>" * 12
SECTIONS = [
    {"kind": "emergency", "heading": "Call your emergency number if", "body": "<ul><li>you cannot breathe</li></ul>"},
    *({"heading": f"Part {number}", "body": BODY} for number in range(1, 6)),
]


def make_page(slug="biopsy", **facts):
    """An article of several parts that has been released once."""
    language = facts.pop("language", "en")
    article = make_article(slug=slug, language=language)
    make_edition(article=article, sections=SECTIONS, release_at=LONG_AGO, **facts)
    return article


def make_newer(article, **facts):
    days = timedelta(days=article.editions.count())
    return make_edition(article=article, sections=SECTIONS, release_at=LONG_AGO + days, **facts)


def remembered(page):
    return page.evaluate("Object.keys(localStorage).sort()")
