"""What the addresses that clinics use lead to, and who is told when that changes."""

from .confirming import NotAsked, ask_to_confirm, confirm, receiver_of
from .journal import bring_up_to
from .noticing import notice_what_happened
from .purging import purge_what_moved
from .registering import BadList, lines_of, register_links
from .sending import send_due
from .soon import tell_soon
from .standing import STATES, Standing, standings
from .stopping import receiver_to_stop, stop
from .webhook import NotDelivered, allowed_place

__all__ = [
    "STATES",
    "BadList",
    "NotAsked",
    "NotDelivered",
    "Standing",
    "allowed_place",
    "ask_to_confirm",
    "bring_up_to",
    "confirm",
    "lines_of",
    "notice_what_happened",
    "purge_what_moved",
    "receiver_of",
    "receiver_to_stop",
    "register_links",
    "send_due",
    "standings",
    "stop",
    "tell_soon",
]
