"""Finds live pages from the words people use, for every face and on both databases."""

from .answers import MOST_SUGGESTIONS, RESULTS_ON_A_PAGE, CannotSearch, Found, Result, Suggestion
from .finding import find
from .indexing import index, rebuild
from .suggesting import suggest

__all__ = [
    "MOST_SUGGESTIONS",
    "RESULTS_ON_A_PAGE",
    "CannotSearch",
    "Found",
    "Result",
    "Suggestion",
    "find",
    "index",
    "rebuild",
    "suggest",
]
