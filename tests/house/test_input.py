"""What reads the words of others must not be led into endless work, nor into files and addresses of ours."""

import ast
import re
import warnings

import pytest

from portal.environment import BASE_DIR

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants as kind
    from re import _parser as parser

READS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
REPEATS = (kind.MAX_REPEAT, kind.MIN_REPEAT)
FILES = sorted([*(BASE_DIR / "articles").rglob("*.py"), *(BASE_DIR / "portal").rglob("*.py")])


def expressions():
    """(place, words) of each regular expression that is written in the code."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READS
            of_re = is_call and isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            if of_re and node.args and isinstance(node.args[0], ast.Constant):
                yield f"{file.relative_to(BASE_DIR)}:{node.lineno}", node.args[0].value


def nested(parsed, is_inside=False):
    """Whether something that repeats without end stands, with nothing certain beside it, in what does so itself."""
    for operation, facts in parsed:
        endless, parts = False, []
        if operation in REPEATS:
            endless, parts = facts[1] is kind.MAXREPEAT, [facts[2]]
            if endless and is_inside and not certain(parsed):
                return True
        elif operation is kind.SUBPATTERN:
            parts = [facts[-1]]
        elif operation is kind.BRANCH:
            parts = facts[1]
        if any(nested(part, endless or is_inside) for part in parts):
            return True
    return False


def certain(parsed):
    """Whether each turn begins or ends with a sign that must be there, so that it can be parted in one way only."""
    return any(operation in {kind.LITERAL, kind.IN, kind.NOT_LITERAL} for operation, _facts in (parsed[0], parsed[-1]))


@pytest.mark.parametrize("bad", ["(a+)+$", "(a*)*", "([a-z]+)*x", "(?:a|b+)+", "((a+)b?)+"])
def test_the_rule_knows_what_takes_for_ever(bad):
    assert nested(parser.parse(bad))


def test_no_expression_takes_long_over_hostile_words():
    """By its form. `python -m benchmarks.expressions` shows the same by the clock."""
    found = list(expressions())

    assert len(found) > 100
    assert [place for place, words in found if nested(parser.parse(words))] == []


def test_no_parser_of_xml_reads_what_others_send_without_defusing_it():
    """XML is written here and never read; the one library that reads it gets archives without definitions."""
    reads = re.compile(r"ElementTree\.(parse|fromstring|iterparse|XML)\b|minidom|pulldom|expat|xml\.sax|lxml")

    assert [str(file) for file in FILES if reads.search(file.read_text("utf-8"))] == []
