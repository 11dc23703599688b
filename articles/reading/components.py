"""Examples of every part that pages are made of, for the page that shows them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.template.loader import render_to_string

from articles.models import Article, Edition, Kind, NewsOfOriginal, Section, Topic

from .glossary_words import Word

_MOMENT = datetime(2026, 3, 2, 12, tzinfo=UTC)
_LIST = {Kind.KEY_POINTS, Kind.DO, Kind.DONT, Kind.QUESTIONS, Kind.NON_URGENT, Kind.URGENT, Kind.EMERGENCY}
_TABLE = (
    "<table><thead><tr><th>Day</th><th>Dose</th></tr></thead><tbody><tr><td>Monday</td><td>1</td></tr></tbody></table>"
)


def sections():
    """One of each kind, not stored."""
    for kind in Kind:
        body = "<ul><li>One thing</li><li>Another thing</li></ul>" if kind in _LIST else f"<p>Some words.</p>{_TABLE}"
        section = Section(kind=kind, heading=str(kind.label), anchor=f"kind-{kind.value}", body=body)
        if kind == Kind.RISK:
            section.risk_count, section.risk_of, section.body = 7, 1000, "<p>people in a year.</p>"
        yield section


def parts(request):
    """(name, what it looks like) of the parts that are no section. A new part is shown once it has an example here."""
    for name, context in _examples().items():
        yield name, render_to_string(f"parts/{name}.html", context, request)


def _examples():
    article = Article(slug="example", language="en", code="2345678")
    edition = Edition(article=article, number=2, title="Having an example", summary="What it is.", release_at=_MOMENT)
    facts = {
        "number": 2,
        "release_at": _MOMENT,
        "last_reviewed_on": date(2026, 1, 5),
        "next_review_due": date(2028, 1, 5),
    }
    topic = Topic(slug="example", name="A topic", description="What it holds.")
    topic.pages = 3
    taken_away = SimpleNamespace(kind="withdrawn", at=_MOMENT, reason="Newer advice exists.")
    withdrawn = {"edition": edition, "withdrawal": taken_away, "is_first": True}
    return {
        "sample_notice": {},
        "trust": {"edition": facts, "reviewers": "Example nurse"},
        "edition_banner": {"edition": {"number": 1}, "newest": edition, "article": article},
        "original_notice": {"news": NewsOfOriginal(edition, None, None)},
        "contents": {"sections": [Section(heading="A heading", anchor="kind-text")]},
        "sources": {
            "sources": [{"title": "A guideline", "publisher": "An institute", "url": "https://www.example.org/"}]
        },
        "feedback": {"edition": edition},
        "glossary_words": {"words": [Word(0, "biopsy", "A small piece of tissue.")]},
        "history_row": withdrawn,
        "page_list": {"editions": [edition], "with_day": True},
        "topic_list": {"topics": [topic]},
        "letters": {"letters": ["A", "B"], "letter": "A"},
        "pages": {"page": Paginator(range(30), 10).page(2), "query": ""},
    }
