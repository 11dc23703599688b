"""What needs somebody's eyes, and by when."""

from .calendar import month_after, month_before, month_of, releases_between, review_load, reviews_between
from .piles import PILES, Pile, piles_for

__all__ = [
    "PILES",
    "Pile",
    "month_after",
    "month_before",
    "month_of",
    "piles_for",
    "releases_between",
    "review_load",
    "reviews_between",
]
