"""Pages as plain words, checked without a database."""

from datetime import date

from articles.checking import Written, WrittenSection, checks_of_words
from articles.checking.rules import ADVICE, OBSTACLES

TODAY = date(2026, 3, 2)
RULES = {rule.__name__ for rule in (*OBSTACLES, *ADVICE)}


def section(body="<p>You rest.</p>", **facts):
    return WrittenSection(**{"kind": "text", "heading": "What happens", "body": body, **facts})


def page(*sections, **facts):
    return Written(
        **{
            "language": "en",
            "title": "Having a biopsy",
            "summary": "What happens when a small piece is taken.",
            "sections": list(sections) or [section()],
            **facts,
        }
    )


def checks(*sections, terms=(), **facts):
    return checks_of_words(page(*sections, **facts), on=TODAY, terms=terms)


def words(count, word="rest"):
    return " ".join([word] * count)


def item(*lines):
    return "<ul>" + "".join(f"<li><p>{line}</p></li>" for line in lines) + "</ul>"


def texts(*bodies):
    return page(section("".join(f"<p>{body}</p>" for body in bodies)))


def spanish(body):
    return page(section(f"<p>{body}</p>", heading="Qué pasa"), language="es")


def arabic(body):
    return page(section(f"<p>{body}</p>", heading="ماذا يحدث"), language="ar")


def of_kind(kind, body, heading="What helps"):
    return page(section(), section(body, kind=kind, heading=heading))
