"""Each rule with words that break it and words that keep it, however near they come."""

import pytest

from articles.checking import checks_of_words
from tests.checking import cases_of_order, cases_of_words
from tests.checking.pages import RULES, TODAY

CASES = cases_of_order.CASES | cases_of_words.CASES
BREAKS = [
    pytest.param(rule, words, id=f"{rule}-{at}") for rule, (bad, _) in CASES.items() for at, words in enumerate(bad)
]
KEEPS = [
    pytest.param(rule, words, id=f"{rule}-{at}") for rule, (_, good) in CASES.items() for at, words in enumerate(good)
]


def broken(words, terms=()):
    return {check.rule for check in checks_of_words(words, on=TODAY, terms=terms)}


@pytest.mark.parametrize(("rule", "words"), BREAKS)
def test_an_editor_is_told_where_a_rule_is_broken(rule, words):
    assert rule in broken(words)


@pytest.mark.parametrize(("rule", "words"), KEEPS)
def test_an_editor_is_left_alone_where_a_rule_is_kept(rule, words):
    assert rule not in broken(words)


def test_every_rule_is_tried_both_ways():
    assert CASES.keys() == RULES
    assert all(bad and good for bad, good in CASES.values())
