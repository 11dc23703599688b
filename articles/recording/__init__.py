"""Writes into the record, and proves that nothing was changed in it or taken out."""

from .acting import acting, whoever_acts
from .guarding import opened
from .verifying import Broken, anchors_in, verify
from .writing import end, hold, named, record, record_first

__all__ = [
    "Broken",
    "acting",
    "anchors_in",
    "end",
    "hold",
    "named",
    "opened",
    "record",
    "record_first",
    "verify",
    "whoever_acts",
]
