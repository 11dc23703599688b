"""What an editor wrote, looked at as a tired reader would: what bars a release, and what could be better."""

from .check import Check, Place, Severity
from .checks import checks_of_words, checks_on, obstacles_in, terms_of
from .page import Page
from .report import Checked, checked
from .written import Written, WrittenSection, written

__all__ = [
    "Check",
    "Checked",
    "Page",
    "Place",
    "Severity",
    "Written",
    "WrittenSection",
    "checked",
    "checks_of_words",
    "checks_on",
    "obstacles_in",
    "terms_of",
    "written",
]
