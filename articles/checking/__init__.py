"""What an editor wrote, looked at as a tired reader would: what bars a release, and what could be better."""

from .check import Check, Place, Severity
from .checks import checks_of, checks_of_words, checks_on, obstacles_in, terms_of
from .page import Page
from .written import Written, WrittenSection, written

__all__ = [
    "Check",
    "Page",
    "Place",
    "Severity",
    "Written",
    "WrittenSection",
    "checks_of",
    "checks_of_words",
    "checks_on",
    "obstacles_in",
    "terms_of",
    "written",
]
