"""What the addresses that clinics use lead to, and who is told when that changes."""

from .standing import STATES, Standing, standings

__all__ = ["STATES", "Standing", "standings"]
