"""The emergency answers that a portal begins with."""

import re

import pytest
from django.conf import settings

from articles.models import EmergencyAnswer, plain_text
from articles.models.emergency import shipped_emergency_answers

LANGUAGES = {code for code, _name in settings.LANGUAGES}


@pytest.mark.django_db
def test_a_new_portal_answers_emergencies_in_every_language():
    kept = EmergencyAnswer.objects.values_list("language", "heading", "body", "phrases", "is_gentle")

    assert sorted(kept) == sorted(tuple(facts.values()) for facts in shipped_emergency_answers())
    assert {language for language, *_rest in kept} == LANGUAGES


def test_every_shipped_answer_says_which_number_to_call_wherever_its_reader_is():
    for facts in shipped_emergency_answers():
        words = plain_text(facts["body"])
        assert all(number in words for number in ("112", "911", "999")), facts["heading"]
        assert len(facts["heading"]) <= 120


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_there_is_one_gentle_answer_for_despair_in_each_language(language):
    gentle = [facts for facts in shipped_emergency_answers() if facts["language"] == language and facts["is_gentle"]]

    assert len(gentle) == 1


def test_every_phrase_stands_on_its_own_line_once():
    for facts in shipped_emergency_answers():
        lines = facts["phrases"].splitlines()
        assert len(lines) == len(set(lines)), facts["heading"]
        assert all(re.fullmatch(r"\S+(?: \S+)*", line) for line in lines)
