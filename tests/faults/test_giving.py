"""Answers go out in one piece; of those that are too long for that, few are given at the same time."""

import pytest

from portal.giving import AT_ONCE, SLOWLY, Given

PIECE = b"." * (AT_ONCE // 2)


class Answer:
    def __init__(self, pieces):
        self.pieces, self.ended = pieces, 0

    def __iter__(self):
        return iter([PIECE] * self.pieces)

    def close(self):
        self.ended += 1


def give(given):
    told = []
    body = given({}, lambda status, _headers: told.append(status[:3]))
    return told, body


@pytest.fixture
def given():
    """It tells what it was given in ``given.answers``."""

    def django(environ, start_response):
        start_response("200 OK", [])
        given.answers.append(Answer(given.pieces))
        return given.answers[-1]

    given = Given(django)
    given.answers, given.pieces = [], 5
    return given


def test_what_is_not_too_long_is_given_in_one_piece_and_ended(given):
    given.pieces = 2

    assert give(given) == (["200"], [PIECE * 2])
    assert given.answers[0].ended == 1


def test_long_answers_are_given_whole_and_the_next_one_only_when_one_has_ended(given):
    begun = [give(given)[1] for _each in range(SLOWLY)]

    assert b"".join(begun[0]) == PIECE * 5
    assert give(given)[0] == ["503"]
    begun[0].close()
    assert give(given)[0] == ["200"]
    assert [one.ended for one in given.answers] == [1, *[0] * (SLOWLY - 1), 1, 0]
