"""The emergency answers that a new portal begins with. From then on they are the editors' own."""

from pathlib import Path

from .html import clean_html

SHIPPED = Path(__file__).parent / "emergency_words"
GENTLE = "4-despair"


def shipped_emergency_answers():
    """The facts of each, in the order of their names: a heading, what to do, and the phrases that bring it."""
    for file in sorted(SHIPPED.glob("*/*.txt")):
        heading, body, phrases = file.read_text("utf-8").strip().split("\n\n")
        yield {
            "language": file.parent.name,
            "heading": heading,
            "body": clean_html(body),
            "phrases": phrases,
            "is_gentle": file.stem == GENTLE,
        }
