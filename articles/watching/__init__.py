"""What needs somebody's eyes, and by when."""

from .affected import affected_by
from .calendar import month_after, month_before, month_of, releases_between, review_load, reviews_between
from .figures import figures
from .mailing import mail_to, people_to_tell
from .piles import PILES, Pile, approved_drafts, piles_for, unsent_drafts
from .reminders import record_wanted

__all__ = [
    "PILES",
    "Pile",
    "affected_by",
    "approved_drafts",
    "figures",
    "mail_to",
    "month_after",
    "month_before",
    "month_of",
    "people_to_tell",
    "piles_for",
    "record_wanted",
    "releases_between",
    "review_load",
    "reviews_between",
    "unsent_drafts",
]
