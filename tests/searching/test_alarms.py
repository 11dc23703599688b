"""What a nurse on a telephone line listens for brings a card, in people's own words; ordinary questions bring none."""

from pathlib import Path

import pytest

from articles.models import EmergencyAnswer
from articles.models.emergency import shipped_emergency_answers
from articles.searching.emergencies import Emergencies

CARDS = ("heart", "stroke", "now", "despair", "cannot wait")


def _sentences():
    _comment, *parts = (Path(__file__).parent / "alarms.txt").read_text("utf-8").strip().split("\n\n")
    return [part.split("\n") for part in parts]


@pytest.fixture
def shipped(monkeypatch):
    """By language, the answers that a new portal begins with. They need no database."""
    answers = [EmergencyAnswer(pk=key, **facts) for key, facts in enumerate(shipped_emergency_answers())]
    monkeypatch.setattr(EmergencyAnswer.objects, "all", lambda: answers)
    return {language: Emergencies(language) for language in ("en", "es", "ar")}


@pytest.mark.parametrize("sentences", _sentences(), ids=lambda sentences: sentences[0])
def test_what_cannot_wait_brings_the_card_for_it_and_what_can_brings_none(shipped, sentences):
    language, card = sentences[0].split(": ")
    headings = [facts["heading"] for facts in shipped_emergency_answers() if facts["language"] == language]
    wanted = headings[CARDS.index(card)] if card in CARDS else "None"

    wrong = [words for words in sentences[1:] if str(shipped[language].answer_to(words)) != wanted]

    assert wrong == []


def test_each_line_brings_a_card_and_no_harmless_line_brings_its_own(shipped):
    wrong = []
    for facts in shipped_emergency_answers():
        for line in facts["phrases"].splitlines():
            words = " ".join(word.split("/")[0] for word in line.replace("…", "").removeprefix("-").split())
            answer = shipped[facts["language"]].answer_to(words)
            if answer is None if not line.startswith("-") else str(answer) == facts["heading"]:
                wrong.append(line)

    assert wrong == []


@pytest.mark.parametrize(
    ("phrases", "words", "is_one"),
    [
        ("cold/hot tea", "hot tea", True),
        ("cold/hot tea", "warm tea", False),
        ("tea … late", "tea was had by all of us at the big house rather late", True),
        ("tea late", "tea was had by all of us at the big house rather late", False),
        ("tea\n- iced tea", "iced tea", False),
        ("tea\n- iced tea", "tea, then iced tea", True),
        ("iced tea\n- iced tea", "iced tea", True),
        ("scones\n- scenes", "scenes", False),
        ("- iced tea\n…\n/\n-", "iced tea", False),
    ],
)
def test_a_line_says_what_may_stand_for_a_word_or_apart_and_what_is_harmless(monkeypatch, phrases, words, is_one):
    answers = [EmergencyAnswer(pk=1, language="en", heading="Tea", phrases=phrases)]
    monkeypatch.setattr(EmergencyAnswer.objects, "all", lambda: answers)

    assert bool(Emergencies("en").answer_to(words)) == is_one
