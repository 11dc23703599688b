"""The hard words of each language, from the files beside this one."""

import re
from functools import cache, lru_cache
from pathlib import Path

from .phrases import Phrases

FOLDER = Path(__file__).parent / "words"
KNOWN, EXPLAINED = "known", "explained"  # what stands instead of plainer words

# Endings that doctors give to what they find, do and cut.
_MEDICAL = {
    "en": re.compile(
        r"(?:ectomy|ostomy|otomy|scopy|plasty|itis|osis|aemia|emia|pathy|algia|oma|graphy|rrh?oea|rrhea|penia|megaly"
        r"|plegia|pn?oea|pnea|uria|centesis|lysis|genesis)s?$"
    ),
    "es": re.compile(
        r"(?:ectomía|ostomía|otomía|scopia|plastia|itis|osis|emia|patía|algia|oma|grafía|rrea|penia|megalia|plejia|pnea"
        r"|uria|centesis|lisis|génesis)s?$"
    ),
}
_LONG = 8  # letters; below that too many common words end like these


def looks_medical(word: str, language: str) -> bool:
    return language in _MEDICAL and len(word) >= _LONG and bool(_MEDICAL[language].search(word.lower()))


@cache
def hard_words(language: str) -> dict[str, str]:
    """Plainer words by each hard one; ``KNOWN`` for what only looks hard."""
    file = FOLDER / f"{language}.txt"
    if not file.exists():
        return {}
    listed = dict(_entries(file.read_text("utf-8")))
    if language != "en":
        return listed
    return {form: plainer for word, plainer in listed.items() for form in _forms(word) if form not in listed} | listed


@lru_cache(maxsize=8)
def vocabulary(language: str, terms: tuple[str, ...]) -> Phrases:
    """The hard words among what the glossary explains. terms: its terms and other names"""
    return Phrases(hard_words(language) | dict.fromkeys(terms, EXPLAINED))


def _entries(text):
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            word, plainer = line.split("=")
            yield word.strip(), plainer.strip() or KNOWN


def _forms(word):
    """Those of a single English word, the regular ones; a form that does not exist does no harm."""
    if " " in word or not word.isalpha():
        return []
    stem = word.removesuffix("e")
    forms = [f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing"]
    if word.endswith("y"):
        forms += [f"{word[:-1]}ies", f"{word[:-1]}ied"]
    return forms
