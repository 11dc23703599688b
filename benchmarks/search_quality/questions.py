"""Questions with their right pages: some made from the corpus, most written by hand."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
OF_EACH_KIND = 120
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Question:
    """right: phrases, in small letters, of which one stands in the title or a name of every right page"""

    kind: str
    words: str
    right: tuple[str, ...]

    def is_answered_by(self, names):
        names = [f" {_plain(name)} " for name in names]
        return any(re.search(rf" {re.escape(_plain(right))}", name) for right in self.right for name in names)


def written():
    """Those written by hand. Of the first three kinds, the engine was not tuned on every third: they are held out."""
    for kind in ("tidy", "lay", "raw", "fresh_tidy", "fresh_raw"):
        lines = [line for line in (HERE / f"{kind}.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
        kind, may_be_held_out = kind.replace("_", " "), not kind.startswith("fresh")
        for number, line in enumerate(lines):
            words, *right = [part.strip() for part in line.split(" = ")]
            is_held_out = may_be_held_out and number % 3 == 2
            yield Question(f"{kind}, held out" if is_held_out else kind, words, tuple(right))


def made(titles, names):
    """From titles and from names people use: the words themselves, and the same misspelt. Always the same ones."""
    chance = random.Random(5)
    titles = [title for title in sorted(titles) if 5 < len(title) < 60]
    for title in chance.sample(titles, OF_EACH_KIND):
        yield Question("title", title, (title,))
    for name, title in chance.sample(sorted((name, title) for name, title in names if len(name) > 5), OF_EACH_KIND):
        yield Question("other name", name, (name, title))
    long_ones = [title for title in titles if len(max(_plain(title).split(), key=len)) >= 8]
    for title in chance.sample(long_ones, OF_EACH_KIND):
        yield Question("misspelt", _misspelt(title, chance), (title,))


def _misspelt(title, chance):
    """With one mistake in its longest word, and a second one in a very long word."""
    word = max(re.findall(r"\w+", title), key=len)
    wrong = word
    for _mistake in range(2 if len(word) > 10 else 1):
        at = chance.randrange(1, len(wrong) - 1)
        wrong = chance.choice(
            [
                wrong[:at] + wrong[at + 1 :],
                wrong[:at] + chance.choice(LETTERS) + wrong[at + 1 :],
                wrong[:at] + chance.choice(LETTERS) + wrong[at:],
                wrong[:at] + wrong[at + 1] + wrong[at] + wrong[at + 2 :],
            ]
        )
    return title.replace(word, wrong, 1)


def _plain(text):
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")))
