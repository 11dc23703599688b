"""How often one place on the internet may ask for what is costly, counted without knowing the place."""

from .asker import place_in, place_of
from .limits import LIMITS, Limit
from .taking import Taken, limited, page, take

__all__ = ["LIMITS", "Limit", "Taken", "limited", "page", "place_in", "place_of", "take"]
