"""Sentences, paragraphs and the page as a whole: short ones are read to their end by people who are tired."""

from django.utils.translation import gettext as _

from articles.checking.check import shortened
from articles.checking.reading_age import EASY_SPANISH, OLDEST
from articles.checking.sentences import words_in

LONGEST_SENTENCE = 20  # words
LONGEST_IN = {"es": 25}  # which needs more of them to say the same
LONGEST_PARAGRAPH = 3  # sentences


def sentences_are_short(page):
    most = LONGEST_IN.get(page.language, LONGEST_SENTENCE)
    for passage in page.prose:
        for sentence in passage.sentences:
            count = len(words_in(sentence))
            if count > most:
                told = {"count": count, "most": most, "words": shortened(sentence)}
                yield passage.check(
                    _(
                        "Split this sentence: it has %(count)s words, and more than %(most)s are hard to follow."
                        " “%(words)s”"
                    )
                    % told,
                    sentence,
                )


def paragraphs_are_short(page):
    for passage in page.prose:
        if passage.tag == "p" and len(passage.sentences) > LONGEST_PARAGRAPH:
            told = {"count": len(passage.sentences), "most": LONGEST_PARAGRAPH, "words": shortened(passage.text)}
            yield passage.check(
                _("Split this paragraph: it has %(count)s sentences; %(most)s are enough. “%(words)s”") % told
            )


def page_is_easy_to_read(page):
    measure = page.measure
    if measure and page.language == "en" and measure.age > OLDEST:
        yield page.check(
            _("Use shorter sentences and words: the page reads as for people of %(age)s. Aim for %(oldest)s or less.")
            % {"age": measure.age, "oldest": OLDEST}
        )
    if measure and page.language == "es" and measure.inflesz < EASY_SPANISH:
        yield page.check(
            _("Use shorter sentences and words: the page reaches %(ease)s on the INFLESZ scale. Aim for %(easy)s.")
            % {"ease": measure.inflesz, "easy": EASY_SPANISH}
        )
