"""Words that many readers do not know. What the glossary holds is explained on the page, so it is no advice."""

import re

from django.utils.translation import gettext as _

from articles.checking.hard_words import EXPLAINED, KNOWN, looks_medical

_WORD = re.compile(r"[^\W\d_]+")
_LOOK_AROUND = 30  # characters in which a word is explained right where it stands
_NAMED = re.compile(r"\b(?:call (?:it|this|them)|called|known as|named|llama(?:d[oa]|n)?|conocid[oa] como) [“\"'(]?$")
_EXPLAINED = re.compile(r"^[”\"')]?(?: \(|, or |, o | means | quiere decir )")


def words_are_plain(page):
    told = set()
    for passage in page.prose:
        here = page.vocabulary.find(passage.text)
        said = _words_only(passage.text) if here else ""
        for found in here:
            hard = found.words.lower()
            if found.meaning in (KNOWN, EXPLAINED) or hard in told:
                continue
            told.add(hard)
            plainer = found.meaning.split(", ")
            is_said = any(_words_only(word) in said for word in plainer)
            if not is_said and not _is_explained_here(passage.text, found.start, found.end):
                yield passage.check(
                    _("Say it in a plainer word than “%(hard)s”: %(plainer)s.")
                    % {"hard": found.words, "plainer": ", ".join(f"“{word}”" for word in plainer)},
                    found.words,
                )


def medical_words_are_explained(page):
    told = set()
    for passage in page.prose:
        listed = {word for found in page.vocabulary.find(passage.text) for word in _WORD.findall(found.words.lower())}
        for found in _WORD.finditer(passage.text):
            word = found[0].lower()
            if word in told or word in listed or not looks_medical(word, page.language):
                continue
            told.add(word)
            if not _is_explained_here(passage.text, found.start(), found.end()):
                yield passage.check(
                    _("Explain “%(word)s” where it first stands, or add it to the glossary.") % {"word": found[0]},
                    found[0],
                )


def _words_only(text):
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _is_explained_here(text, start, end):
    before, after = text[max(start - _LOOK_AROUND, 0) : start], text[end : end + _LOOK_AROUND]
    return bool(_NAMED.search(before) or _EXPLAINED.match(after))
