"""What the addresses that clinics use lead to, and who is told when that changes."""

from .journal import bring_up_to
from .noticing import notice_what_happened
from .purging import purge_what_moved
from .registering import BadList, lines_of, register_links
from .sending import send_due
from .soon import tell_soon
from .standing import STATES, Standing, standings
from .webhook import NotDelivered, allowed_place

__all__ = [
    "STATES",
    "BadList",
    "NotDelivered",
    "Standing",
    "allowed_place",
    "bring_up_to",
    "lines_of",
    "notice_what_happened",
    "purge_what_moved",
    "register_links",
    "send_due",
    "standings",
    "tell_soon",
]
