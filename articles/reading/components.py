"""Examples of every part that pages are made of, for the page that shows them."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.comparing import changes_between
from articles.models import Article, Credit, Edition, Kind, NewsOfOriginal, Section, Source, Topic
from articles.searching import Found, Result

from .article.glossary_words import Word

_TEMPLATE = re.compile("</?template[^>]*>")
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
    """(name, what it looks like) of the parts that are no section. What a script shows is shown here without it."""
    for name, context in _examples().items():
        markup = render_to_string(f"parts/{name}.html", context, request)
        yield name, mark_safe(_TEMPLATE.sub("", markup))


def _examples():
    article = Article(slug="example", language="en", code="2345678")
    new = _edition(article, 2, "<p>You may go home on the same day.</p>")
    old = _edition(article, 1, "<p>You stay for one night.</p>")
    changes = changes_between(old, new)
    topic = Topic(slug="example", name="A topic", description="What it holds.")
    topic.pages = 3
    return {
        "sample_notice": {},
        "trust": {"edition": new, "reviewers": "Example nurse", "is_overdue": True},
        "if_followed": {},
        "edition_banner": {"edition": {"number": 1}, "newest": new, "article": article},
        "original_notice": {"news": NewsOfOriginal(new, None, None)},
        "changed": {"edition": new, "changes": [new]},
        "contents": {"sections": new.sections.all()},
        "plain_words": {"body": "<h3>A heading</h3><p>Some words.</p>"},
        "listen": {},
        "take_away": {"edition": new, "article": article, "is_live": True},
        "feedback": {"edition": new},
        "sources": {"sources": new.sources.all()},
        "about_page": {"edition": new, "article": article, "compared_with": old, "site_host": "example.org"},
        "ways_on": {"article": {"topics": {"all": [topic]}}, "translations": [new]},
        "glossary_words": {"words": [Word(0, "biopsy", "A small piece of tissue.")]},
        "history_row": {"edition": new, "withdrawal": _withdrawal(), "is_first": True},
        "change_notes": {"notes": [new]},
        "change": {"change": changes.sections[0], "old": old, "new": new},
        "change_of_people": {"people": changes.people},
        "change_of_sources": {"sources": changes.sources},
        "listing": {"heading": "Lines of code", "words": "{}"},
        "page_list": {"editions": [new], "with_day": True},
        "topic_list": {"topics": [topic]},
        "letters": {"letters": ["A", "B"], "letter": "A"},
        "results": {"results": [_result(new)], "start": 1, "language": "en"},
        "emergency_answer": {"answer": {"heading": "Call now", "body": "<p>What to do.</p>"}, "language": "en"},
        "nothing_found": {
            "shown": "wrods",
            "asked": {"language": "en"},
            "found": Found(words="wrods", nearest=[new]),
        },
        "pages": {"page": Paginator(range(30), 10).page(2), "query": ""},
    }


def _edition(article, number, body):
    """Not stored, but with all its words, so that nothing asks the database."""
    facts = {"title": "Having an example", "summary": "What it is.", "release_at": _MOMENT}
    days = {"reviewed_on": date(2026, 1, 5), "review_due": date(2028, 1, 5)}
    note = {"change_note": "You can go home earlier.", "is_safety_change": True} if number > 1 else {}
    edition = Edition(article=article, pk=number, number=number, **facts, **days, **note)
    edition._prefetched_objects_cache = {
        "sections": [Section(pk=number, heading="A heading", anchor="kind-text", body=body)],
        "sources": [Source(title=f"Guideline {number}", publisher="An institute", url="https://www.example.org/")],
        "credits": [Credit(part="author", name=f"Example author {number}", role="Nurse")],
        "reviews": [],
        "withdrawals": [],
    }
    return edition


def _result(edition):
    extract = mark_safe("A small <mark>example</mark> of what was found.")
    return Result(edition, mark_safe("Having an <mark>example</mark>"), extract, heading="A heading")


def _withdrawal():
    return SimpleNamespace(kind="withdrawn", at=_MOMENT, reason="Newer advice exists.")
